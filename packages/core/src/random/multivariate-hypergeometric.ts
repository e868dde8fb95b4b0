import { RelentError } from "../error.ts";
import { checkCount, checkLength } from "./check.ts";
import { hypergeometricDraw } from "./hypergeometric.ts";
import type { CountArray } from "./multinomial.ts";
import type { Random } from "./random.ts";

/**
 * A draw of `draws` items without replacement from a pool with `counts` of each category, written into `out`, which it
 * returns: the law of one sample's counts when the labels of two pooled samples are permuted.
 *
 * Successive hypergeometric draws (Devroye 1986, XI.1.2), in time proportional to the number of categories.
 *
 * @throws RelentError if a count or `draws` is not a count, draws exceed the pool, or the lengths differ.
 *
 * @example
 * ```ts
 * multivariateHypergeometric(random(1), [5, 0, 5], 10, [0, 0, 0]) // [5, 0, 5]
 * ```
 */
export function multivariateHypergeometric<Out extends CountArray>(
  rng: Random,
  counts: ArrayLike<number>,
  draws: number,
  out: Out,
): Out {
  const name = "multivariateHypergeometric";
  checkCount(name, "draws", draws);
  checkLength(name, out.length, counts.length);
  let pool = 0;
  for (let i = 0; i < counts.length; i++) {
    checkCount(name, `counts[${i}]`, counts[i]!, i);
    pool += counts[i]!;
  }
  if (draws > pool) {
    throw new RelentError(
      "invalid-argument",
      `${name}: draws = ${draws} of ${pool} items; draws must be at most that`,
      {
        value: draws,
      },
    );
  }
  let left = draws;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    pool -= count;
    const draw = left === 0 ? 0 : hypergeometricDraw(rng, count, pool, left);
    out[i] = draw;
    left -= draw;
  }
  return out;
}
