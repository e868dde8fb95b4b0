/**
 * log(a/b) for a, b > 0, with full relative accuracy where a ≈ b: the difference is taken before the logarithm.
 *
 * @example
 * ```ts
 * logRatio(1.0000001, 1) // 9.999999505838704e-8
 * ```
 */
export function logRatio(a: number, b: number): number {
  const gap = a - b;
  if (Math.abs(gap) < 0.5 * b) return Math.log1p(gap / b);
  const ratio = a / b;
  return ratio > 1e-300 && ratio < 1e300 ? Math.log(ratio) : Math.log(a) - Math.log(b);
}
