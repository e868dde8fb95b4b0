import { fold, klTerm } from "../finite/fold.ts";
import { within } from "../finite/parameter.ts";
import { overlapOf } from "./overlap.ts";
import { petzExcess } from "./petz-renyi.ts";
import type { State } from "./state.ts";
import { readPair, type SupportOptions } from "./support.ts";

/**
 * Quantum Tsallis divergence of an order ≥ 0: Petz's divergence without its logarithm.
 *
 * (Tr ρ^α σ^(1−α) − 1)/(α − 1); `quantumRelativeEntropy` in nats at order 1. Infinity from order 1 on where ρ leaves
 * the support of σ.
 *
 * @throws RelentError "invalid-argument" for what is no state, for states of different dimension, and for an order
 * that is negative or infinite.
 * @see Abe, Phys. Lett. A 312 (2003) 336.
 * @example
 * ```ts
 * quantumTsallis([[0.5, 0.25], [0.25, 0.5]], maximallyMixed(2), 2) // 0.25
 * ```
 */
export function quantumTsallis(
  rho: State,
  sigma: State,
  order: number,
  options: SupportOptions = {},
): number {
  within("quantumTsallis", "order", order, 0, Number.MAX_VALUE);
  const overlap = overlapOf(readPair("quantumTsallis", rho, sigma, options));
  return order === 1 ? fold(overlap, klTerm) : Math.max(0, petzExcess(overlap, order) / (order - 1));
}
