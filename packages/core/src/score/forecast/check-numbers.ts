import { invalid } from "../../finite/check.ts";

/** Throws unless a list has this length and holds finite numbers. */
export function checkNumbers(fn: string, name: string, list: ArrayLike<number>, length: number): void {
  if (list.length !== length) {
    invalid(`${fn}: ${name} has ${list.length} numbers; it must have ${length}`, { value: list.length });
  }
  for (let i = 0; i < length; i++) {
    const value = list[i]!;
    if (!Number.isFinite(value)) {
      invalid(`${fn}: ${name}[${i}] = ${value}; it must be finite`, { index: i, value });
    }
  }
}
