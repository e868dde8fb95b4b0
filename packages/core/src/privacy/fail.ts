import { RelentError } from "../error.ts";

/** Throws for an argument that is not allowed. */
export function invalid(message: string, value?: unknown): never {
  throw new RelentError("invalid-argument", message, { value });
}

/** Throws unless low < value < high; an end that is allowed too is named in `ends`. */
export function within(
  fn: string,
  name: string,
  value: number,
  [low, high]: readonly [number, number],
  ends: "" | "low" | "high" | "both" = "",
): void {
  const above = value > low || (value === low && (ends === "low" || ends === "both"));
  const below = value < high || (value === high && (ends === "high" || ends === "both"));
  if (typeof value === "number" && above && below) return;
  const open = ends === "low" || ends === "both" ? "[" : "(";
  const close = ends === "high" || ends === "both" ? "]" : ")";
  const told = typeof value === "string" ? JSON.stringify(value) : value;
  invalid(`${fn}: ${name} = ${told}; it must be a number in ${open}${low}, ${high}${close}`, value);
}

/** Throws unless value is a whole number from `least`. */
export function whole(fn: string, name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  invalid(`${fn}: ${name} = ${value}; it must be a whole number from ${least}`, value);
}
