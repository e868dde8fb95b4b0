import { type LogOptions, logBase } from "../protocol.ts";
import { refuseLengths, refuseMassless } from "./check.ts";
import type { Row } from "./kinds.ts";
import { addToLogSum, emptyLogSum, type LogSum, mergeLogSums } from "./online-log-sum-exp.ts";
import { logPart, toPart } from "./part.ts";

/**
 * What H(p, q) needs to know of the outcomes seen so far; plain numbers, to be saved and merged.
 *
 * `depth` is Σ exp(x − p.max)(q.max − y) ≥ 0 over log-weights x of p and y of q.
 */
export interface CrossEntropySum {
  readonly p: LogSum;
  readonly q: LogSum;
  readonly depth: number;
}

/** The sums of nothing. */
export const emptyCrossEntropySum: CrossEntropySum = { p: emptyLogSum, q: emptyLogSum, depth: 0 };

/** Moves the depth to other maxima. */
function depthAt({ p, q, depth }: CrossEntropySum, pMax: number, qMax: number): number {
  if (p.max === Number.NEGATIVE_INFINITY) return 0;
  const scale = Math.exp(p.max - pMax);
  const below = q.max === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : qMax - q.max;
  return scale * (depth + (below === 0 ? 0 : (1 + p.others) * below));
}

/**
 * Adds the sums of two shards.
 *
 * Merging gives what one pass over everything gives, to a few units in the last place, in any order.
 *
 * @example
 * ```ts
 * const a = addToCrossEntropySum(emptyCrossEntropySum, weights([5, 3]), weights([2, 5]));
 * const b = addToCrossEntropySum(emptyCrossEntropySum, weights([2]), weights([3]));
 * crossEntropyOf(mergeCrossEntropySums(a, b)) // 1.2534576712502208
 * ```
 */
export function mergeCrossEntropySums(a: CrossEntropySum, b: CrossEntropySum): CrossEntropySum {
  const p = mergeLogSums(a.p, b.p);
  const q = mergeLogSums(a.q, b.q);
  return { p, q, depth: depthAt(a, p.max, q.max) + depthAt(b, p.max, q.max) };
}

/**
 * Adds the outcomes of two pieces of rows to the sums.
 *
 * Numbers are taken as weights of any total (bare arrays and `probs` too) or as log-weights, and only the whole is
 * normalised. Both pieces must be over the same outcomes.
 *
 * @throws RelentError "invalid-argument" for numbers the kind forbids and for pieces of different lengths.
 * @example
 * ```ts
 * crossEntropyOf(addToCrossEntropySum(emptyCrossEntropySum, [0.5, 0.5], [0.25, 0.75]), { base: 2 }) // 1.207518749639422
 * ```
 */
export function addToCrossEntropySum(sum: CrossEntropySum, p: Row, q: Row): CrossEntropySum {
  const fn = "addToCrossEntropySum";
  const x = logPart(toPart(fn, "p", p));
  const y = logPart(toPart(fn, "q", q));
  refuseLengths(fn, x.length, y.length);
  const own = addToLogSum(emptyLogSum, x);
  const other = addToLogSum(emptyLogSum, y);
  let depth = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i]! === Number.NEGATIVE_INFINITY) continue;
    const below = other.max === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : other.max - y[i]!;
    depth += Math.exp(x[i]! - own.max) * below;
  }
  return mergeCrossEntropySums(sum, { p: own, q: other, depth });
}

/**
 * H(p, q) of all outcomes added so far, in nats, or in units of `base`; Infinity where only p had mass.
 *
 * @throws RelentError "invalid-argument" when p or q has no mass yet.
 * @example
 * ```ts
 * crossEntropyOf(addToCrossEntropySum(emptyCrossEntropySum, [1, 1], [1, 0])) // Infinity
 * ```
 */
export function crossEntropyOf({ p, q, depth }: CrossEntropySum, options: LogOptions = {}): number {
  const unit = logBase("crossEntropyOf", options.base);
  if (p.max === Number.NEGATIVE_INFINITY) refuseMassless("crossEntropyOf", "p");
  if (q.max === Number.NEGATIVE_INFINITY) refuseMassless("crossEntropyOf", "q");
  return (Math.log1p(q.others) + depth / (1 + p.others)) / unit;
}
