import { invalid } from "../../finite/check.ts";
import type { Estimate, Unit } from "../estimate.ts";
import { type ClusterOptions, clusterRatio } from "./cluster-ratio.ts";
import { type ClusterId, clusterSums } from "./cluster-sums.ts";

/**
 * Σ numerators / Σ denominators over rows in independent clusters: bits per byte, cost per token, errors per word.
 *
 * Its error is that of the linearised ratio, √(C/(C−1)·Σ_c(A_c − R·B_c)²)/ΣB, its interval that of `clusteredMean`.
 *
 * @throws RelentError for different lengths, NaN, a negative denominator, or denominators that are all 0.
 *
 * @example
 * ```ts
 * clusteredRatio([6, 2, 4], [2, 1, 3], ["a", "a", "b"]).value // 2
 * ```
 */
export function clusteredRatio(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  clusters: ArrayLike<ClusterId>,
  options: ClusterOptions & { readonly unit?: Unit } = {},
): Estimate & { readonly clusters: number } {
  const negative = Array.prototype.findIndex.call(denominators, (x: number) => x < 0);
  if (negative >= 0) {
    const value = denominators[negative];
    invalid(`clusteredRatio: denominators[${negative}] = ${value}; it must be ≥ 0`, {
      index: negative,
      value,
    });
  }
  const above = clusterSums(numerators, clusters);
  const below = clusterSums(denominators, clusters);
  const ratio = clusterRatio(
    "clusteredRatio",
    Float64Array.from(above.sum),
    Float64Array.from(below.sum),
    options,
  );
  const { unit = "1" } = options;
  return { ...ratio, unit, bias: 0, n: numerators.length, clusters: above.ids.length };
}
