import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";

/** (p − q) log(p/q), both 0 where p = q = 0. */
export function jeffreysTerm(_p: number, _q: number, d: number, l: number): number {
  return d === 0 ? 0 : -d * l;
}

/** J of two rows in nats. */
export function jeffreysOfRows(p: Mass, q: Mass): number {
  return fold(pair(p, q), jeffreysTerm);
}

/**
 * Jeffreys divergence: both directions of KL added; the "population stability index" of credit scoring.
 *
 * J(p, q) = Σ (pᵢ − qᵢ) log(pᵢ/qᵢ) = D(p‖q) + D(q‖p), in nats, or in units of `base`. Symmetric; Infinity where
 * exactly one of the two is 0.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Jeffreys, Proc. R. Soc. A 186 (1946) 453.
 * @example
 * ```ts
 * jeffreys([0.5, 0.5], [0.9, 0.1]) // 0.8788898309344878
 * jeffreys([0.5, 0.5], [1, 0]) // Infinity
 * ```
 */
export function jeffreys(p: Row, q: Row, options?: LogOptions): number;
export function jeffreys(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function jeffreys(p: Family, q: Family, options?: LogOptions): number;
export function jeffreys(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("jeffreys", options.base);
  return compare("jeffreys", p, q, options, (a, b) => jeffreysOfRows(a, b) / unit);
}
