import { requireWhole } from "./fail.ts";

/**
 * Bits of a frequency. The coder's state has 63, of which the quotient by a frequency keeps 31 − precision at least:
 * at 28 bits it codes with another model by 10⁻³ bits a symbol unseen, at 24 by less than 10⁻⁶.
 */
export const PRECISION: number = 24;
/** What the frequencies of a model of that precision sum to. */
export const UNITS: number = 2 ** PRECISION;

export function requirePrecision(fn: string, precision: number): void {
  requireWhole(fn, "precision", precision, 1, PRECISION);
}
