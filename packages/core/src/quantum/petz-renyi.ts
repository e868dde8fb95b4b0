import { fold, klTerm, powerTerm } from "../finite/fold.ts";
import { within } from "../finite/parameter.ts";
import { logBase } from "../protocol.ts";
import { logSumExp } from "../scalar/log-sum-exp.ts";
import { type Overlap, overlapOf } from "./overlap.ts";
import type { QuantumDivergenceOptions } from "./quantum-relative-entropy.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/** Σ p^α q^(1−α) − 1 for any order but 1. */
export function petzExcess(overlap: Overlap, order: number): number {
  return order === 0 ? -fold(overlap, (u, v) => (u === 0 ? v : 0)) : fold(overlap, powerTerm(1 - order));
}

/** Petz's Rényi divergence in nats. */
export function petzOfOverlap(overlap: Overlap, order: number): number {
  if (order === 1) return fold(overlap, klTerm);
  const { n, p, l } = overlap;
  if (order === Number.POSITIVE_INFINITY)
    return l.reduce((most, value, i) => (p[i]! > 0 ? Math.max(most, -value) : most), 0);
  const excess = petzExcess(overlap, order);
  if (excess > -0.5 && excess < 1e300) return Math.abs(Math.log1p(excess) / (order - 1));
  const logs: number[] = [];
  for (let i = 0; i < n; i++) {
    if (p[i] === 0) continue;
    if (l[i] !== Number.NEGATIVE_INFINITY) logs.push(Math.log(p[i]!) + (1 - order) * l[i]!);
    else if (order > 1) return Number.POSITIVE_INFINITY;
  }
  return logs.length === 0 ? Number.POSITIVE_INFINITY : Math.max(0, logSumExp(logs) / (order - 1));
}

/**
 * Petz's Rényi divergence of an order ≥ 0: the classical one between |⟨i|j⟩|² rᵢ and |⟨i|j⟩|² sⱼ.
 *
 * log(Tr ρ^α σ^(1−α))/(α − 1), in nats, or in units of `base`; `minRelativeEntropy` at order 0,
 * `quantumRelativeEntropy` at 1, log max rᵢ/sⱼ over overlapping eigenvectors at Infinity. It grows with the order;
 * processing a state never increases it for orders up to 2. Infinity from order 1 on where ρ leaves the support of σ,
 * below only for orthogonal states.
 *
 * @throws RelentError "invalid-argument" for what is no state, for states of different dimension, and for an order
 * below 0.
 * @see Petz, Rep. Math. Phys. 23 (1986) 57.
 * @example
 * ```ts
 * petzRenyi([[0.5, 0.25], [0.25, 0.5]], maximallyMixed(2), 2) // 0.2231435513142098
 * petzRenyi(ket([1, 0]), ket([0.6, 0.8]), 0.5) // 2.0433024950639629
 * ```
 */
export function petzRenyi(
  rho: State,
  sigma: State,
  order: number,
  options: QuantumDivergenceOptions = {},
): number {
  const unit = logBase("petzRenyi", options.base);
  within("petzRenyi", "order", order, 0, Number.POSITIVE_INFINITY);
  return petzOfOverlap(overlapOf(readPair("petzRenyi", rho, sigma, options)), order) / unit;
}
