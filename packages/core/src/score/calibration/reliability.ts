import type { Estimate, Test } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { invalid } from "../../finite/check.ts";
import {
  type ExpectedCalibrationError,
  expectedCalibrationError,
  squaredCalibrationError,
} from "./calibration-error.ts";
import { calibrationTest } from "./calibration-test.ts";
import type { ReliabilitySummary } from "./collect-reliability.ts";
import { consistencyBand } from "./consistency-band.ts";
import { reliabilityBins } from "./reliability-bins.ts";
import { spiegelhalterTest } from "./spiegelhalter-test.ts";

/** A bin of the reliability diagram. */
export interface ReliabilityBin {
  /** Mean forecast. */
  readonly forecast: number;
  /** Share of rows that came true. */
  readonly outcome: number;
  /** Between these the outcome would lie with probability `level` if the forecasts were right. */
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly weight: number;
  /** Smallest and largest forecast. */
  readonly from: number;
  readonly to: number;
}

/** Whether forecasts of an event can be believed. */
export interface Reliability {
  readonly rows: number;
  readonly bins: readonly ReliabilityBin[];
  readonly expectedCalibrationError: ExpectedCalibrationError;
  readonly squaredCalibrationError: Estimate;
  /** The largest |ō − f̄|, and its bin: no claim of coverage. */
  readonly maximumCalibrationError: { readonly value: number; readonly bin: number };
  /** Whether the forecasts may be right; absent where there are too few clusters to tell. */
  readonly test?: Test;
  /** Spiegelhalter's test of the same; absent where rows are clustered. */
  readonly spiegelhalter?: Test;
}

/** How reliability is shown. */
export interface ReliabilityOptions {
  /** How many bins of about equal mass (default 15). */
  readonly bins?: number;
  readonly level?: number;
}

const FN = "reliability";

/** Checks the number of bins. */
export function binsOf(fn: string, bins: number): number {
  if (Number.isInteger(bins) && bins >= 1) return bins;
  invalid(`${fn}: bins = ${bins}; it must be a whole number ≥ 1`, { value: bins });
}

/**
 * Reliability of forecasts from their summary: the diagram, the calibration errors and a test that the forecasts are right.
 *
 * Bins of about equal mass are made of the summary's fixed cells, fewer than `bins` where forecasts repeat. Bands are binomial quantiles of the bin's rows
 * (of the rows they are worth, where weights or clusters make them worth fewer).
 *
 * @throws RelentError for a summary without rows, a bad number of bins or a level outside (0, 1).
 * @see Naeini, Cooper & Hauskrecht, AAAI 2015; Kumar, Liang & Ma, NeurIPS 2019; Bröcker & Smith, Weather and Forecasting 22 (2007) 651.
 * @example
 * ```ts
 * const pairs = collectReliability();
 * for (let i = 0; i < 100; i++) pairs.add(0.75, i % 4 === 0 ? 0 : 1);
 * const found = reliability(pairs.summary());
 * found.bins.map(({ forecast, outcome, rows }) => [forecast, outcome, rows]) // [[0.75, 0.75, 100]]
 * found.expectedCalibrationError.plugIn // 0
 * found.test.p // 1
 * ```
 */
export function reliability(summary: ReliabilitySummary, options: ReliabilityOptions = {}): Reliability {
  const level = levelOf(FN, options.level);
  const count = binsOf(FN, options.bins ?? 15);
  if (!(summary.rows > 0)) invalid(`${FN}: no rows; at least one with a positive weight is needed`);
  const bins = reliabilityBins(summary, count);
  const worst = bins.reduce((most, { gap }, j) => (Math.abs(gap) > Math.abs(bins[most]!.gap) ? j : most), 0);
  const test = calibrationTest(summary, count);
  return {
    rows: summary.rows,
    bins: bins.map((bin) => {
      const [low, high] = consistencyBand(bin.effective, bin.forecast, level);
      return {
        forecast: bin.forecast,
        outcome: bin.outcome,
        low,
        high,
        rows: bin.rows,
        weight: bin.weight,
        from: bin.lowest,
        to: bin.highest,
      };
    }),
    expectedCalibrationError: expectedCalibrationError(bins, level),
    squaredCalibrationError: squaredCalibrationError(bins, level),
    maximumCalibrationError: { value: Math.abs(bins[worst]!.gap), bin: worst },
    ...(test !== undefined && { test }),
    ...(summary.groups === undefined && { spiegelhalter: spiegelhalterTest(summary) }),
  };
}
