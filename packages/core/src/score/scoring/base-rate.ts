import type { Estimate } from "../../estimate/estimate.ts";
import { divergenceInterval } from "./divergence-interval.ts";
import { estimateFunctional, type Functional } from "./functional.ts";
import type { ScoreSummary } from "./score-summary.ts";
import { relativeShareVariance } from "./share-variance.ts";
import type { Totals } from "./totals.ts";

/**
 * The entropy of the labels' shares with an interval that holds also where they are alike, and the entropy cannot be larger: ln K less the
 * scaled noncentral χ² interval of the divergence from uniform shares. In clusters its hull with the interval of the mean over clusters, which counts
 * how few of them the error is known from.
 */
export function baseRateEstimate(
  summary: ScoreSummary,
  totals: Totals,
  base: Functional,
  level: number,
): Estimate {
  const found = estimateFunctional(summary, { ...base, unit: "nats" }, level);
  const classes = totals.byLabel.filter((w) => w > 0).length;
  if (classes < 2) return { ...found, low: 0, high: 0, value: 0, standardError: 0 };
  const most = Math.log(classes);
  const df = classes - 1;
  const [low, high] = divergenceInterval(
    {
      plugIn: most - base.value - (base.bias ?? 0),
      nullMean: relativeShareVariance(summary, totals.effective, (i) => summary.label[i]!) / 2,
      df,
      variance: found.standardError ** 2,
    },
    level,
  );
  const clustered = summary.clusters !== undefined;
  return {
    ...found,
    low: Math.max(0, clustered ? Math.min(found.low, most - high) : most - high),
    high: clustered ? Math.min(most, Math.max(found.high, most - low)) : most - low,
    method: "entropy of the labels' shares + (K − 1)/2n; ln K less a scaled noncentral χ² interval",
  };
}
