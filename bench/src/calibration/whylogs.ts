import { chiSquaredTail } from "@relent/core/scalar";
import { oneSampleTail } from "./kolmogorov-smirnov.ts";
import { type Counts, type NumberSample, type Pair, total } from "./sample.ts";
import { below, type PeerVerdict } from "./verdict.ts";

/**
 * whylogs' default for a category: χ² of the current counts against the reference's shares of its rows, cut to whole
 * numbers; anything that is expected less than once makes p = 0. "Drift" at p < 0.05.
 *
 * Source: whylogs 1.6.4, `viz/drift/column_drift_algorithms.py`, with its sketches of counts taken as exact, which
 * they are for few hundred categories.
 */
export function whylogsCategories(reference: Counts, current: Counts): PeerVerdict {
  const m = total(reference);
  const n = total(current);
  let sum = 0;
  let occurring = 0;
  for (let i = 0; i < reference.length; i++) {
    if (current[i]! > 0) occurring++;
    else if (reference[i]! === 0) continue;
    const expected = Math.trunc((reference[i]! / m) * n);
    if (expected === 0) return below("chi-square", 0, 0.05);
    sum += (current[i]! - expected) ** 2 / expected;
  }
  return below("chi-square", chiSquaredTail(sum, Math.max(1, occurring - 1)), 0.05);
}

/** How many of the sorted values lie below x. */
function countBelow(sorted: Float64Array, x: number): number {
  let lo = 0;
  let hi = sorted.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (sorted[middle]! < x) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

/**
 * whylogs' default for a number: the largest gap of the two distribution functions at 100 quantiles of each side, by
 * the law of one sample of nm/(n+m). "Drift" at p < 0.05.
 *
 * Source: as `whylogsCategories`; the quantile sketch is taken as exact, so the noise that it adds is left out.
 */
export function whylogsNumbers({ reference, current }: Pair<NumberSample>): PeerVerdict {
  const m = reference.sorted.length;
  const n = current.sorted.length;
  let d = 0;
  for (const side of [reference.sorted, current.sorted])
    for (let i = 0; i < 100; i++) {
      const value = side[Math.min(side.length - 1, Math.floor((i / 99) * side.length))]!;
      d = Math.max(
        d,
        Math.abs(countBelow(reference.sorted, value) / m - countBelow(current.sorted, value) / n),
      );
    }
  return below("ks", oneSampleTail(d, Math.round((n * m) / (n + m))), 0.05);
}
