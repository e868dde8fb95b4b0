import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { type BatchOptions, each, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { over, quickCrossEntropy } from "./quick.ts";
import { quickLogitCrossEntropy } from "./quick-logits.ts";
import { expectation, probabilities, surprisals } from "./surprisal.ts";

/** H of a row in nats. */
export function entropyOfRow(p: Mass): number {
  return expectation(probabilities(p), surprisals(p));
}

/**
 * Shannon entropy: the surprisal to expect from p.
 *
 * H(p) = −Σ pᵢ log pᵢ, in nats, or in units of `base`; one number for a row, one a row for batches. Between 0 and
 * log n; an outcome with pᵢ = 0 adds 0. Relative accuracy also near certainty, where H → 0;
 * long `Float32Array` rows of logits are measured in f32, to 1e-6.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be.
 * @see Shannon, Bell Syst. Tech. J. 27 (1948) 379.
 * @example
 * ```ts
 * entropy([0.5, 0.25, 0.25], { base: 2 }) // 1.5
 * entropy([1, 0]) // 0
 * entropy(weights([1, 1e-300])) // 6.917755278982137e-298
 * ```
 */
export function entropy(p: Row, options?: LogOptions): number;
export function entropy(p: Batch, options?: BatchOptions): Float64Array;
export function entropy(p: Family, options?: LogOptions): number;
export function entropy(p: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("entropy", options.base);
  return each(
    "entropy",
    p,
    options,
    (a) => entropyOfRow(a) / unit,
    [],
    (a, i) => over(quickCrossEntropy(a, a, i) ?? quickLogitCrossEntropy(a, a, i), unit),
  );
}
