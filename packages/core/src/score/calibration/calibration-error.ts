import { noncentralInterval } from "../../estimate/counts/divergence-from-counts.ts";
import type { Estimate } from "../../estimate/estimate.ts";
import { normalQuantile, normalTail } from "../../scalar/normal.ts";
import { gapVariance, nullGapVariance } from "./gap-spread.ts";
import type { BinSums } from "./reliability-bins.ts";

/** The expected calibration error with what the plug-in would be on average if the forecasts were right. */
export interface ExpectedCalibrationError extends Estimate {
  /** Mean of the plug-in under calibrated forecasts. */
  readonly nullMean: number;
}

const shares = (bins: readonly BinSums[]): number[] => {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  return bins.map(({ weight }) => weight / total);
};

/** Mean of |X| for X normal. */
function foldedMean(mean: number, deviation: number): number {
  if (!(deviation > 0)) return Math.abs(mean);
  const t = Math.abs(mean) / deviation;
  return (
    deviation * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * t * t) + Math.abs(mean) * (1 - 2 * normalTail(t))
  );
}

/**
 * Σ_b w_b (ō_b − f̄_b)², less what chance adds, ō(1 − ō)/(n_b − 1) a bin: unbiased, and so negative about half the time where forecasts are right.
 */
export function squaredCalibrationError(bins: readonly BinSums[], level: number): Estimate {
  const w = shares(bins);
  const noise = bins.map((bin, j) => w[j]! * gapVariance(bin));
  const plugIn = bins.reduce((sum, { gap }, j) => sum + w[j]! * gap * gap, 0);
  const bias = noise.reduce((sum, a) => sum + a, 0);
  const squares = noise.reduce((sum, a) => sum + a * a, 0);
  const value = plugIn - bias;
  const variance = bins.reduce(
    (sum, { gap }, j) => sum + 4 * w[j]! * noise[j]! * gap * gap - 2 * noise[j]! ** 2,
    0,
  );
  const [low, high] =
    bias > 0
      ? noncentralInterval(
          {
            statistic: (plugIn * bias) / squares,
            df: bias ** 2 / squares,
            perNat: bias / squares,
            perNatPerRow: Number.NaN,
          },
          level,
        )
      : [plugIn, plugIn];
  return {
    value,
    low,
    high,
    level,
    unit: "1",
    standardError: Math.sqrt(Math.max(2 * squares, variance)),
    bias,
    method: `Σ w(ō − f̄)² over ${bins.length} bins of equal mass − ō(1 − ō)/(n − 1) a bin; scaled noncentral χ² interval`,
    n: bins.reduce((sum, { rows }) => sum + rows, 0),
    plugIn,
    notes: [],
  };
}

/** Σ_b w_b |ō_b − f̄_b|: plug-in, less what chance adds to it. */
export function expectedCalibrationError(bins: readonly BinSums[], level: number): ExpectedCalibrationError {
  const w = shares(bins);
  const plugIn = bins.reduce((sum, { gap }, j) => sum + w[j]! * Math.abs(gap), 0);
  const nullMean = bins.reduce(
    (sum, bin, j) => sum + w[j]! * Math.sqrt((2 / Math.PI) * nullGapVariance(bin)),
    0,
  );
  const variances = bins.map(gapVariance);
  const noise = variances.reduce((sum, v, j) => sum + w[j]! * v, 0);
  const square = bins.reduce((sum, { gap }, j) => sum + w[j]! * gap * gap, 0);
  const spread = Math.max(0, square - noise);
  const value = bins.reduce((sum, { gap }, j) => {
    const v = variances[j]!;
    const kept = spread + v > 0 ? spread / (spread + v) : 1;
    return sum + w[j]! * foldedMean(kept * gap, Math.sqrt(kept * v));
  }, 0);
  const standardError = Math.sqrt(variances.reduce((sum, v, j) => sum + w[j]! ** 2 * v, 0));
  const z = normalQuantile((1 + level) / 2);
  return {
    value,
    low: Math.max(0, Math.min(value, plugIn - nullMean) - z * standardError),
    high: Math.min(1, Math.max(value, plugIn) + z * standardError),
    level,
    unit: "1",
    standardError,
    bias: plugIn - value,
    method: `Σ w|ō − f̄| over ${bins.length} bins of equal mass, gaps shrunk by their noise`,
    n: bins.reduce((sum, { rows }) => sum + rows, 0),
    plugIn,
    nullMean,
    notes: [],
  };
}
