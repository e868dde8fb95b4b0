import type { Estimate } from "../../estimate/estimate.ts";
import { divergenceInterval } from "../scoring/divergence-interval.ts";
import { type AbsoluteGaps, debiasedGap, gapInterval } from "./absolute-gap.ts";
import { gapVariance, nullGapVariance } from "./gap-spread.ts";
import type { BinSums } from "./reliability-bins.ts";

/** The expected calibration error with what the plug-in would be on average if the forecasts were right. */
export interface ExpectedCalibrationError extends Estimate {
  /** Mean of the plug-in under calibrated forecasts; 0 where all rows are of one cluster, which does not show it. */
  readonly nullMean: number;
}

/** The error where all rows are of one group of clusters: nothing is known of it. */
const ALONE = {
  low: 0,
  high: 1,
  standardError: Number.POSITIVE_INFINITY,
  bias: 0,
  notes: ["one cluster: no error can be estimated, and chance is not taken off"],
} as const;

const isAlone = (bins: readonly BinSums[]): boolean =>
  bins.some(({ residuals }) => residuals !== undefined && residuals.length < 2);

const rowsOf = (bins: readonly BinSums[]): number => bins.reduce((sum, { rows }) => sum + rows, 0);

const shares = (bins: readonly BinSums[]): number[] => {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  return bins.map(({ weight }) => weight / total);
};

/**
 * Σ_b w_b (ō_b − f̄_b)², less what chance adds, ō(1 − ō)/(n_b − 1) a bin: unbiased, and so negative about half the time where forecasts are right.
 */
export function squaredCalibrationError(bins: readonly BinSums[], level: number): Estimate {
  const w = shares(bins);
  const plugIn = bins.reduce((sum, { gap }, j) => sum + w[j]! * gap * gap, 0);
  if (isAlone(bins)) {
    const method = `Σ w(ō − f̄)² over ${bins.length} bins of equal mass`;
    return { ...ALONE, value: plugIn, plugIn, level, unit: "1", method, n: rowsOf(bins) };
  }
  const noise = bins.map((bin, j) => w[j]! * gapVariance(bin));
  const bias = noise.reduce((sum, a) => sum + a, 0);
  const wide = bins.map((bin, j) => w[j]! * Math.max(gapVariance(bin), nullGapVariance(bin)));
  const total = wide.reduce((sum, a) => sum + a, 0);
  const squares = wide.reduce((sum, a) => sum + a * a, 0);
  const value = plugIn - bias;
  const variance = bins.reduce((sum, { gap }, j) => sum + 4 * w[j]! * wide[j]! * gap * gap, 0);
  const [low, high] =
    total > 0
      ? divergenceInterval({ plugIn, nullMean: total, df: total ** 2 / squares, variance }, level)
      : [plugIn, plugIn];
  return {
    value,
    low,
    high,
    level,
    unit: "1",
    standardError: Math.sqrt(Math.max(2 * squares, variance - 2 * squares)),
    bias,
    method: `Σ w(ō − f̄)² over ${bins.length} bins of equal mass − ō(1 − ō)/(n − 1) a bin; scaled noncentral χ² interval`,
    n: rowsOf(bins),
    plugIn,
    notes: [],
  };
}

/**
 * Σ_b w_b |ō_b − f̄_b| as it would be without chance: the error whose plug-in is on average the one that was found.
 *
 * The gaps are taken to be in proportion to those found; the interval is the hull of those for gaps in proportion, all alike, and few and large.
 */
export function expectedCalibrationError(bins: readonly BinSums[], level: number): ExpectedCalibrationError {
  const w = shares(bins);
  const gaps = bins.map(({ gap }) => Math.abs(gap));
  const plugIn = gaps.reduce((sum, gap, j) => sum + w[j]! * gap, 0);
  if (isAlone(bins)) {
    const method = `Σ w|ō − f̄| over ${bins.length} bins of equal mass`;
    return { ...ALONE, value: plugIn, plugIn, nullMean: 0, level, unit: "1", method, n: rowsOf(bins) };
  }
  const deviations = bins.map((bin) => Math.sqrt(Math.max(gapVariance(bin), nullGapVariance(bin))));
  const found: AbsoluteGaps = { shares: w, gaps, deviations };
  const nullMean = bins.reduce(
    (sum, bin, j) => sum + w[j]! * Math.sqrt((2 / Math.PI) * nullGapVariance(bin)),
    0,
  );
  const value = debiasedGap(found);
  const [low, high] = gapInterval(found, level);
  return {
    value,
    low: Math.min(low, value),
    high: Math.min(1, Math.max(high, value)),
    level,
    unit: "1",
    standardError: Math.sqrt(deviations.reduce((sum, s, j) => sum + (w[j]! * s) ** 2, 0)),
    bias: plugIn - value,
    method: `Σ w|ō − f̄| over ${bins.length} bins of equal mass less what chance adds; interval by inversion`,
    n: rowsOf(bins),
    plugIn,
    nullMean,
    notes: [],
  };
}
