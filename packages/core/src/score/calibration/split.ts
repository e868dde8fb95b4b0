import type { Estimate } from "../../estimate/estimate.ts";
import type { CalibrationSummary } from "./collect-calibration.ts";
import { type Partition, partition } from "./forecast-bins.ts";
import { type Moments, moments, withinMoments } from "./split-moments.ts";
import { binNoise, guess } from "./split-noise.ts";
import { divergencePart, entropyPart, meanPart, savedPart } from "./split-part.ts";
import { BRIER, LOG, type SplitRule } from "./split-rules.ts";
import { sizeOf } from "./split-size.ts";

/** A mean score in four parts that add up to it: score = uncertainty − resolution + calibration + within. */
export interface ScoreSplit {
  readonly score: number;
  /** What the base rate alone would cost. */
  readonly uncertainty: Estimate;
  /** What telling the bins apart saves. */
  readonly resolution: Estimate;
  /** What recalibrating the bins would save. */
  readonly calibration: Estimate;
  /** What the forecasts within a bin lose (positive) or save (negative) against their mean. */
  readonly within: Estimate;
  readonly bins: number;
  /** Whether each bin is one distinct forecast, so that nothing lies within. */
  readonly distinct: boolean;
  readonly rows: number;
}

/** Of a part that is 0 for certain. */
const NOTHING: Moments = { mean: 0, variance: 0, skewness: 0, known: Number.POSITIVE_INFINITY };

function splitBy(
  rule: SplitRule,
  summary: CalibrationSummary,
  parts: Partition,
  { level, designEffect, labelDesignEffect, groups }: SplitOptions,
): ScoreSplit {
  const { bins, distinct } = parts;
  const size = sizeOf(parts, designEffect, groups);
  const whole = { ...size, effective: (size.effective * designEffect) / labelDesignEffect };
  const base = new Float64Array(summary.classes);
  for (const { weight, outcome } of bins) {
    outcome.forEach((share, k) => {
      base[k]! += (weight / size.weight) * share;
    });
  }
  const K = base.filter((w) => w > 0).length;
  const J = bins.length;
  const { penalty, unit } = rule;
  const most = penalty(
    base.map((w) => (w > 0 ? 1 / K : 0)),
    base.findIndex((w) => w > 0),
  );
  const labels = moments(bins, size, (_, k) => penalty(base, k));
  const gained = moments(bins, size, (bin, k) => penalty(base, k) - penalty(bin.outcome, k));
  const lost = moments(bins, size, (bin, k) => penalty(bin.forecast, k) - penalty(bin.outcome, k));
  const expected = bins.map((bin) => {
    const rows = (bin.weight / size.weight) * size.effective;
    return { ...bin, outcome: guess(bin, rows) };
  });
  const settled = moments(expected, size, (bin, k) => penalty(bin.forecast, k) - penalty(bin.outcome, k));
  const { score, ...within } = withinMoments(summary, rule, bins, size);
  const biases = rule.biases(bins, base, size);
  const noise = binNoise(summary, rule, bins, size);
  const ofBase = rule.chance(
    base,
    base.map(() => 1),
    size.effective,
  );
  const shown = { unit, level };
  return {
    score,
    uncertainty: entropyPart(
      { moments: labels, bias: biases.uncertainty, method: "score of the labels' shares", size: whole },
      most,
      { mean: Math.abs(biases.uncertainty), df: K - 1 },
      shown,
    ),
    resolution: savedPart(
      {
        moments: gained,
        bias: biases.resolution,
        method: `${J} bins' shares against the labels' shares, first-order correction`,
        size,
      },
      { mean: Math.max(0, noise.mean - ofBase.mean), df: (J - 1) * (K - 1) },
      shown,
    ),
    calibration: divergencePart(
      {
        moments: lost,
        bias: biases.calibration,
        method: `${J} bins' shares against their mean forecasts, first-order correction`,
        size,
        settled,
      },
      noise,
      shown,
    ),
    within: meanPart(
      {
        moments: distinct ? NOTHING : within,
        bias: 0,
        method: "forecasts less the mean forecasts of bins",
        size,
      },
      shown,
    ),
    bins: J,
    distinct,
    rows: size.rows,
  };
}

/** How a split is made. */
export interface SplitOptions {
  readonly level: number;
  readonly bins: number;
  /** What rows are worth within a bin is divided by this. */
  readonly designEffect: number;
  /** The same of all rows together. */
  readonly labelDesignEffect: number;
  /** Groups of whole clusters; absent where rows are independent. */
  readonly groups: number | undefined;
}

/** The split of log loss over the rows where it is finite. */
export function finiteLogSplit(summary: CalibrationSummary, options: SplitOptions): ScoreSplit {
  return splitBy(
    LOG,
    summary,
    partition(summary, options.bins, (i) => summary.cells.infinite[i] === 0),
    options,
  );
}

/**
 * The split of an infinite log loss over all rows: recalibration would save without end, so that is where Infinity stands, uncorrected; what lies
 * within bins is that of the other rows.
 */
export function endlessLogSplit(
  summary: CalibrationSummary,
  finite: ScoreSplit | undefined,
  options: SplitOptions,
): ScoreSplit {
  const parts = partition(summary, options.bins, () => true);
  const all = splitBy(LOG, summary, parts, options);
  const endless = Number.POSITIVE_INFINITY;
  const nothing = {
    ...all.uncertainty,
    value: 0,
    low: 0,
    high: 0,
    standardError: 0,
    bias: 0,
    plugIn: 0,
    n: 0,
  };
  return {
    ...all,
    score: endless,
    calibration: {
      ...all.uncertainty,
      value: endless,
      low: endless,
      high: endless,
      plugIn: endless,
      standardError: 0,
      bias: 0,
      method: "infinite: labels came true whose forecast was 0",
    },
    within: finite?.within ?? { ...nothing, method: "no row of finite loss" },
  };
}

/** The split of Brier's score Σ(p − y)² over all rows. */
export function brierSplit(summary: CalibrationSummary, options: SplitOptions): ScoreSplit {
  return splitBy(
    BRIER,
    summary,
    partition(summary, options.bins, () => true),
    options,
  );
}
