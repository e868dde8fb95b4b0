import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import { renyiOfRows } from "./renyi.ts";

/**
 * Bhattacharyya distance: −log of the overlap Σ √(pᵢqᵢ).
 *
 * B(p, q) = −log(1 − H²(p, q)), in nats, or in units of `base`; half the Rényi divergence of order ½, symmetric.
 * Infinity only for disjoint supports.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Bhattacharyya, Bull. Calcutta Math. Soc. 35 (1943) 99.
 * @example
 * ```ts
 * bhattacharyya([0.5, 0.5], [0.9, 0.1]) // 0.11157177565710492
 * bhattacharyya([1, 0], [0, 1]) // Infinity
 * ```
 */
export function bhattacharyya(p: Row, q: Row, options?: LogOptions): number;
export function bhattacharyya(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function bhattacharyya(p: Family, q: Family, options?: LogOptions): number;
export function bhattacharyya(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("bhattacharyya", options.base);
  return compare("bhattacharyya", p, q, options, (a, b) => (0.5 * renyiOfRows(a, b, 0.5)) / unit);
}
