import { RelentError } from "../error.ts";
import { binomialDraw } from "./binomial.ts";
import { checkCount, checkLength, checkWeight } from "./check.ts";
import type { Random } from "./random.ts";

/** An array that counts are written into. */
export type CountArray = number[] | Float64Array | Uint32Array | Int32Array;

/**
 * A draw of n items into categories with probabilities proportional to `weights`, written into `out`, which it returns.
 *
 * Successive binomials, each with the share of its category in what is left (Devroye 1986, XI.1.2); the weights left
 * are summed from the end, so that small weights after large ones keep their digits. Only ratios of weights matter.
 *
 * @throws RelentError if n is not a count, a weight is negative or not finite, all are 0 while n > 0, or the lengths
 * differ.
 *
 * @example
 * ```ts
 * multinomial(random(1), 10, [1, 0, 1], [0, 0, 0]) // [3, 0, 7]
 * ```
 */
export function multinomial<Out extends CountArray>(
  rng: Random,
  n: number,
  weights: ArrayLike<number>,
  out: Out,
): Out {
  checkCount("multinomial", "n", n);
  checkLength("multinomial", out.length, weights.length);
  const tails = new Float64Array(weights.length);
  let sum = 0;
  for (let i = weights.length - 1; i >= 0; i--) {
    checkWeight("multinomial", `weights[${i}]`, weights[i]!, i);
    sum += weights[i]!;
    tails[i] = sum;
  }
  if (n > 0 && !(sum > 0 && sum < Infinity)) {
    throw new RelentError(
      "invalid-argument",
      `multinomial: weights sum to ${sum}; the sum must be positive`,
      {
        value: sum,
      },
    );
  }
  let left = n;
  for (let i = 0; i < weights.length; i++) {
    const draw = left === 0 ? 0 : binomialDraw(rng, left, weights[i]! / tails[i]! || 0);
    out[i] = draw;
    left -= draw;
  }
  return out;
}
