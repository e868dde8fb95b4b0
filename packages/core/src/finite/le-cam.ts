import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import { triangularOfRows } from "./triangular.ts";

/**
 * Le Cam's divergence: half the triangular discrimination, between 0 and 1.
 *
 * ½ Σ (pᵢ − qᵢ)²/(pᵢ + qᵢ); symmetric; its square root is a metric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Le Cam, Asymptotic Methods in Statistical Decision Theory (1986), §4.2.
 * @example
 * ```ts
 * leCam([0.5, 0.5], [0.9, 0.1]) // 0.19047619047619052
 * leCam([1, 0], [0, 1]) // 1
 * ```
 */
export function leCam(p: Row, q: Row): number;
export function leCam(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function leCam(p: Family, q: Family): number;
export function leCam(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("leCam", p, q, options, (a, b) => 0.5 * triangularOfRows(a, b));
}
