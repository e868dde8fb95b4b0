import { within } from "../finite/parameter.ts";
import { tsallisEntropyOfRow } from "../finite/tsallis-entropy.ts";
import { eigenvaluesOf } from "./eigenvalues.ts";
import type { State } from "./state.ts";

/**
 * Quantum Tsallis entropy of an order ≥ 0: that of the eigenvalues.
 *
 * (1 − Tr ρ^α)/(α − 1); `vonNeumannEntropy` in nats at order 1, the linear entropy 1 − Tr ρ² at 2.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for an order that is negative or infinite.
 * @see Raggio, J. Math. Phys. 36 (1995) 4785.
 * @example
 * ```ts
 * quantumTsallisEntropy([[0.5, [0, -0.25]], [[0, 0.25], 0.5]], 2) // 0.375
 * ```
 */
export function quantumTsallisEntropy(rho: State, order: number): number {
  within("quantumTsallisEntropy", "order", order, 0, Number.MAX_VALUE);
  return tsallisEntropyOfRow(eigenvaluesOf("quantumTsallisEntropy", rho), order);
}
