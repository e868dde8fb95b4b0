import { within } from "../finite/parameter.ts";
import { renyiEntropyOfRow } from "../finite/renyi-entropy.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { eigenvaluesOf } from "./eigenvalues.ts";
import type { State } from "./state.ts";

/**
 * Quantum Rényi entropy of an order ≥ 0: that of the eigenvalues.
 *
 * S_α(ρ) = log(Tr ρ^α)/(1 − α), in nats, or in units of `base`; the log of the rank at order 0, `vonNeumannEntropy`
 * at 1, `quantumMinEntropy` at Infinity. Between 0 and log n; it falls with the order.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for an order below 0.
 * @see Müller-Lennert et al., J. Math. Phys. 54 (2013) 122203.
 * @example
 * ```ts
 * quantumRenyiEntropy([[0.5, [0, -0.25]], [[0, 0.25], 0.5]], 2) // 0.4700036292457356
 * quantumRenyiEntropy(ket([0.6, 0.8]), 0) // 0
 * ```
 */
export function quantumRenyiEntropy(rho: State, order: number, options: LogOptions = {}): number {
  const unit = logBase("quantumRenyiEntropy", options.base);
  within("quantumRenyiEntropy", "order", order, 0, Number.POSITIVE_INFINITY);
  return renyiEntropyOfRow(eigenvaluesOf("quantumRenyiEntropy", rho), order) / unit;
}
