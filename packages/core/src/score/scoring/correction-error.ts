import type { Estimate } from "../../estimate/estimate.ts";
import { chiSquaredQuantile } from "../../scalar/chi-squared.ts";
import type { Functional } from "./functional.ts";
import type { ScoreSummary } from "./score-summary.ts";
import { relativeShareVariance } from "./share-variance.ts";
import type { Totals } from "./totals.ts";

/** The rounding of one addition. */
const ROUNDING = 2 ** -53;

/**
 * A figure that rises with the base-rate entropy, its interval widened by the error of that entropy's correction.
 *
 * The plug-in entropy is too low by about c·χ²/df, df = K − 1 and c the mean of that, which first-order errors know nothing of: the
 * correction may be too high by all of itself, and too low by c·χ²/df at the interval's upper tail less itself. Each end moves out by the
 * root of its two squares and by the rounding of a sum of so many rows. `slope` is what the figure gains for each nat of entropy.
 */
export function withCorrectionError(
  found: Estimate,
  summary: ScoreSummary,
  totals: Totals,
  base: Functional,
  slope = 1,
): Estimate {
  const df = totals.byLabel.filter((w) => w > 0).length - 1;
  if (df < 1 || !Number.isFinite(found.value)) return found;
  const correction = -(base.bias ?? 0);
  const mean = relativeShareVariance(summary, totals.effective, (i) => summary.label[i]!) / 2;
  const most = (mean * chiSquaredQuantile((1 + found.level) / 2, df)) / df;
  const rounding = slope * summary.rows * ROUNDING * base.value;
  return {
    ...found,
    low: found.value - Math.hypot(found.value - found.low, slope * correction) - rounding,
    high:
      found.value + Math.hypot(found.high - found.value, slope * Math.max(0, most - correction)) + rounding,
    method: `${found.method}, widened by the error of the entropy's correction`,
  };
}
