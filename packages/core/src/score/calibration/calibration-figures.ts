import { levelOf } from "../../estimate/interval.ts";
import { logUnit } from "../../estimate/log-unit.ts";
import { invalid } from "../../finite/check.ts";
import type { CalibrationSummary } from "./collect-calibration.ts";
import { labelDesignEffect, outcomeDesignEffect } from "./design-effect.ts";
import { defaultBins } from "./forecast-bins.ts";
import { binsOf, type Reliability, type ReliabilityOptions, reliability } from "./reliability.ts";
import { brierSplit, endlessLogSplit, finiteLogSplit, type ScoreSplit, type SplitOptions } from "./split.ts";
import { splitIn, unbounded } from "./split-shown.ts";

/** What the calibration of forecasts over classes comes to. */
export interface CalibrationFigures {
  readonly rows: number;
  /** Log loss = uncertainty − resolution + calibration + within; calibration is Infinity where a label had probability 0. */
  readonly split: ScoreSplit;
  /** The same over the rows of finite loss, where some are not; absent where none is. */
  readonly finiteSplit?: ScoreSplit;
  /** Rows whose label had probability 0. */
  readonly infiniteRows: number;
  /** The same of Brier's score Σ(p − y)², over all rows; of two classes it is twice the customary (p − y)². */
  readonly brierSplit: ScoreSplit;
  /** Reliability of the top class's probability. */
  readonly confidence: Reliability;
  /** Reliability of each class's probability; of two classes only that of class 1. */
  readonly perClass: readonly Reliability[];
}

/** How the figures are made. */
export interface CalibrationOptions extends ReliabilityOptions {
  /** Base of the logarithmic figures: nats when left out, 2 for bits. */
  readonly base?: number;
  /** Bins of whole forecasts for the splits (default 15 a class, at most √n, and of 20 rows or more). */
  readonly splitBins?: number;
}

const FN = "calibrationFigures";

/**
 * The calibration of forecasts over classes: the four-term splits of log loss and Brier's score, and reliability.
 *
 * LL = UNC − RES + CAL + WITHIN over bins of whole forecasts (top class × its probability, about equal mass; single forecasts where at most √n
 * distinct ones have 20 rows each). First-order corrections with J bins, K classes: UNC + (K−1)/2n, RES − (J−1)(K−1)/2n,
 * CAL − J(K−1)/2n, which cancel in the sum; in clusters n is divided by the design effect that groups of whole clusters show, and of one cluster no interval is given. No term is clipped: CAL may come out negative, its interval begins at 0.
 *
 * @throws RelentError for a summary without rows, bad numbers of bins or a level outside (0, 1).
 * @see Bröcker, Q. J. R. Meteorol. Soc. 135 (2009) 1512; Stephenson, Coelho & Jolliffe, Weather and Forecasting 23 (2008) 752.
 * @example
 * ```ts
 * const row = probabilityRow("prob", 2);
 * const calibration = collectCalibration({ classes: 2 });
 * for (let i = 0; i < 100; i++) { row.read([i % 2 ? 0.75 : 0.25], 0, i); calibration.add(row, (i % 4) >> 1); }
 * const { split } = calibrationFigures(calibration.summary(), { base: 2 });
 * [split.uncertainty.plugIn, split.resolution.plugIn, split.within.value] // [1, 0, 0]
 * ```
 */
export function calibrationFigures(
  summary: CalibrationSummary,
  options: CalibrationOptions = {},
): CalibrationFigures {
  const level = levelOf(FN, options.level);
  const unit = logUnit(FN, options.base);
  if (!(summary.rows > 0)) invalid(`${FN}: no rows; at least one with a positive weight is needed`);
  const bins = binsOf(FN, options.splitBins ?? defaultBins(summary.rows, summary.classes));
  const groups = groupsOf(summary);
  const known = (split: ScoreSplit): ScoreSplit => (groups === 1 ? unbounded(split) : split);
  const made: SplitOptions = {
    level,
    bins,
    designEffect: outcomeDesignEffect(summary, bins),
    labelDesignEffect: labelDesignEffect(summary),
    groups,
  };
  const shown: ReliabilityOptions = { level, ...(options.bins !== undefined && { bins: options.bins }) };
  const infiniteRows = summary.cells.count.reduce(
    (sum, n, i) => sum + (summary.cells.infinite[i] === 1 ? n : 0),
    0,
  );
  const shownIn = (split: ScoreSplit): ScoreSplit => splitIn(known(split), unit);
  const finite = infiniteRows < summary.rows ? finiteLogSplit(summary, made) : undefined;
  const whole = infiniteRows > 0 || finite === undefined ? endlessLogSplit(summary, finite, made) : finite;
  return {
    rows: summary.rows,
    split: shownIn(whole),
    ...(infiniteRows > 0 && finite !== undefined && { finiteSplit: shownIn(finite) }),
    infiniteRows,
    brierSplit: known(brierSplit(summary, made)),
    confidence: reliability(summary.confidence, shown),
    perClass: summary.perClass.map((one) => reliability(one, shown)),
  };
}

/** Groups of whole clusters that rows are of; undefined of independent rows. */
function groupsOf({ perClass }: CalibrationSummary): number | undefined {
  const { groups } = perClass[0]!;
  return groups && new Set(groups.group).size;
}
