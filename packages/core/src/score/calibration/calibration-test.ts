import type { Test } from "../../estimate/estimate.ts";
import { signPatterns } from "../sign-patterns.ts";
import type { ReliabilitySummary } from "./collect-reliability.ts";
import { forecastsNull } from "./forecasts-null.ts";
import { type BinSums, reliabilityBins } from "./reliability-bins.ts";
import { type WideRun, wideRuns } from "./wide-runs.ts";

/** Groups of clusters for each bin of the test. */
const GROUPS_A_BIN = 5;
/** With fewer groups no pattern of their signs is rarer than 1 in 20. */
const LEAST_GROUPS = 6;
const DRAWS = 9999;
const ENOUGH = 400;

const STATISTIC = "χ² of binned residuals";

/** Whether there came true what was held impossible: forecasts of exactly 0 and exactly 1 have cells of their own. */
const impossible = ({ cells }: ReliabilitySummary): boolean =>
  cells.variance.some(
    (variance, i) => variance === 0 && Math.abs(cells.outcome[i]! - cells.forecast[i]!) > 1e-12,
  );

const statisticOf = (runs: readonly WideRun[]): number =>
  runs.reduce((total, { residual, variance }) => total + residual ** 2 / variance, 0);

function independentTest(summary: ReliabilitySummary, bins: readonly BinSums[]): Test {
  const runs = wideRuns(bins);
  const value = statisticOf(runs);
  if (runs.length === 0) return { statistic: STATISTIC, method: "no outcome in doubt", value, p: 1 };
  return { statistic: STATISTIC, value, ...forecastsNull(value, runs, summary.cells) };
}

/** Residuals of the groups over the standard deviations of independent rows, group after group. */
function scaledResiduals(runs: readonly WideRun[], groups: number): Float64Array {
  const made = new Float64Array(groups * runs.length);
  runs.forEach(({ bins, variance }, j) => {
    for (const { residuals } of bins) {
      residuals!.forEach((x, g) => {
        made[g * runs.length + j]! += x / Math.sqrt(variance);
      });
    }
  });
  return made;
}

function clusteredTest(summary: ReliabilitySummary, bins: readonly BinSums[], groups: number): Test {
  const runs = wideRuns(bins);
  const alone = independentTest(summary, bins);
  if (runs.length === 0) return alone;
  const flips = signPatterns(scaledResiduals(runs, groups), runs.length, {
    seed: groups,
    draws: DRAWS,
    stopAfter: ENOUGH,
  });
  const patterns = flips.exact ? "all patterns" : `${flips.draws.toLocaleString("en-US")} draws`;
  return {
    statistic: STATISTIC,
    method: `sign flips of ${groups} groups of whole clusters in ${runs.length} bins, ${patterns}; not below that of independent rows`,
    value: alone.value,
    p: Math.max(flips.p, alone.p),
  };
}

/**
 * A test that the forecasts are right, in bins: whether outcomes differ from the mean forecast by more than chance leaves.
 *
 * The statistic is Σ_b [Σw(o − f)]²/Σw²f(1 − f). Independent rows: its law where each outcome is drawn by its forecast. In clusters: its law
 * where the residuals of groups of whole clusters are as likely as their negatives, and p is not below that of independent rows, as
 * clusters that seem to differ less than rows do so by chance. Absent where there are too few clusters for it.
 *
 * @see Canay, Santos & Shaikh, Rev. Econ. Stat. 103 (2021) 346, on sign flips of few large clusters.
 */
export function calibrationTest(summary: ReliabilitySummary, bins: number): Test | undefined {
  const groups = new Set(summary.groups?.group).size;
  const clustered = summary.groups !== undefined;
  if (clustered && groups < LEAST_GROUPS) return undefined;
  const most = clustered ? Math.min(bins, Math.max(2, Math.floor(groups / GROUPS_A_BIN))) : bins;
  if (impossible(summary)) {
    const method = "an outcome against a forecast of 0 or 1";
    return { statistic: STATISTIC, method, value: Number.POSITIVE_INFINITY, p: 0 };
  }
  const made = reliabilityBins(summary, most);
  return clustered ? clusteredTest(summary, made, groups) : independentTest(summary, made);
}
