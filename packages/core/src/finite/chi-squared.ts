import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** (p − q)²/q, 0 where both are 0. */
export function chiSquaredTerm(_p: number, q: number, d: number): number {
  return d === 0 ? 0 : d * (d / q);
}

/**
 * Pearson's χ² divergence.
 *
 * χ²(p‖q) = Σ (pᵢ − qᵢ)²/qᵢ = Σ pᵢ²/qᵢ − 1 ≥ 0; Infinity where pᵢ > 0 = qᵢ. n times it is Pearson's statistic of n
 * draws with frequencies p against q.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Pearson, Phil. Mag. 50 (1900) 157.
 * @example
 * ```ts
 * chiSquared([0.5, 0.5], [0.9, 0.1]) // 1.777777777777778
 * chiSquared([0.5, 0.5], [1, 0]) // Infinity
 * ```
 */
export function chiSquared(p: Row, q: Row): number;
export function chiSquared(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function chiSquared(p: Family, q: Family): number;
export function chiSquared(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("chiSquared", p, q, options, (a, b) => fold(pair(a, b), chiSquaredTerm));
}
