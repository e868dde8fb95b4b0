import { logBase } from "../protocol.ts";
import { overlapOf } from "./overlap.ts";
import { petzOfOverlap } from "./petz-renyi.ts";
import type { QuantumDivergenceOptions } from "./quantum-relative-entropy.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/**
 * Min-relative entropy: how little of σ lies in the support of ρ.
 *
 * D_min(ρ‖σ) = −log Tr Π_ρ σ, in nats, or in units of `base`: Petz's divergence of order 0. (Some call the sandwiched
 * one of order ½, −log F, by this name.) 0 for a ρ of full rank, Infinity for orthogonal states.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Datta, IEEE Trans. Inf. Theory 55 (2009) 2816.
 * @example
 * ```ts
 * minRelativeEntropy(ket([1, 0]), maximallyMixed(2), { base: 2 }) // 1
 * ```
 */
export function minRelativeEntropy(rho: State, sigma: State, options: QuantumDivergenceOptions = {}): number {
  const unit = logBase("minRelativeEntropy", options.base);
  return petzOfOverlap(overlapOf(readPair("minRelativeEntropy", rho, sigma, options)), 0) / unit;
}
