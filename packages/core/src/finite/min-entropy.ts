import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, each, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import { renyiEntropyOfRow } from "./renyi-entropy.ts";

/**
 * Min-entropy: the surprisal of the likeliest outcome.
 *
 * H∞(p) = −log max pᵢ, in nats, or in units of `base`; what an optimal guess leaves; between 0 and log n.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be.
 * @see Rényi, Proc. 4th Berkeley Symp. 1 (1961) 547.
 * @example
 * ```ts
 * minEntropy([0.5, 0.25, 0.25], { base: 2 }) // 1
 * ```
 */
export function minEntropy(p: Row, options?: LogOptions): number;
export function minEntropy(p: Batch, options?: BatchOptions): Float64Array;
export function minEntropy(p: Family, options?: LogOptions): number;
export function minEntropy(p: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("minEntropy", options.base);
  return each("minEntropy", p, options, (a) => renyiEntropyOfRow(a, Number.POSITIVE_INFINITY) / unit);
}
