import { logBase } from "../protocol.ts";
import type { QuantumDivergenceOptions } from "./quantum-relative-entropy.ts";
import { leakOf, nearOperator, relativeOperator } from "./relative-operator.ts";
import type { State } from "./state.ts";
import { readPair, type StatePair } from "./support.ts";

/** D_max in nats. */
export function maxRelativeEntropyOfStates(pair: StatePair): number {
  if (leakOf(pair) > pair.leakTolerance) return Number.POSITIVE_INFINITY;
  const top = Math.max(...relativeOperator(pair, -0.5).mu);
  if (top > 1.01) return Math.log(top);
  const { mu, excess } = nearOperator(pair, -0.5);
  return Math.log1p(mu.reduce((most, _, i) => Math.max(most, excess(i, i)), 0));
}

/**
 * Max-relative entropy: the least λ with ρ ≤ e^λ σ.
 *
 * D_max(ρ‖σ) = log λmax(σ^(−½) ρ σ^(−½)), in nats, or in units of `base`; the sandwiched Rényi divergence of order
 * Infinity. Infinity where ρ leaves the support of σ.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Datta, IEEE Trans. Inf. Theory 55 (2009) 2816.
 * @example
 * ```ts
 * maxRelativeEntropy([[0.5, 0.25], [0.25, 0.5]], maximallyMixed(2)) // 0.4054651081081644
 * ```
 */
export function maxRelativeEntropy(rho: State, sigma: State, options: QuantumDivergenceOptions = {}): number {
  const unit = logBase("maxRelativeEntropy", options.base);
  return maxRelativeEntropyOfStates(readPair("maxRelativeEntropy", rho, sigma, options)) / unit;
}
