/**
 * log(1 − exp(−x)) for x ≥ 0, without the cancellation of the plain formula.
 *
 * −Infinity at 0, NaN below. Mächler, "Accurately computing log(1 − exp(−|a|))" (2012): the switch is at ln 2.
 *
 * @example
 * ```ts
 * log1mexp(1e-20) // -46.051701859880914
 * log1mexp(50) // -1.9287498479639178e-22
 * ```
 */
export function log1mexp(x: number): number {
  return x < Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}
