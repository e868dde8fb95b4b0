import { clusterSums } from "../../estimate/clusters/cluster-sums.ts";
import type { Test } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { signPatterns } from "../sign-patterns.ts";
import type { RowOptions } from "./mean-of-rows.ts";

/** A sign-flip test's outcome. */
export interface SignFlipTest extends Test {
  /** Rows or clusters with a difference: what signs are flipped of. */
  readonly pieces: number;
  /** Whether every pattern of signs was tried. */
  readonly exact: boolean;
}

/**
 * Whether differences are symmetric about 0: the signs of whole rows, or clusters, are flipped at random.
 *
 * Null: A and B are exchangeable within each piece. Statistic |Σ difference|; exact up to 14 pieces with a difference,
 * beyond drawn by the seed with a sequential stop. Two-sided.
 *
 * @throws RelentError for differences that are not finite.
 * @see Fisher, The Design of Experiments (1935) §21; Besag & Clifford, Biometrika 78 (1991) 301.
 *
 * @example
 * ```ts
 * signFlipTest([1, 1, 1, 1, 1]).p // 0.0625
 * ```
 */
export function signFlipTest(
  differences: ArrayLike<number>,
  options: RowOptions & { readonly draws?: number } = {},
): SignFlipTest {
  const fn = "signFlipTest";
  const { clusters, weights, seed = 1, draws = 9999 } = options;
  for (let i = 0; i < differences.length; i++) {
    const value = differences[i]!;
    if (!Number.isFinite(value)) {
      invalid(`${fn}: differences[${i}] = ${value}; differences must be finite`, { index: i, value });
    }
  }
  const each =
    clusters === undefined
      ? Float64Array.from(differences, (x, i) => (weights?.[i] ?? 1) * x)
      : Float64Array.from(clusterSums(differences, clusters, weights).sum);
  const sums = each.filter((sum) => sum !== 0);
  const observed = Math.abs(sums.reduce((total, sum) => total + sum, 0));
  const pieces = sums.length;
  const named = clusters === undefined ? "rows" : "clusters";
  const shared = { statistic: "|Σ difference|", value: observed, pieces };
  if (pieces === 0) return { ...shared, p: 1, exact: true, method: `sign flips: no ${named} differ` };
  const { p, exact, draws: tried } = signPatterns(sums, 1, { seed, draws });
  const patterns = exact ? "all patterns" : `${tried.toLocaleString("en-US")} draws`;
  return { ...shared, p, exact, method: `sign flips of ${pieces} ${named}, ${patterns}` };
}
