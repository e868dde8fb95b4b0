/**
 * log Σ exp(xᵢ), shifted by the largest so that nothing overflows.
 *
 * The other terms go through log1p, so that a sum dominated by one term keeps what the others add.
 * −Infinity for an empty array or one of nothing but −Infinity; Infinity if any is Infinity; NaN if any is NaN.
 * Blanchard, Higham & Higham, IMA J. Numer. Anal. 41 (2021) 2311.
 *
 * @example
 * ```ts
 * logSumExp([1000, 1000]) // 1000.6931471805599
 * logSumExp([0, -40]) // 4.248354255291589e-18
 * ```
 */
export function logSumExp(x: ArrayLike<number>): number {
  let max = Number.NEGATIVE_INFINITY;
  let at = -1;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (Number.isNaN(value)) return value;
    if (value > max) {
      max = value;
      at = i;
    }
  }
  if (at < 0 || max === Number.POSITIVE_INFINITY) return max;
  let others = 0;
  for (let i = 0; i < x.length; i++) if (i !== at) others += Math.exp(x[i]! - max);
  return max + Math.log1p(others);
}
