import { difference } from "./difference.ts";
import { hermitianEigenvalues } from "./hermitian-eigen.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/**
 * Trace distance: by how much the best measurement can tell two states apart; a metric.
 *
 * T(ρ, σ) = ½‖ρ − σ‖₁, between 0 and 1; `totalVariation` where the two commute.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Nielsen & Chuang (2000), §9.2.1.
 * @example
 * ```ts
 * traceDistance(ket([1, 0]), ket([0.6, 0.8])) // 0.8
 * traceDistance(ket([1, 0]), ket([0, 1])) // 1
 * ```
 */
export function traceDistance(rho: State, sigma: State): number {
  const pair = readPair("traceDistance", rho, sigma);
  const values = hermitianEigenvalues(difference(pair.rho, pair.sigma));
  return Math.min(1, values.reduce((sum, value) => sum + Math.abs(value), 0) / 2);
}
