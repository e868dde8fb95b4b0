import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { over, quickCrossEntropy } from "./quick.ts";
import { quickLogitCrossEntropy } from "./quick-logits.ts";
import { expectation, probabilities, surprisals } from "./surprisal.ts";

/** H(p, q) of two rows in nats. */
export function crossEntropyOfRows(p: Mass, q: Mass): number {
  return expectation(probabilities(p), surprisals(q));
}

/**
 * Cross-entropy: the surprisal to expect under q where p is true.
 *
 * H(p, q) = −Σ pᵢ log qᵢ = H(p) + D(p‖q), in nats, or in units of `base`. An outcome with pᵢ = 0 adds 0; one with
 * pᵢ > 0 = qᵢ makes it Infinity. Long `Float32Array` rows of logits are measured in f32, to 1e-6.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Cover & Thomas, Elements of Information Theory (2006), §2.3.
 * @example
 * ```ts
 * crossEntropy([0.5, 0.5], [0.9, 0.1]) // 1.2039728043259361
 * crossEntropy([0.5, 0.5], [0.25, 0.75], { base: 2 }) // 1.207518749639422
 * crossEntropy([0.5, 0.5], [1, 0]) // Infinity
 * ```
 */
export function crossEntropy(p: Row, q: Row, options?: LogOptions): number;
export function crossEntropy(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function crossEntropy(p: Family, q: Family, options?: LogOptions): number;
export function crossEntropy(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("crossEntropy", options.base);
  return compare(
    "crossEntropy",
    p,
    q,
    options,
    (a, b) => crossEntropyOfRows(a, b) / unit,
    [],
    (a, b, i) => over(quickCrossEntropy(a, b, i) ?? quickLogitCrossEntropy(a, b, i), unit),
  );
}
