import type { Test } from "../estimate.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import { dealtMomentsGTest } from "./dealt-moments.ts";
import { gTest } from "./g-test.ts";
import { type PermutationOptions, permutationGTest } from "./permutation.ts";

/** From this least expected count on the smaller side, the law of G is χ². */
const PLENTY = 50;
/** From this many cells on, dealing is replaced by the moments that it has. */
const MANY_CELLS = 1000;

/**
 * The G test of equal laws, in the form that fits the counts: `method` says which.
 *
 * By χ² (approximate) where the smaller side expects 50 in every cell that occurs; by dealing the pooled counts anew
 * (exact up to the noise of `maxDraws` draws, 999 when left out) below that; by the moments of such deals from 1,000
 * cells on, where they give the same p in less time.
 *
 * @throws RelentError "invalid-argument" for sides of different lengths, negative counts and empty sides.
 * @example
 * ```ts
 * homogeneityTest({ x: [300, 700], y: [400, 600] }).method // "χ², 1 degree of freedom"
 * homogeneityTest({ x: [9, 1], y: [2, 8] }).p < 0.02 // true
 * ```
 */
export function homogeneityTest(pair: CountPair, options: PermutationOptions = {}): Test {
  const { n, m } = pairSizes(pair, "homogeneityTest");
  const smaller = Math.min(n, m) / (n + m);
  let cells = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < pair.x.length; i++) {
    const pooled = pair.x[i]! + pair.y[i]!;
    if (pooled === 0) continue;
    cells++;
    least = Math.min(least, pooled * smaller);
  }
  if (cells < 2 || least >= PLENTY) return gTest(pair);
  if (cells >= MANY_CELLS) return dealtMomentsGTest(pair);
  const { statistic, method, value, p } = permutationGTest(pair, { maxDraws: 999, ...options });
  return { statistic, method, value, p };
}
