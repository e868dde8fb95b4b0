import type { Estimate } from "../../estimate/estimate.ts";
import { divergenceInterval } from "./divergence-interval.ts";
import { estimateFunctional, type Functional } from "./functional.ts";
import { shareOf } from "./functionals.ts";
import type { ScoreSummary } from "./score-summary.ts";
import type { Totals } from "./totals.ts";

/** What clusters make of the labels: mean over the classes of the design effect of their shares; 1 for independent rows. */
export function labelDesignEffect(summary: ScoreSummary, { byLabel }: Totals, level: number): number {
  if (summary.clusters === undefined) return 1;
  const effects = Array.from(byLabel.keys())
    .filter((k) => byLabel[k]! > 0)
    .map((k) =>
      estimateFunctional(
        summary,
        shareOf(summary, "", (i) => summary.label[i] === k),
        level,
      ),
    )
    .map((found) => ("designEffect" in found ? Number(found.designEffect) : 1));
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  return Number.isFinite(mean) && mean > 0 ? mean : 1;
}

/**
 * The entropy of the labels' shares with an interval that holds also where they are alike, and the entropy cannot be larger: ln K less the
 * scaled noncentral χ² interval of the divergence from uniform shares.
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
  const n = totals.effective / labelDesignEffect(summary, totals, level);
  const most = Math.log(classes);
  const df = classes - 1;
  const [low, high] = divergenceInterval(
    {
      plugIn: most - base.value - (base.bias ?? 0),
      nullMean: df / (2 * n),
      df,
      variance: found.standardError ** 2,
    },
    level,
  );
  return {
    ...found,
    low: Math.max(0, most - high),
    high: most - low,
    method: "entropy of the labels' shares + (K − 1)/2n; ln K less a scaled noncentral χ² interval",
  };
}
