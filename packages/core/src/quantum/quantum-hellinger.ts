import { fold } from "../finite/fold.ts";
import { hellingerTerm } from "../finite/hellinger-squared.ts";
import { overlapOf } from "./overlap.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/**
 * Quantum Hellinger distance; a metric.
 *
 * √(1 − Tr √ρ√σ) = √(½ Tr (√ρ − √σ)²), between 0 and 1; `hellinger` where the two commute.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Luo & Zhang, Phys. Rev. A 69 (2004) 032106.
 * @example
 * ```ts
 * quantumHellinger(ket([1, 0]), ket([0.6, 0.8])) // 0.8
 * ```
 */
export function quantumHellinger(rho: State, sigma: State): number {
  const overlap = overlapOf(readPair("quantumHellinger", rho, sigma));
  return Math.sqrt(Math.min(1, fold(overlap, hellingerTerm)));
}
