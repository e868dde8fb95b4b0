import { refuse } from "./check.ts";

/** Σ exp of what has been seen, as exp(max)·(1 + others); plain numbers, to be saved and merged. */
export interface LogSum {
  readonly max: number;
  /** Σ exp(x − max) over all but one that attains the maximum. */
  readonly others: number;
}

/** The sum of nothing. */
export const emptyLogSum: LogSum = { max: Number.NEGATIVE_INFINITY, others: 0 };

/**
 * Adds two partial sums of exponentials.
 *
 * Merging shards gives what one pass over everything gives, to a few units in the last place, in any order.
 *
 * @see Milakov & Gimelshein, arXiv:1805.02867.
 * @example
 * ```ts
 * logSumOf(mergeLogSums(addToLogSum(emptyLogSum, [1, 2]), addToLogSum(emptyLogSum, [3]))) // 3.4076059644443806
 * ```
 */
export function mergeLogSums(a: LogSum, b: LogSum): LogSum {
  const [top, low] = a.max >= b.max ? [a, b] : [b, a];
  if (low.max === Number.NEGATIVE_INFINITY) return top;
  return { max: top.max, others: top.others + (1 + low.others) * Math.exp(low.max - top.max) };
}

/**
 * Adds the exponentials of some numbers to a partial sum; −Infinity adds nothing.
 *
 * @throws RelentError "invalid-argument" for NaN and Infinity.
 * @example
 * ```ts
 * logSumOf(addToLogSum(emptyLogSum, [1000, 1000])) // 1000.6931471805599
 * ```
 */
export function addToLogSum(sum: LogSum, x: ArrayLike<number>): LogSum {
  let max = Number.NEGATIVE_INFINITY;
  let at = -1;
  for (let i = 0; i < x.length; i++) {
    if (!(x[i]! < Number.POSITIVE_INFINITY)) refuse("addToLogSum", "x", "logits", x);
    if (x[i]! > max) {
      max = x[i]!;
      at = i;
    }
  }
  let others = 0;
  for (let i = 0; i < x.length; i++) if (i !== at && at >= 0) others += Math.exp(x[i]! - max);
  return mergeLogSums(sum, { max, others });
}

/**
 * The logarithm of a partial sum of exponentials; −Infinity of nothing.
 *
 * @example
 * ```ts
 * logSumOf(emptyLogSum) // -Infinity
 * ```
 */
export function logSumOf({ max, others }: LogSum): number {
  return max + Math.log1p(others);
}
