import { clusteredMeanOfSums, type Estimate } from "@relent/core/estimate";
import { calibrationFigures, classRankingFigures, scoreFigures } from "@relent/core/score";
import type { LabelSummary, LabelsSummary, TotalSums } from "./collect-labels.ts";
import type { LabelCalibrators } from "./label-calibrators.ts";
import { labelsMethod, labelsSentence, labelsWarnings } from "./labels-sentences.ts";
import { BITS_BETS } from "./live-bets.ts";
import { type LossResults, lossResults, NOT_NEGATIVE } from "./loss-results.ts";
import type { LabelPredictions } from "./open-labels.ts";
import type { EvaluateOptions } from "./options.ts";
import type { SetAside } from "./read-rows.ts";
import { type LabelsRecalibration, recalibrateLabels } from "./recalibrate-labels.ts";
import { reliabilityResult } from "./reliability-result.ts";
import type { EvalVerdict, ReliabilityResult } from "./result.ts";
import { fewGroups } from "./sentences.ts";
import { verdictOf } from "./verdict.ts";

/** One label of rows that may have several. */
export interface LabelResult {
  readonly name: string;
  readonly verdict: EvalVerdict;
  readonly share: number;
  readonly logLoss: Estimate;
  readonly baseRate: Estimate;
  readonly gain: Estimate;
  readonly skill: Estimate | null;
  readonly calibration: Estimate;
  readonly calibrationError: Estimate;
  readonly reliability: ReliabilityResult;
  readonly brier: Estimate;
  readonly rocAuc: Estimate | null;
  readonly prAuc: Estimate | null;
  /** Rows whose label had probability 0, and the first of them. */
  readonly infinite: { readonly rows: number; readonly named: readonly number[] };
}

/** How good forecasts of several labels a row are: relent/eval@1 of kind "labels". */
export interface LabelsResult extends LossResults {
  readonly schema: "relent/eval@1";
  readonly kind: "labels";
  readonly name: string;
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly verdict: EvalVerdict;
  readonly sentence: string;
  /** Bits a row, all labels together, each forecast by itself; Infinity where a label was called impossible. */
  readonly logLoss: Estimate;
  /** Over the rows where it is finite. */
  readonly finiteLogLoss: Estimate | null;
  /** Bits a row of always saying the labels' shares. */
  readonly baseRate: number;
  readonly labels: readonly LabelResult[];
  /** What recalibrating each label saves; null where it could not be tried. */
  readonly recalibration: LabelsRecalibration | null;
  /** The chosen recalibrations, for `--save-calibrator`. */
  readonly calibrators: LabelCalibrators | null;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

function labelResult(name: string, found: LabelSummary, level: number): LabelResult {
  const figures = scoreFigures(found.scores, { base: 2, level });
  const calibration = calibrationFigures(found.calibration, { base: 2, level });
  const ranking = classRankingFigures(found.ranks, { level });
  const { informationGain: gain, infiniteRows } = figures;
  const reliability = reliabilityResult(calibration.perClass[0]!, name);
  return {
    name,
    verdict: verdictOf({ low: -gain.high, high: -gain.low }),
    share: figures.shares[1]!,
    logLoss: figures.logLoss,
    baseRate: figures.baseRate,
    gain,
    skill: figures.skill ?? null,
    calibration: calibration.split.calibration,
    calibrationError: reliability.expectedError,
    reliability,
    brier: figures.brier,
    rocAuc: ranking.rocAuc ?? null,
    prAuc: ranking.averagePrecision ?? null,
    infinite: { rows: infiniteRows.count, named: infiniteRows.rows },
  };
}

const INFINITE = {
  value: Number.POSITIVE_INFINITY,
  low: Number.POSITIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  unit: "bits",
  standardError: 0,
  bias: 0,
  method: "infinite in some rows",
  notes: [],
} as const;

/** What a row costs: over all rows, and over those where it is finite. */
function totalOf(
  { sums, infinite }: TotalSums,
  rows: number,
  level: number,
): { readonly all: Estimate; readonly finite: Estimate | null } {
  const finite =
    infinite === rows ? null : clusteredMeanOfSums(sums, { level, unit: "bits", range: NOT_NEGATIVE });
  return { all: infinite > 0 || finite === null ? { ...INFINITE, level, n: rows } : finite, finite };
}

/**
 * The loss less that of the base rates, summed over the labels: how the labels of a row depend on each other is not known, so the ends of
 * their intervals add up, which holds the sum however they do.
 */
const differenceFromBase = (
  labels: readonly LabelResult[],
): { readonly low: number; readonly high: number } => ({
  low: labels.reduce((sum, { gain }) => sum - gain.high, 0),
  high: labels.reduce((sum, { gain }) => sum - gain.low, 0),
});

/** What the summary of forecasts of several labels says; rows are not touched any more. */
export function labelsResult(
  summary: LabelsSummary,
  predictions: Pick<LabelPredictions, "rival" | "notes">,
  options: EvaluateOptions,
): LabelsResult {
  const { level = 0.95, seed = 1 } = options;
  const { rows, name, setAside, kind } = summary;
  const labels = summary.labels.map((label, j) => labelResult(label, summary.each[j]!, level));
  const { all, finite } = totalOf(summary.total, rows, level);
  const { rival } = predictions;
  const { rivalTotal } = summary;
  const baseRate = labels.reduce((sum, l) => sum + l.baseRate.value, 0);
  const fitted =
    options.recalibrate === false
      ? null
      : recalibrateLabels(summary.sample, summary.labels, { kind, level, seed });
  const result = {
    schema: "relent/eval@1" as const,
    kind: "labels" as const,
    name,
    rows,
    setAside,
    verdict: verdictOf(differenceFromBase(labels)),
    logLoss: all,
    finiteLogLoss: Number.isFinite(all.value) ? null : finite,
    baseRate,
    labels,
    recalibration: fitted?.recalibration ?? null,
    calibrators: fitted?.calibrators ?? null,
    ...lossResults(summary, {
      unit: "bits",
      bets: BITS_BETS,
      level,
      seed,
      rival:
        rival === null || rivalTotal === null
          ? null
          : { name: rival, own: all, other: totalOf(rivalTotal, rows, level).all },
    }),
    level,
    seed,
  };
  return {
    ...result,
    sentence: labelsSentence(result),
    warnings: labelsWarnings(result, [...fewGroups(summary.sample.groups), ...predictions.notes]),
    method: labelsMethod(result, options),
  };
}
