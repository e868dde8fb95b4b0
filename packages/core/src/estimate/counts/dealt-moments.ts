import { chiSquaredTail } from "../../scalar/chi-squared.ts";
import { logBinomialMass } from "../../scalar/log-mass.ts";
import type { Test } from "../estimate.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import { gKernel, gStatistic } from "./g-test.ts";

/** Binomial terms below this share of the largest are left out. */
const NEGLIGIBLE = 1e-17;

const xlnx = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

interface CellMoments {
  readonly mean: number;
  readonly variance: number;
  /** Covariance of the cell's part of G with its count. */
  readonly covariance: number;
}

/** Moments of x·ln x + (c−x)·ln(c−x) where x of a cell's c rows fall to one side, each with probability p. */
function cellMoments(c: number, p: number): CellMoments {
  const centre = c * p;
  const mode = Math.floor((c + 1) * p);
  const odds = p / (1 - p);
  const peak = Math.exp(logBinomialMass(mode, c, p));
  const origin = xlnx(mode) + xlnx(c - mode);
  let [weightSum, first, second, cross] = [0, 0, 0, 0];
  const add = (x: number, weight: number): void => {
    const gap = xlnx(x) + xlnx(c - x) - origin;
    weightSum += weight;
    first += weight * gap;
    second += weight * gap * gap;
    cross += weight * gap * (x - centre);
  };
  add(mode, peak);
  for (let x = mode, weight = peak; x < c; x++) {
    weight *= ((c - x) / (x + 1)) * odds;
    if (weight < NEGLIGIBLE * peak) break;
    add(x + 1, weight);
  }
  for (let x = mode, weight = peak; x > 0; x--) {
    weight *= x / ((c - x + 1) * odds);
    if (weight < NEGLIGIBLE * peak) break;
    add(x - 1, weight);
  }
  const mean = first / weightSum;
  return { mean: origin + mean, variance: second / weightSum - mean * mean, covariance: cross / weightSum };
}

/**
 * The G test of equal laws against the law that G has when the pooled counts are dealt anew, by its mean and variance.
 *
 * For many cells of few rows, where χ² is wrong and drawing is slow: G is then a sum of nearly independent parts, of
 * binomial moments, less what their fixed total explains; read against a scaled χ² of that mean and variance. The
 * counts must be whole; from about 1,000 cells the p-value agrees with dealing to within its own noise.
 *
 * Source: Morris, Annals of Statistics 3 (1975) 165, for the limit; Holst, Annals of Probability 7 (1979) 551.
 */
export function dealtMomentsGTest(pair: CountPair): Test {
  const { n, m, cells } = pairSizes(pair, "dealtMomentsGTest");
  const value = gStatistic(pair);
  const p = n / (n + m);
  const byCount = new Map<number, number>();
  for (let i = 0; i < cells; i++) {
    const c = pair.x[i]! + pair.y[i]!;
    if (c > 0) byCount.set(c, (byCount.get(c) ?? 0) + 1);
  }
  let mean = 0;
  let variance = 0;
  let covariance = 0;
  for (const [c, times] of byCount) {
    const one = cellMoments(c, p);
    mean += times * one.mean;
    variance += times * one.variance;
    covariance += times * one.covariance;
  }
  const constant = value - 2 * gKernel(pair.x, pair.y);
  const gMean = constant + 2 * mean;
  const gVariance = 4 * (variance - covariance ** 2 / ((n + m) * p * (1 - p)));
  const scale = gVariance / (2 * gMean);
  return {
    statistic: "G",
    method: "moments of dealing the counts anew",
    value,
    p: gVariance > 0 ? chiSquaredTail(value / scale, gMean / scale) : 1,
  };
}
