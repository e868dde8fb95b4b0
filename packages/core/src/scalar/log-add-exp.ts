/**
 * log(exp(a) + exp(b)), without overflow.
 *
 * −Infinity stands for zero mass; Infinity wins; NaN for NaN.
 *
 * @example
 * ```ts
 * logAddExp(1000, 1000) // 1000.6931471805599
 * logAddExp(-Infinity, 3) // 3
 * ```
 */
export function logAddExp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  const gap = Math.abs(a - b);
  return (a > b ? a : b) + Math.log1p(Math.exp(-gap));
}
