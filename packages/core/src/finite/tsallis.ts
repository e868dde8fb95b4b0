import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold, powerTerm } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";

/** Tsallis divergence of two rows. */
export function tsallisOfRows(p: Mass, q: Mass, order: number): number {
  if (order === 1) return klOfRows(p, q);
  const both = pair(p, q);
  if (order === 0) return fold(both, (u, v) => (u === 0 ? v : 0));
  return Math.max(0, fold(both, powerTerm(1 - order)) / (order - 1));
}

/**
 * Tsallis divergence of an order ≥ 0: the Rényi divergence without its logarithm.
 *
 * T_α(p‖q) = (Σ pᵢ^α qᵢ^(1−α) − 1) / (α − 1); `kl` in nats at order 1; the χ² divergence at 2. Infinity from order
 * 1 on where pᵢ > 0 = qᵢ.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for an order that is negative or infinite.
 * @see Tsallis, Phys. Rev. E 58 (1998) 1442.
 * @example
 * ```ts
 * tsallis([0.5, 0.5], [0.9, 0.1], 2) // 1.777777777777778
 * tsallis([0.5, 0.5], [1, 0], 0.5) // 0.585786437626905
 * ```
 */
export function tsallis(p: Row, q: Row, order: number): number;
export function tsallis(p: Batch, q: Batch | Row, order: number, options?: OutOptions): Float64Array;
export function tsallis(p: Family, q: Family, order: number): number;
export function tsallis(p: Input, q: Input, order: number, options: OutOptions = {}): number | Float64Array {
  within("tsallis", "order", order, 0, Number.MAX_VALUE);
  return compare("tsallis", p, q, options, (a, b) => tsallisOfRows(a, b, order), [order]);
}
