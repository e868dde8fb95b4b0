/** 1/(2k+1) for k = 1 … 20. */
const ODD_INVERSES: readonly number[] = /* @__PURE__ */ Array.from({ length: 20 }, (_, k) => 1 / (2 * k + 3));

/**
 * log(1 + x) − x, to a few units in the last place at every x > −1, also where the two terms nearly cancel.
 *
 * It is ≤ 0, ≈ −x²/2 at 0. −Infinity at −1, NaN below. Series of 2 atanh(x/(2+x)) for −0.5 < x < 1.
 *
 * @example
 * ```ts
 * log1pmx(1e-8) // -4.999999966666667e-17
 * ```
 */
export function log1pmx(x: number): number {
  if (!(x > -0.5 && x < 1)) return Math.log1p(x) - x;
  const s = x / (2 + x);
  const z = s * s;
  let sum = 0;
  for (let k = ODD_INVERSES.length - 1; k >= 0; k--) sum = sum * z + ODD_INVERSES[k]!;
  return s * (2 * z * sum - x);
}
