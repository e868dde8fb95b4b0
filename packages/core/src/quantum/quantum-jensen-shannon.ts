import { mixtureWeights } from "../finite/mixture-weights.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { holevoOf } from "./holevo-information.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/** How much each state weighs in the mixture. */
export interface QuantumJensenShannonOptions extends LogOptions {
  /** Two numbers ≥ 0 with a sum of 1; equal when left out. */
  readonly weights?: readonly number[];
}

/**
 * Quantum Jensen–Shannon divergence: how far two states lie from their mixture.
 *
 * S(w₁ρ + w₂σ) − w₁S(ρ) − w₂S(σ), in nats, or in units of `base`; `weights` are [½, ½] when left out. Between 0 and
 * the entropy of the weights (log 2), finite whatever the supports; the Holevo information of the two.
 *
 * @throws RelentError "invalid-argument" for what is no state, for states of different dimension, and for weights that
 * are not a distribution.
 * @see Majtey, Lamberti & Prato, Phys. Rev. A 72 (2005) 052310.
 * @example
 * ```ts
 * quantumJensenShannon(ket([1, 0]), ket([0, 1]), { base: 2 }) // 1
 * quantumJensenShannon(ket([1, 0]), ket([0.6, 0.8])) // 0.5004024235381879
 * ```
 */
export function quantumJensenShannon(
  rho: State,
  sigma: State,
  options: QuantumJensenShannonOptions = {},
): number {
  return divergence("quantumJensenShannon", rho, sigma, options);
}

function divergence(fn: string, rho: State, sigma: State, options: QuantumJensenShannonOptions): number {
  const unit = logBase(fn, options.base);
  const probabilities = [...mixtureWeights(fn, options.weights, 2)];
  const pair = readPair(fn, rho, sigma);
  return holevoOf({ probabilities, states: [pair.rho, pair.sigma] }) / unit;
}

/**
 * Quantum Jensen–Shannon distance, the root of the divergence; a metric.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Virosztek, Adv. Math. 380 (2021) 107595; Sra, Linear Algebra Appl. 616 (2021) 125.
 * @example
 * ```ts
 * quantumJensenShannonDistance(ket([1, 0]), ket([0, 1]), { base: 2 }) // 1
 * ```
 */
export function quantumJensenShannonDistance(
  rho: State,
  sigma: State,
  options: QuantumJensenShannonOptions = {},
): number {
  return Math.sqrt(divergence("quantumJensenShannonDistance", rho, sigma, options));
}
