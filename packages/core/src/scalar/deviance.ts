import { log1pmx } from "./log1pmx.ts";

/**
 * x log(x/m) − x + m, half the deviance of a Poisson count x from its mean m, without cancellation at x ≈ m.
 *
 * `difference` is x − m where the caller knows it better; deviance(0, m) = m. The use of it for densities is
 * C. Loader's, "Fast and accurate computation of binomial probabilities", 2000.
 *
 * @example
 * ```ts
 * deviance(3, 2) // 0.21639532432449307
 * ```
 */
export function deviance(x: number, m: number, difference: number = x - m): number {
  if (x === 0) return m;
  return Math.abs(difference) < 0.5 * x ? -x * log1pmx(-difference / x) : x * Math.log(x / m) - difference;
}
