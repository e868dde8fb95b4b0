/** 1/k! for k = 2 … 18. */
const INVERSE_FACTORIALS: readonly number[] = /* @__PURE__ */ (() => {
  const c: number[] = [];
  let value = 1;
  for (let k = 2; k <= 18; k++) {
    value /= k;
    c.push(value);
  }
  return c;
})();

/**
 * exp(x) − 1 − x, to a few units in the last place at every x, also where the three terms nearly cancel.
 *
 * φ(x) ≥ 0 for every x, ≈ x²/2 at 0. NaN for NaN, Infinity for ±Infinity. Taylor series of degree 18 below 0.7.
 *
 * @example
 * ```ts
 * expm1mx(1e-8) // 5.000000016666667e-17
 * ```
 */
export function expm1mx(x: number): number {
  if (!(x > -0.7 && x < 0.7)) return Math.expm1(x) - x;
  let sum = 0;
  for (let k = INVERSE_FACTORIALS.length - 1; k >= 0; k--) sum = sum * x + INVERSE_FACTORIALS[k]!;
  return x * x * sum;
}
