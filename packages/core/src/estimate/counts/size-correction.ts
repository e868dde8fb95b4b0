import { type CountPair, pairSizes } from "./count-pair.ts";
import { byDeletingOne } from "./entropy/by-deleting-one.ts";
import { lerchSum, unseenEntropy } from "./entropy/chao-wang-jost.ts";
import { guessError } from "./entropy/guess-error.ts";
import { zhangSum } from "./entropy/sums.ts";
import { countSample } from "./fingerprint.ts";

/**
 * What Zhang and Grabchak's estimate of a KL lacks where the sides differ in size, in nats; 0 where they do not. `error` is what guessing adds
 * to the standard error.
 *
 * It is the difference of two sums, Σ_{v≤m} (1/v)·Σ p(1−q)^v and Σ_{v<n} (1/v)·Σ p(1−p)^v, whose missing terms cancel
 * for like laws of like size. Where one sum is shorter, its next terms up to the length of the other are guessed to fall
 * geometrically: of the current side as Chao, Wang and Jost do from the categories seen once and twice, of the reference
 * from current's share in the cells that it saw never and once.
 *
 * Measured at Zipf over 200 categories, 2,000 rows against 20,000: coverage of the interval at D = 0 from 87 % to 97 %.
 */
export function sizeCorrection(pair: CountPair): { readonly value: number; readonly error: number } {
  const { n, m } = pairSizes(pair, "sizeCorrection");
  if (n >= m) return { value: n > m ? unseenCrossEntropy(pair, n, m) : 0, error: 0 };
  const sample = countSample(pair.x);
  const { standardError } = byDeletingOne(sample, {
    cell: zhangSum.cell,
    finish: (sum, of) => zhangSum.finish(sum, of) + unseenEntropy(of, m),
  });
  return { value: -unseenEntropy(sample, m), error: guessError(sample, standardError) };
}

/** Σ_{v=m+1}^{n−1} (1/v)·Σ p(1−q)^v. */
function unseenCrossEntropy({ x, y }: CountPair, n: number, m: number): number {
  let never = 0;
  let once = 0;
  for (let i = 0; i < x.length; i++) {
    if (y[i] === 0) never += x[i]!;
    else if (y[i] === 1) once += x[i]!;
  }
  if (never === 0) return 0;
  const repeat = Math.max(0.5, once) / m;
  return (never / n) * lerchSum(m + 1, n - 1, repeat / (never + repeat));
}
