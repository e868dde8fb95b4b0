import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";

/**
 * Reverse Kullback–Leibler divergence: D(q‖p), the figure that mode-seeking fits minimise in their first argument.
 *
 * D(q‖p) = Σ qᵢ log(qᵢ/pᵢ), in nats, or in units of `base`: `kl` with its arguments exchanged, and as accurate.
 * Infinity where qᵢ > 0 = pᵢ.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Kullback & Leibler, Ann. Math. Statist. 22 (1951) 79.
 * @example
 * ```ts
 * reverseKl([0.9, 0.1], [0.5, 0.5]) // 0.5108256237659906
 * reverseKl([1, 0], [0.5, 0.5]) // Infinity
 * ```
 */
export function reverseKl(p: Row, q: Row, options?: LogOptions): number;
export function reverseKl(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function reverseKl(p: Family, q: Family, options?: LogOptions): number;
export function reverseKl(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("reverseKl", options.base);
  return compare("reverseKl", p, q, options, (a, b) => klOfRows(b, a) / unit);
}
