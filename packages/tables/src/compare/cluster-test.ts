import { gStatistic, sequentialPermutation, type Test } from "@relent/core/estimate";
import { random, shuffle } from "@relent/core/random";
import { designEffect } from "../plan/design-effect.ts";
import type { ClusterSummary, ColumnSummary } from "../summary/summary.ts";

type Counts = readonly (readonly number[])[];

const total = (counts: Counts): number => counts.reduce((a, row) => a + row.reduce((s, v) => s + v, 0), 0);

/**
 * How much dependence within clusters inflates the error of the difference between the two sides, at least 1.
 *
 * (d_x/n + d_y/m)/(1/n + 1/m), of the design effects of both sides.
 */
export function pairEffect(current: ClusterSummary, reference: ClusterSummary, n: number, m: number): number {
  const dx = designEffect(current.counts)?.value ?? 1;
  const dy = designEffect(reference.counts)?.value ?? 1;
  return Math.max(1, (dx * m + dy * n) / (n + m));
}

/** The design effect of a column whose clusters were counted on both sides; 1 where they were not. */
export function effectOf(
  current: Pick<ColumnSummary, "clusters">,
  reference: Pick<ColumnSummary, "clusters">,
  rows: { readonly n: number; readonly m: number },
): number {
  return current.clusters && reference.clusters
    ? pairEffect(current.clusters, reference.clusters, rows.n, rows.m)
    : 1;
}

/** Clusters of one side may not be much larger than the other's, or dealing them anew changes the sides' sizes. */
const LIKE_SIZES = 1.5;

/** Whether whole clusters can be dealt anew: all of them are known, and both sides' are alike in size. */
export function canDeal(current: ClusterSummary, reference: ClusterSummary): boolean {
  const size = (side: ClusterSummary): number => total(side.counts) / Math.max(1, side.counts.length);
  const [a, b] = [size(current), size(reference)];
  return current.whole && reference.whole && Math.max(a, b) <= LIKE_SIZES * Math.min(a, b);
}

function columnSums(counts: Counts, width: number): number[] {
  const sums = new Array<number>(width).fill(0);
  for (const row of counts) for (let j = 0; j < width; j++) sums[j]! += row[j]!;
  return sums;
}

/** G of equal laws by dealing whole clusters anew to the two sides: exact whatever the dependence inside a cluster. */
export function clusterTest(
  current: ClusterSummary,
  reference: ClusterSummary,
  options: { readonly maxDraws: number },
): Test {
  const width = current.counts[0]?.length ?? 0;
  const all = [...current.counts, ...reference.counts];
  const order = all.map((_, i) => i);
  const side = current.counts.length;
  const whole = columnSums(all, width);
  const statistic = (): number => {
    const x = columnSums(
      order.slice(0, side).map((i) => all[i]!),
      width,
    );
    const y = whole.map((v, j) => v - x[j]!);
    const n = x.reduce((a, b) => a + b, 0);
    return n === 0 || n === total(all) ? 0 : gStatistic({ x, y });
  };
  const value = statistic();
  const rng = random([side, all.length, ...whole]);
  const { p, draws } = sequentialPermutation(
    value,
    () => {
      shuffle(rng, order);
      return statistic();
    },
    { maxDraws: options.maxDraws, stopAfter: 20 },
  );
  return { statistic: "G", method: `permutation of ${all.length} whole clusters, ${draws} draws`, value, p };
}
