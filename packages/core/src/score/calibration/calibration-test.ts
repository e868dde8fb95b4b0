import type { Test } from "../../estimate/estimate.ts";
import { factorise, whiten, zeros } from "../../linear/index.ts";
import { chiSquaredTail } from "../../scalar/chi-squared.ts";
import { betaI } from "../../scalar/incomplete-beta.ts";
import { normalTail } from "../../scalar/normal.ts";
import type { ReliabilitySummary } from "./collect-reliability.ts";
import { type BinSums, reliabilityBins } from "./reliability-bins.ts";

/** Outcomes of a bin vary by this many under right forecasts, or the bin is joined with the next. */
const LEAST_VARIANCE = 5;
/** Groups of clusters for each bin of the test. */
const GROUPS_A_BIN = 5;

interface Residual {
  readonly sum: number;
  readonly variance: number;
}

/** Σ w(o − f) and its variance in runs of bins wide enough for a normal law. */
function wideBins(bins: readonly BinSums[]): Residual[] {
  const runs: Residual[] = [];
  let [sum, variance, size, weight] = [0, 0, 0, 0];
  const close = (): void => {
    runs.push({ sum, variance });
    [sum, variance, size, weight] = [0, 0, 0, 0];
  };
  for (const bin of bins) {
    sum += bin.gap * bin.weight;
    variance += bin.nullVariance * bin.weight ** 2;
    size += bin.effective;
    weight += bin.weight;
    if (variance * (size / weight) ** 2 >= LEAST_VARIANCE) close();
  }
  const last = runs.pop();
  if (last !== undefined && (sum !== 0 || variance > 0)) {
    runs.push({ sum: last.sum + sum, variance: last.variance + variance });
  } else if (last !== undefined) runs.push(last);
  else close();
  return runs;
}

function independentTest(bins: readonly BinSums[]): Test {
  const impossible = bins.some(({ gap, nullVariance }) => nullVariance === 0 && Math.abs(gap) > 1e-12);
  const runs = wideBins(bins).filter(({ variance }) => variance > 0);
  const method = `χ², ${runs.length} degrees of freedom, variances by the forecasts`;
  const value = impossible
    ? Number.POSITIVE_INFINITY
    : runs.reduce((total, { sum, variance }) => total + sum ** 2 / variance, 0);
  if (impossible) return { statistic: "χ² of binned residuals", method, value, p: 0 };
  return {
    statistic: "χ² of binned residuals",
    method,
    value,
    p: runs.length === 0 ? 1 : chiSquaredTail(value, runs.length),
  };
}

function clusteredTest(bins: readonly BinSums[], groups: number): Test | undefined {
  const kept = bins.filter(({ residuals }) => residuals!.some((x) => x !== 0));
  const J = kept.length;
  if (J === 0) return { statistic: "Hotelling's T²", method: "no residual at all", value: 0, p: 1 };
  if (groups <= J + 1) return undefined;
  const means = kept.map(({ residuals }) => residuals!.reduce((total, x) => total + x, 0) / groups);
  const spread = zeros(J, J);
  for (let g = 0; g < groups; g++) {
    for (let i = 0; i < J; i++) {
      for (let j = 0; j < J; j++) {
        spread.data[i * J + j]! +=
          ((kept[i]!.residuals![g]! - means[i]!) * (kept[j]!.residuals![g]! - means[j]!)) / (groups - 1);
      }
    }
  }
  const factor = factorise(spread, 1e-12);
  if ("pivot" in factor) return undefined;
  const value = groups * whiten(factor, means).reduce((total, x) => total + x * x, 0);
  const f = (value * (groups - J)) / (J * (groups - 1));
  return {
    statistic: "Hotelling's T² of binned residuals",
    method: `F, ${J} and ${groups - J} degrees of freedom, over ${groups} groups of whole clusters`,
    value,
    p: betaI((groups - J) / 2, J / 2, (groups - J) / (groups - J + J * f)),
  };
}

/**
 * A test that the forecasts are right, in bins: whether outcomes differ from the mean forecast by more than chance leaves.
 *
 * Independent rows: Σ_b [Σw(o − f)]²/Σw²f(1 − f) against χ² with as many degrees of freedom as bins. In clusters: Hotelling's T² of
 * the residuals of groups of whole clusters. Absent where there are too few clusters for it.
 */
export function calibrationTest(summary: ReliabilitySummary, bins: number): Test | undefined {
  if (summary.groups === undefined) return independentTest(reliabilityBins(summary, bins));
  const groups = new Set(summary.groups.group).size;
  const most = Math.max(1, Math.min(bins, Math.floor(groups / GROUPS_A_BIN)));
  return clusteredTest(reliabilityBins(summary, most), groups);
}

/**
 * Spiegelhalter's test Z = Σw(o − f)(1 − 2f)/√Σw²(1 − 2f)²f(1 − f): whether Brier's score is what the forecasts promise.
 *
 * @see Spiegelhalter, Statistics in Medicine 5 (1986) 421.
 */
export function spiegelhalterTest({ spiegelhalter: [sum, variance] }: ReliabilitySummary): Test {
  const value = variance > 0 ? sum / Math.sqrt(variance) : sum === 0 ? 0 : Number.POSITIVE_INFINITY;
  return {
    statistic: "Spiegelhalter's Z",
    method: "normal, rows independent",
    value,
    p: Math.min(1, 2 * normalTail(Math.abs(value))),
  };
}
