import { RelentError } from "../error.ts";

/** Refuses a parameter of a measure that lies outside what it is defined for. */
export function within(fn: string, name: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  const range =
    high === Number.POSITIVE_INFINITY
      ? `≥ ${low}`
      : high < Number.MAX_VALUE
        ? `between ${low} and ${high}`
        : low === Number.MIN_VALUE
          ? "positive and finite"
          : low < 0
            ? "finite"
            : `finite and ≥ ${low}`;
  throw new RelentError("invalid-argument", `${fn}: ${name} = ${value}; it must be ${range}`, { value });
}
