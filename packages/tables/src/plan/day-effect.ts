import type { ChunkColumn } from "@relent/engine";
import { bucketCount, bucketFinder, makeBuckets } from "./buckets.ts";
import { designEffect, typicalSize } from "./design-effect.ts";
import type { Distribution } from "./distribution.ts";

const DAY = 86_400;
/** An effect of the sample counts when it is this many standard errors above that of independent rows. */
const CLEAR = 3;

const valueAt = (c: ChunkColumn, i: number): number | string | null => {
  const v = (c.valid?.[i] ?? 1) === 1 ? c.values[i]! : null;
  return typeof v === "number" && !Number.isFinite(v) ? null : v;
};

/**
 * Design effect by day that each column would have in the whole table, from a sample of its rows; 1 where none shows.
 *
 * The effect d of the sample gives the intraclass correlation ρ = (d−1)/(s−1), s the typical day's size in the sample;
 * the whole table's is 1 + (S−1)·ρ with its own typical size S.
 */
export function dayEffects(
  days: ChunkColumn,
  columns: readonly { readonly sample: ChunkColumn; readonly distribution: Distribution }[],
  wholeSize: number,
): number[] {
  const index = new Map<number, number>();
  const dayOf = Array.from({ length: days.values.length }, (_, i) => {
    const v = valueAt(days, i);
    if (typeof v !== "number") return -1;
    const day = Math.floor(v / DAY);
    if (!index.has(day)) index.set(day, index.size);
    return index.get(day)!;
  });
  const sizes = new Array<number>(index.size).fill(0);
  for (const d of dayOf) if (d >= 0) sizes[d]!++;
  const size = typicalSize(sizes);
  return columns.map(({ sample, distribution }) => {
    if (size <= 1 || index.size < 2) return 1;
    const buckets = makeBuckets(distribution);
    const bucketOf = bucketFinder(buckets);
    const counts = Array.from(index, () => new Float64Array(bucketCount(buckets) + 1));
    dayOf.forEach((d, i) => {
      if (d >= 0) counts[d]![bucketOf(valueAt(sample, i))]!++;
    });
    const effect = designEffect(counts);
    if (effect === null || effect.value < 1 + CLEAR * effect.nullError) return 1;
    return 1 + ((effect.value - 1) / (size - 1)) * (wholeSize - 1);
  });
}
