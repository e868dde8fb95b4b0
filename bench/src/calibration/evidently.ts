import { normalTail } from "@relent/core/scalar";
import { goodnessOfFit } from "./contingency.ts";
import { histogram, sturgesEdges } from "./histogram.ts";
import { kolmogorovSmirnov, twoSampleTail } from "./kolmogorov-smirnov.ts";
import type { Counts, NumberSample, Pair } from "./sample.ts";
import { seen, shares, total } from "./sample.ts";
import { distinct, moments, wasserstein } from "./sample-distances.ts";
import { jensenShannonDistance } from "./share-distances.ts";
import { below, fromOn, type PeerVerdict, upTo } from "./verdict.ts";

/** Evidently chooses its methods anew from this many rows of the reference. */
const MANY_ROWS = 1000;

/** Shares with zeros filled as Evidently's psi and kl_div do: 1e-4, or a millionth of the least share under that. */
export function filled(side: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  for (const share of side) if (share > 0 && share < least) least = share;
  const zero = least <= 1e-4 ? least / 1e6 : 1e-4;
  return side.map((share) => (share === 0 ? zero : share));
}

/** Each value of either side with its counts. */
export function valueCounts({ reference, current }: Pair<NumberSample>): Pair<Float64Array> {
  const values = [...new Set([...reference.sorted, ...current.sorted])].sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  const count = (sample: NumberSample): Float64Array => {
    const counts = new Float64Array(values.length);
    for (const value of sample.values) counts[place.get(value)!]!++;
    return counts;
  };
  return { reference: count(reference), current: count(current) };
}

/** Shares of Sturges' cells over both sides when the reference has more than 20 values, otherwise of the values. */
export function numberShares(pair: Pair<NumberSample>): Pair<Float64Array> {
  const { reference: a, current: b } = pair;
  if (distinct(a.sorted, 20) <= 20) {
    const counts = valueCounts(pair);
    return { reference: shares(counts.reference), current: shares(counts.current) };
  }
  const lo = Math.min(a.sorted[0]!, b.sorted[0]!);
  const hi = Math.max(a.sorted.at(-1)!, b.sorted.at(-1)!);
  const edges = sturgesEdges(lo, hi, a.values.length + b.values.length);
  const side = (sample: NumberSample): Float64Array =>
    shares(histogram(sample.values, edges), sample.values.length);
  return { reference: side(a), current: side(b) };
}

/** Pearson's test of the current counts against the reference's, scaled and taken as exact. */
export function evidentlyChiSquare(reference: Counts, current: Counts): PeerVerdict {
  const pair = seen(reference, current);
  const scale = total(current) / total(reference);
  return below(
    "chisquare",
    goodnessOfFit(
      pair.current,
      pair.reference.map((count) => count * scale),
    ).p,
    0.05,
  );
}

/** The z test of two proportions: of rows that are not the first category in order. */
export function evidentlyTwoProportions(reference: Counts, current: Counts): PeerVerdict {
  const pair = seen(reference, current);
  if (pair.reference.length === 1) return below("z", 1, 0.05);
  const m = total(reference);
  const n = total(current);
  const p = 1 - pair.reference[0]! / m;
  const q = 1 - pair.current[0]! / n;
  const pooled = (p * m + q * n) / (m + n);
  const z = (p - q) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
  return below("z", 2 * normalTail(Math.abs(z)), 0.05);
}

const byDistance = (pair: Pair<Float64Array>): PeerVerdict =>
  fromOn("jensenshannon", jensenShannonDistance(pair.reference, pair.current), 0.1);

/**
 * Evidently's default for a category: χ² at p < 0.05 up to 1,000 reference rows (z for two categories), the
 * Jensen–Shannon distance from 0.1 on above.
 *
 * Source: evidently 0.7.21, `legacy/calculations/stattests/registry.py`.
 */
export function evidentlyCategories(reference: Counts, current: Counts): PeerVerdict {
  const pair = seen(reference, current);
  if (total(reference) > MANY_ROWS)
    return byDistance({ reference: shares(pair.reference), current: shares(pair.current) });
  return pair.reference.length > 2
    ? evidentlyChiSquare(reference, current)
    : evidentlyTwoProportions(reference, current);
}

/**
 * Evidently's default for a number: up to 1,000 reference rows Kolmogorov–Smirnov at p ≤ 0.05, above them the
 * Wasserstein distance over the reference's deviation from 0.1 on; up to five distinct values as a category.
 *
 * Source: as `evidentlyCategories`.
 */
export function evidentlyNumbers(pair: Pair<NumberSample>): PeerVerdict {
  const { reference: a, current: b } = pair;
  const m = a.values.length;
  const few = distinct(a.sorted, 5) <= 5 && distinct(b.sorted, 5) <= 5 ? valueCounts(pair) : undefined;
  if (few && few.reference.length <= 5) {
    if (m > MANY_ROWS) return byDistance({ reference: shares(few.reference), current: shares(few.current) });
    return few.reference.length > 2
      ? evidentlyChiSquare(few.reference, few.current)
      : evidentlyTwoProportions(few.reference, few.current);
  }
  if (m <= MANY_ROWS)
    return upTo("ks", twoSampleTail(kolmogorovSmirnov(a.sorted, b.sorted), m, b.values.length), 0.05);
  const scale = Math.max(moments(a.values).deviation, 0.001);
  return fromOn("wasserstein", wasserstein(a.sorted, b.sorted) / scale, 0.1);
}
