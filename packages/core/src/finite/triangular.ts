import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";

/** (p − q)²/(p + q), 0 where both are 0. */
export function triangularTerm(p: number, q: number, d: number): number {
  return d === 0 ? 0 : d * (d / (p + q));
}

/** Triangular discrimination of two rows. */
export function triangularOfRows(p: Mass, q: Mass): number {
  return Math.min(2, fold(pair(p, q), triangularTerm));
}

/**
 * Triangular discrimination (Vincze–Le Cam): χ² against the sum, always finite.
 *
 * Δ(p, q) = Σ (pᵢ − qᵢ)²/(pᵢ + qᵢ), between 0 and 2; symmetric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Topsøe, IEEE Trans. Inf. Theory 46 (2000) 1602.
 * @example
 * ```ts
 * triangular([0.5, 0.5], [0.9, 0.1]) // 0.38095238095238104
 * triangular([1, 0], [0, 1]) // 2
 * ```
 */
export function triangular(p: Row, q: Row): number;
export function triangular(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function triangular(p: Family, q: Family): number;
export function triangular(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("triangular", p, q, options, (a, b) => triangularOfRows(a, b));
}
