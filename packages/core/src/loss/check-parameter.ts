import { invalid } from "../finite/check.ts";

/** Throws for a parameter out of its range. */
export function checkParameter(
  fn: string,
  name: string,
  value: number,
  sound: boolean,
  allowed: string,
): void {
  if (!sound || Number.isNaN(value)) invalid(`${fn}: ${name} = ${value}; it must be ${allowed}`, { value });
}

/** Throws for a number that is not finite and at least 0. */
export function checkNonNegative(fn: string, name: string, value: number): void {
  checkParameter(fn, name, value, value >= 0 && value < Number.POSITIVE_INFINITY, "finite and ≥ 0");
}

/** Throws for a number that is not finite and above 0. */
export function checkPositive(fn: string, name: string, value: number): void {
  checkParameter(fn, name, value, value > 0 && value < Number.POSITIVE_INFINITY, "finite and above 0");
}

/** Throws for a number that is not between 0 and 1, both included. */
export function checkShare(fn: string, name: string, value: number): void {
  checkParameter(fn, name, value, value >= 0 && value <= 1, "between 0 and 1");
}
