import { RelentError } from "../error.ts";

/** Throws unless `value` is an integer from 0 to 2⁵³ − 1. */
export function checkCount(name: string, argument: string, value: number, index?: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new RelentError(
    "invalid-argument",
    `${name}: ${argument} = ${value} is not a count; ${argument} must be an integer from 0 to 2^53 − 1`,
    index === undefined ? { value } : { index, value },
  );
}

/** Throws unless `value` is finite and at least 0. */
export function checkWeight(name: string, argument: string, value: number, index?: number): void {
  if (value >= 0 && value < Infinity) return;
  throw new RelentError(
    "invalid-argument",
    `${name}: ${argument} = ${value} is not a finite number ≥ 0; ${argument} must be`,
    index === undefined ? { value } : { index, value },
  );
}

/** Throws unless the two lengths agree. */
export function checkLength(name: string, out: number, wanted: number): void {
  if (out === wanted) return;
  throw new RelentError("invalid-argument", `${name}: out has length ${out}; it must be ${wanted}`, {
    value: out,
  });
}
