import { outside } from "./domain.ts";

/**
 * P(K > x) of Kolmogorov's law, the limit of √n sup |Fₙ − F|: 2 Σ (−1)ᵏ⁻¹ exp(−2k²x²).
 *
 * Below x = 1 by the theta transform 1 − √(2π)/x Σ exp(−(2k−1)²π²/(8x²)) (Feller 1948). 1 for x ≤ 0. The head of x has 24 bits, so that its square is exact. Relative error,
 * measured against mpmath: ≤ 1e-15.
 *
 * @throws RelentError if x is NaN.
 *
 * @example
 * ```ts
 * kolmogorovTail(1.3580986393225505) // 0.05
 * kolmogorovTail(0) // 1
 * ```
 */
export function kolmogorovTail(x: number): number {
  if (Number.isNaN(x)) outside("kolmogorovTail", "x", x, "x must be a number");
  if (x <= 0.04 || x > 20) return x > 20 ? 0 : 1;
  let sum = 0;
  if (x < 1) {
    const rate = (Math.PI * Math.PI) / (8 * x * x);
    for (let k = 5; k > 0; k -= 2) sum += Math.exp(-k * k * rate);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  const head = Math.fround(x);
  for (let k = 5; k > 0; k--) {
    sum = Math.exp(-2 * k * k * head * head) * Math.exp(2 * k * k * (head - x) * (head + x)) - sum;
  }
  return 2 * sum;
}
