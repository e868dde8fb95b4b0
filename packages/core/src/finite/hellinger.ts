import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { hellingerSquaredOfRows } from "./hellinger-squared.ts";
import type { Batch, Row } from "./kinds.ts";

/**
 * Hellinger distance, between 0 and 1; a metric.
 *
 * H(p, q) = √(½ Σ (√pᵢ − √qᵢ)²).
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Gibbs & Su, Int. Stat. Rev. 70 (2002) 419.
 * @example
 * ```ts
 * hellinger([0.5, 0.5], [0.9, 0.1]) // 0.32491969623290634
 * hellinger([1, 0], [0, 1]) // 1
 * ```
 */
export function hellinger(p: Row, q: Row): number;
export function hellinger(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function hellinger(p: Family, q: Family): number;
export function hellinger(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("hellinger", p, q, options, (a, b) => Math.sqrt(hellingerSquaredOfRows(a, b)));
}
