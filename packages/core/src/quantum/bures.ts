import { rootInfidelity } from "./fidelity.ts";
import type { State } from "./state.ts";

/**
 * Bures distance; a metric.
 *
 * √(2 − 2√F(ρ, σ)), between 0 and √2, with digits for ρ ≈ σ.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Bures, Trans. Amer. Math. Soc. 135 (1969) 199.
 * @example
 * ```ts
 * buresDistance(ket([1, 0]), ket([0.6, 0.8])) // 0.8944271909999159
 * ```
 */
export function buresDistance(rho: State, sigma: State): number {
  return Math.sqrt(2 * rootInfidelity("buresDistance", rho, sigma));
}

/**
 * Bures angle: the angle between the closest purifications; a metric.
 *
 * arccos √F(ρ, σ), between 0 and π/2, with digits for ρ ≈ σ.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Nielsen & Chuang (2000), §9.2.2.
 * @example
 * ```ts
 * buresAngle(ket([1, 0]), ket([0.6, 0.8])) // 0.9272952180016122
 * ```
 */
export function buresAngle(rho: State, sigma: State): number {
  return 2 * Math.asin(Math.sqrt(rootInfidelity("buresAngle", rho, sigma) / 2));
}
