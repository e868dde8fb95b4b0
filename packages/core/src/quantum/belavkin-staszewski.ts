import { logBase } from "../protocol.ts";
import { deviance } from "../scalar/deviance.ts";
import type { QuantumDivergenceOptions } from "./quantum-relative-entropy.ts";
import { leakOf, nearOperator, type RelativeOperator, relativeOperator } from "./relative-operator.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/** Tr σ (X log X − X + 1), X = σ^(−½) ρ σ^(−½). */
function expectedDeviance({ s, mu, overlap, excess }: RelativeOperator): number {
  return mu.reduce((sum, value, i) => {
    const weight = s.reduce((total, v, j) => total + v * overlap[i * s.length + j]!, 0);
    return sum + weight * deviance(value, 1, excess(i, i));
  }, 0);
}

/**
 * Belavkin–Staszewski relative entropy: the least classical divergence of distributions that make up the two states.
 *
 * Tr ρ log(ρ^½ σ⁻¹ ρ^½), in nats, or in units of `base`; at least `quantumRelativeEntropy`, with equality where the
 * states commute. Infinity where ρ leaves the support of σ.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Belavkin & Staszewski, Ann. Inst. H. Poincaré A 37 (1982) 51; Matsumoto, arXiv:1311.4722.
 * @example
 * ```ts
 * belavkinStaszewski([[0.5, 0.25], [0.25, 0.5]], maximallyMixed(2)) // 0.1308120359411370
 * ```
 */
export function belavkinStaszewski(rho: State, sigma: State, options: QuantumDivergenceOptions = {}): number {
  const unit = logBase("belavkinStaszewski", options.base);
  const pair = readPair("belavkinStaszewski", rho, sigma, options);
  if (leakOf(pair) > pair.leakTolerance) return Number.POSITIVE_INFINITY;
  const value = expectedDeviance(relativeOperator(pair, -0.5));
  return (value < 1e-2 ? expectedDeviance(nearOperator(pair, -0.5)) : value) / unit;
}
