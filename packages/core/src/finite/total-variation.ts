import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** ½|p − q|. */
export function totalVariationTerm(_p: number, _q: number, d: number): number {
  return 0.5 * Math.abs(d);
}

/**
 * Total variation distance: the largest difference of probability that any event has under the two.
 *
 * TV(p, q) = ½ Σ |pᵢ − qᵢ|, between 0 and 1; a metric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Levin & Peres, Markov Chains and Mixing Times (2017), §4.1.
 * @example
 * ```ts
 * totalVariation([0.5, 0.5], [0.9, 0.1]) // 0.4
 * totalVariation([1, 0], [0, 1]) // 1
 * ```
 */
export function totalVariation(p: Row, q: Row): number;
export function totalVariation(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function totalVariation(p: Family, q: Family): number;
export function totalVariation(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("totalVariation", p, q, options, (a, b) => fold(pair(a, b), totalVariationTerm));
}
