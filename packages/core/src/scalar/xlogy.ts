/**
 * x · log(y), with 0 · log(y) = 0 for every y that is not NaN, y = 0 included.
 *
 * @example
 * ```ts
 * xlogy(0, 0) // 0
 * xlogy(2, Math.E) // 2
 * ```
 */
export function xlogy(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y);
}
