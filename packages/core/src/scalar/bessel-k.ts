import { scaledK0, scaledK1 } from "./bessel-k-table.ts";
import { digamma } from "./digamma.ts";
import { outside } from "./domain.ts";

const TERMS = 14;
/** ψ(k + 1) and (ψ(k + 1) + ψ(k + 2))/2. */
const PSI: readonly (readonly number[])[] = /* @__PURE__ */ [0, 1].map((order) =>
  Array.from({ length: TERMS }, (_, k) => (digamma(k + 1) + digamma(k + 1 + order)) / 2),
);

/** K₀ (v = 0) or K₁ (v = 1) by its series at 0 (DLMF 10.31.1). */
function series(order: 0 | 1, x: number): number {
  const square = 0.25 * x * x;
  const log = Math.log(0.5 * x);
  const sign = order === 0 ? -1 : 1;
  let factor = order === 0 ? 1 : 0.5 * x;
  let sum = order === 0 ? 0 : 1 / x;
  for (let k = 0; k < TERMS; k++) {
    sum += sign * factor * (log - PSI[order]![k]!);
    factor *= square / ((k + 1) * (k + 1 + order));
  }
  return sum;
}

/** A Chebyshev series by Clenshaw's recurrence. */
function chebyshev(coefficients: readonly number[], t: number): number {
  let [next, after] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k--)
    [next, after] = [2 * t * next - after + coefficients[k]!, next];
  return t * next - after + coefficients[0]!;
}

/**
 * The modified Bessel functions of the second kind of order 0 and 1, scaled: eˣ K_v(x), for x > 0.
 *
 * +Infinity at 0, 0 at +Infinity. Relative error, measured against mpmath for x from 1e-300 to 1e10: ≤ 2e-15.
 *
 * @throws RelentError if x is negative or NaN.
 *
 * @example
 * ```ts
 * scaledBesselK(0, 1) // 1.144463079806895
 * scaledBesselK(1, 1) // 1.636153486263258
 * ```
 */
export function scaledBesselK(order: 0 | 1, x: number): number {
  if (!(x >= 0)) outside("scaledBesselK", "x", x, "x must be ≥ 0");
  if (x === 0 || x === Infinity) return x === 0 ? Infinity : 0;
  if (x < 2) return Math.exp(x) * series(order, x);
  return chebyshev(order === 0 ? scaledK0 : scaledK1, 4 / x - 1) / Math.sqrt(x);
}
