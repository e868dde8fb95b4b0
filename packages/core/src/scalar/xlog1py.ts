/**
 * x · log(1 + y), with 0 · log(1 + y) = 0 for every y that is not NaN, y = −1 included.
 *
 * @example
 * ```ts
 * xlog1py(0, -1) // 0
 * xlog1py(3, 1e-20) // 3e-20
 * ```
 */
export function xlog1py(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * Math.log1p(y);
}
