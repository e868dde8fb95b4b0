import type { Estimate } from "../../estimate/estimate.ts";
import { labelDesignEffect } from "./base-rate.ts";
import { divergenceInterval } from "./divergence-interval.ts";
import { estimateFunctional } from "./functional.ts";
import type { ScoreSummary } from "./score-summary.ts";
import type { Totals } from "./totals.ts";

const occupied = (x: Float64Array): number => x.filter((w) => w > 0).length;

/**
 * Mutual information of label and predicted class in nats, less (r − 1)(c − 1)/2n, with a scaled noncentral χ² interval.
 *
 * Rows that depend on each other within clusters count as n / design effect of the information's own influence.
 */
export function confusionInformation(summary: ScoreSummary, totals: Totals, level: number): Estimate {
  const { classes, weight, byLabel, byPredicted, confusion } = totals;
  const pointwise = (i: number): number => {
    const [label, predicted] = [summary.label[i]!, summary.predicted[i]!];
    const together = confusion[label * classes + predicted]!;
    return Math.log((together / byLabel[label]!) * (weight / byPredicted[predicted]!));
  };
  let plugIn = 0;
  summary.label.forEach((_, i) => {
    plugIn += (summary.weight[i]! / weight) * pointwise(i);
  });
  plugIn = Math.max(0, plugIn);
  const df = Math.max(0, (occupied(byLabel) - 1) * (occupied(byPredicted) - 1));
  const n = totals.effective / labelDesignEffect(summary, totals, level);
  const bias = df / (2 * n);
  const found = estimateFunctional(
    summary,
    {
      value: plugIn - bias,
      bias,
      unit: "nats",
      method: "mutual information of label and predicted class − (r − 1)(c − 1)/2n",
      influence: (i) => ({ constant: pointwise(i) - plugIn, slope: 0 }),
    },
    level,
  );
  if (df === 0) return { ...found, value: 0, low: 0, high: 0, plugIn: 0, bias: 0, standardError: 0 };
  const variance = found.standardError ** 2;
  const [low, high] = divergenceInterval({ plugIn, nullMean: bias, df, variance }, level);
  return { ...found, low, high, method: `${found.method.split(";")[0]}; scaled noncentral χ² interval` };
}
