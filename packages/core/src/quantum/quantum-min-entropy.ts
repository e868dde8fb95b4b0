import { renyiEntropyOfRow } from "../finite/renyi-entropy.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { eigenvaluesOf } from "./eigenvalues.ts";
import type { State } from "./state.ts";

/**
 * Quantum min-entropy: the surprisal of a state's most probable eigenvector.
 *
 * S∞(ρ) = −log λmax(ρ), in nats, or in units of `base`.
 *
 * @throws RelentError "invalid-argument" for what is no state.
 * @see Renner, Security of quantum key distribution, thesis, ETH Zürich (2005), §3.1.
 * @example
 * ```ts
 * quantumMinEntropy([[0.5, [0, -0.25]], [[0, 0.25], 0.5]]) // 0.2876820724517809
 * ```
 */
export function quantumMinEntropy(rho: State, options: LogOptions = {}): number {
  const unit = logBase("quantumMinEntropy", options.base);
  return renyiEntropyOfRow(eigenvaluesOf("quantumMinEntropy", rho), Number.POSITIVE_INFINITY) / unit;
}
