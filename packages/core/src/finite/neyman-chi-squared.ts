import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** (p − q)²/p, 0 where both are 0. */
export function neymanTerm(p: number, _q: number, d: number): number {
  return d === 0 ? 0 : d * (d / p);
}

/**
 * Neyman's χ² divergence: Pearson's with the arguments exchanged.
 *
 * Σ (pᵢ − qᵢ)²/pᵢ = Σ qᵢ²/pᵢ − 1 ≥ 0; Infinity where qᵢ > 0 = pᵢ.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Neyman, Proc. First Berkeley Symp. (1949) 239.
 * @example
 * ```ts
 * neymanChiSquared([0.5, 0.5], [0.9, 0.1]) // 0.6400000000000001
 * neymanChiSquared([1, 0], [0.5, 0.5]) // Infinity
 * ```
 */
export function neymanChiSquared(p: Row, q: Row): number;
export function neymanChiSquared(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function neymanChiSquared(p: Family, q: Family): number;
export function neymanChiSquared(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("neymanChiSquared", p, q, options, (a, b) => fold(pair(a, b), neymanTerm));
}
