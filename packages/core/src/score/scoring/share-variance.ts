import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import type { ScoreSummary } from "./score-summary.ts";

/**
 * Σ Var(π̂)/π over the classes that rows are put into: what a plug-in Σ π̂ ln π̂ is too high by, twice.
 *
 * (classes that occur − 1)/n of independent rows; in clusters by the variance CR1 of each share.
 */
export function relativeShareVariance(
  summary: ScoreSummary,
  effective: number,
  classOf: (cell: number) => number,
): number {
  const shares = new Map<number, number>();
  summary.label.forEach((_, i) => {
    shares.set(classOf(i), (shares.get(classOf(i)) ?? 0) + summary.weight[i]!);
  });
  const independent = (shares.size - 1) / effective;
  const { clusters } = summary;
  if (clusters === undefined) return independent;
  const inCluster = new Map<ClusterId, Map<number, number>>();
  clusters.forEach((cluster, i) => {
    const own = inCluster.get(cluster) ?? new Map<number, number>();
    if (own.size === 0) inCluster.set(cluster, own);
    own.set(classOf(i), (own.get(classOf(i)) ?? 0) + summary.weight[i]!);
  });
  const C = inCluster.size;
  if (C < 2) return independent;
  let [total, sizes] = [0, 0];
  for (const w of shares.values()) total += w;
  const [squares, products] = [new Map<number, number>(), new Map<number, number>()];
  for (const own of inCluster.values()) {
    let size = 0;
    for (const w of own.values()) size += w;
    sizes += size * size;
    for (const [key, w] of own) {
      squares.set(key, (squares.get(key) ?? 0) + w * w);
      products.set(key, (products.get(key) ?? 0) + w * size);
    }
  }
  let sum = 0;
  for (const [key, w] of shares) {
    const share = w / total;
    sum += (squares.get(key)! - 2 * share * products.get(key)! + share * share * sizes) / share;
  }
  return ((C / (C - 1)) * Math.max(0, sum)) / total ** 2;
}
