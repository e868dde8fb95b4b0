import { outside } from "./domain.ts";

/** B₂ₖ/(2k)! for k = 1 … 12. */
const CORRECTIONS = [
  0.08333333333333333, -0.001388888888888889, 0.00003306878306878307, -8.267195767195766e-7,
  2.08767569878681e-8, -5.284190138687493e-10, 1.338253653068468e-11, -3.3896802963225827e-13,
  8.586062056277845e-15, -2.174868698558062e-16, 5.50900282836023e-18, -1.3954464685812522e-19,
];
const TERMS = 10;

function check(name: string, s: number): void {
  if (!(s > 1)) outside(name, "s", s, "s must be above 1");
}

/** Σ n^{-s} (−log n)ʲ, the j-th derivative of ζ for j = 0, 1, by the formula of Euler and Maclaurin at n = 10. */
function eulerMaclaurin(s: number, order: 0 | 1): number {
  const log = Math.log(TERMS);
  const end = TERMS ** -s;
  const beyond = (TERMS * end) / (s - 1);
  let sum = order === 0 ? beyond + 0.5 * end : -beyond * (log + 1 / (s - 1)) - 0.5 * end * log;
  for (let n = TERMS - 1; n > 1; n--) sum += n ** -s * (order === 0 ? 1 : -Math.log(n));
  if (order === 0) sum += 1;
  let product = (s * end) / TERMS;
  let slope = 1 / s - log;
  for (let k = 1; k <= CORRECTIONS.length; k++) {
    sum += CORRECTIONS[k - 1]! * product * (order === 0 ? 1 : slope);
    product *= ((s + 2 * k - 1) * (s + 2 * k)) / (TERMS * TERMS);
    slope += 1 / (s + 2 * k - 1) + 1 / (s + 2 * k);
  }
  return sum;
}

/**
 * The Riemann zeta function, Σ n^{-s}, for s > 1.
 *
 * Relative error, measured against mpmath for s from 1 + 1e-10: ≤ 1e-15; 1 at +Infinity.
 *
 * @throws RelentError if s is not above 1.
 *
 * @example
 * ```ts
 * zeta(2) // 1.6449340668482264
 * ```
 */
export function zeta(s: number): number {
  check("zeta", s);
  return s > 54 ? 1 + 2 ** -s : eulerMaclaurin(s, 0);
}

/**
 * The derivative of the Riemann zeta function, −Σ n^{-s} log n, for s > 1.
 *
 * Relative error, measured against mpmath for s from 1 + 1e-10: ≤ 2e-15; 0 at +Infinity.
 *
 * @throws RelentError if s is not above 1.
 *
 * @example
 * ```ts
 * zetaPrime(2) // -0.9375482543158437
 * ```
 */
export function zetaPrime(s: number): number {
  check("zetaPrime", s);
  return s > 54 ? -Math.LN2 * 2 ** -s - Math.log(3) * 3 ** -s : eulerMaclaurin(s, 1);
}
