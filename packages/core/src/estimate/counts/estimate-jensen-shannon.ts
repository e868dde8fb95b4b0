import { jensenShannon, weights } from "../../finite/index.ts";
import type { LogOptions } from "../../protocol.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import type { Estimate } from "../estimate.ts";
import { levelOf } from "../interval.ts";
import { inUnit, logUnit } from "../log-unit.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import { type CountRow, toCountPair } from "./count-row.ts";
import { dealtMean } from "./dealt-mean.ts";
import { divergenceFromCounts } from "./divergence-from-counts.ts";
import { homogeneityTest } from "./homogeneity-test.ts";

/** How a Jensen–Shannon divergence is estimated. */
export interface JensenShannonEstimateOptions extends LogOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Draws at most of the permutation test, where counts are too few for χ² (default 999); 0 leaves the test out. */
  readonly maxDraws?: number;
}

/** Under this many rows of the smaller side in a cell, the mean (K−1)/8nₑ of the null law is off. */
const FEW_ROWS = 10;

const term = (p: number, q: number): number =>
  0.5 * (xlogy(p, (2 * p) / (p + q)) + xlogy(q, (2 * q) / (p + q)));

function hasSparseCells({ x, y }: CountPair, n: number, m: number): boolean {
  for (let i = 0; i < x.length; i++) {
    const pooled = x[i]! + y[i]!;
    if (pooled > 0 && (pooled * Math.min(n, m)) / (n + m) < FEW_ROWS) return true;
  }
  return false;
}

/**
 * Jensen–Shannon divergence (equal weights) of the laws behind two samples, with its interval and the G test of equal laws.
 *
 * The plug-in figure less the mean that it has under equal laws: (K−1)/8nₑ, nₑ = nm/(n+m), where every cell that occurs
 * has 10 pooled rows of the smaller side; below that the exact mean over all ways to deal the pooled counts anew. In
 * nats, or in units of `base`; at most log 2. May be slightly negative near 0. Between samples that share few
 * categories the correction takes away what cannot be told from chance: a note says so.
 *
 * @throws RelentError "invalid-argument" for what no counts can be, and for different lengths.
 * @see Lin, IEEE Transactions on Information Theory 37 (1991) 145; Grosse et al., Physical Review E 65 (2002) 041905.
 * @example
 * ```ts
 * const js = estimateJensenShannon(counts([520, 480]), counts([450, 550]), { base: 2 });
 * js.value.toFixed(5) // "0.00318"
 * js.test.p < 0.01 // true
 * ```
 */
export function estimateJensenShannon(
  p: CountRow,
  q: CountRow,
  options: JensenShannonEstimateOptions = {},
): Estimate {
  const fn = "estimateJensenShannon";
  const level = levelOf(fn, options.level);
  const unit = logUnit(fn, options.base);
  const { maxDraws = 999 } = options;
  const pair = toCountPair(fn, p, q);
  const { n, m } = pairSizes(pair, fn);
  const sparse = hasSparseCells(pair, n, m);
  const { estimate } = divergenceFromCounts("jensenShannon", pair, {
    level,
    escape: null,
    ...(sparse
      ? { value: jensenShannon(weights(pair.x), weights(pair.y)) - dealtMean(pair, term, 1 / 8) }
      : {}),
    notes: sparse ? ["cells of few rows: less the mean over deals of the pooled counts"] : [],
  });
  return inUnit(maxDraws > 0 ? { ...estimate, test: homogeneityTest(pair, { maxDraws }) } : estimate, unit);
}
