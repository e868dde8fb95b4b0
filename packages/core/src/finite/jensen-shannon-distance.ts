import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { jensenShannonOfRows } from "./jensen-shannon.ts";
import type { Batch, Row } from "./kinds.ts";

/**
 * Jensen–Shannon distance: the square root of the Jensen–Shannon divergence, which is a metric.
 *
 * √JS(p, q), the divergence in nats, or in units of `base`, under the root. Between 0 and √(log 2).
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Endres & Schindelin, IEEE Trans. Inf. Theory 49 (2003) 1858.
 * @example
 * ```ts
 * jensenShannonDistance([0.5, 0.5], [0.9, 0.1]) // 0.3189815434773565
 * jensenShannonDistance([1, 0], [0, 1], { base: 2 }) // 1
 * ```
 */
export function jensenShannonDistance(p: Row, q: Row, options?: LogOptions): number;
export function jensenShannonDistance(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function jensenShannonDistance(p: Family, q: Family, options?: LogOptions): number;
export function jensenShannonDistance(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("jensenShannonDistance", options.base);
  return compare("jensenShannonDistance", p, q, options, (a, b) =>
    Math.sqrt(jensenShannonOfRows(a, b, 0.5) / unit),
  );
}
