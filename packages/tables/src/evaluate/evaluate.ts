import {
  type ClassFigures,
  type ClassRankingFigures,
  calibrationFigures,
  classRankingFigures,
  type ScoreFigures,
  scoreFigures,
} from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import { collectEvaluation } from "./collect-evaluation.ts";
import { costTable } from "./decision-costs.ts";
import { decisions, THRESHOLDS, valueAtCosts } from "./decisions.ts";
import type { EvalSummary } from "./eval-summary.ts";
import { BITS_BETS } from "./live-bets.ts";
import { lossResults } from "./loss-results.ts";
import { openPredictions, type Predictions } from "./open-predictions.ts";
import { refuseNoRows } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";
import { type FitSetting, recalibrate } from "./recalibrate.ts";
import { reliabilityResult } from "./reliability-result.ts";
import type { ClassResult, EvalResult } from "./result.ts";
import { evalSentence, evalWarnings, fewGroups, methodLines } from "./sentences.ts";
import { namedShares, shiftedPriors } from "./shifted-priors.ts";
import { findSuspects } from "./suspect-labels.ts";
import { underTargetPriors } from "./target-priors.ts";
import { verdictOf } from "./verdict.ts";

function classResult(found: ClassFigures, name: string, ranking: ClassRankingFigures): ClassResult {
  const { perClass } = ranking;
  const ranked =
    perClass.length === 1 ? (found.class === 1 ? perClass[0] : undefined) : perClass[found.class];
  const { weight, predicted, share, logLoss, informationGain, precision, recall, f1 } = found;
  return {
    name,
    rows: weight,
    predicted,
    share,
    logLoss: logLoss ?? null,
    gain: informationGain ?? null,
    precision: precision ?? null,
    recall: recall ?? null,
    f1: f1 ?? null,
    rocAuc: ranked?.rocAuc ?? null,
    prAuc: ranked?.averagePrecision ?? null,
  };
}

/** Everything about calibration, the event that matters most first. */
function calibrationResult(
  { calibration, classes }: EvalSummary,
  level: number,
): Pick<
  EvalResult,
  | "uncertainty"
  | "resolution"
  | "calibration"
  | "within"
  | "split"
  | "brierSplit"
  | "calibrationError"
  | "maximumCalibrationError"
  | "calibrationTest"
  | "reliability"
> {
  const found = calibrationFigures(calibration, { base: 2, level });
  const { split, finiteSplit, brierSplit, perClass, confidence } = found;
  const each = perClass.map((one, k) => reliabilityResult(one, classes[perClass.length === 1 ? 1 : k]!));
  const reliability = perClass.length === 1 ? each : [reliabilityResult(confidence, "confidence"), ...each];
  const [main] = reliability;
  return {
    uncertainty: split.uncertainty,
    resolution: split.resolution,
    calibration: split.calibration,
    within: split.within,
    split: finiteSplit ?? (Number.isFinite(split.score) ? split : null),
    brierSplit,
    calibrationError: main!.expectedError,
    maximumCalibrationError: main!.maximumError,
    calibrationTest: main!.test,
    reliability,
  };
}

/** The figures as scikit-learn gives them. */
function compatResult(
  { clipped }: EvalSummary,
  { brier, accuracy }: ScoreFigures,
  { rocAuc }: ClassRankingFigures,
): EvalResult["compat"] {
  if (clipped === null) return null;
  const logLoss = clipped.sum / clipped.weight;
  return {
    name: "sklearn",
    logLoss,
    brier: brier.value,
    rocAuc: rocAuc?.value ?? null,
    accuracy: accuracy.value,
  };
}

/** What the summary of predictions says; rows are not touched any more. */
export function evaluateSummary(
  summary: EvalSummary,
  predictions: Pick<Predictions, "kind" | "label" | "rival" | "notes">,
  options: EvaluateOptions = {},
): EvalResult {
  const { level = 0.95, seed = 1 } = options;
  const { classes, setAside } = summary;
  refuseNoRows(
    { name: summary.name, rows: summary.scores.rows, setAside },
    "a label and a forecast",
    "give rows with both, or --without-labels",
  );
  const { clusters } = summary.scores;
  const kind = options.calibrator === undefined ? predictions.kind : "logits";
  const setting: FitSetting = { kind, classes, level, seed };
  const figures = scoreFigures(summary.scores, { base: 2, level });
  const ranking = classRankingFigures(summary.ranks, { level });
  const fitted = options.recalibrate === false ? null : recalibrate(summary.sample, setting);
  const { rival } = predictions;
  const losses = lossResults(summary, {
    unit: "bits",
    bets: BITS_BETS,
    level,
    seed,
    rival:
      rival === null || summary.rivalScores === null
        ? null
        : {
            name: rival,
            own: figures.logLoss,
            other: scoreFigures(summary.rivalScores, { base: 2, level }).logLoss,
          },
  });
  const gain = figures.informationGain;
  const verdict = verdictOf({ low: -gain.high, high: -gain.low });
  const result: Omit<EvalResult, "sentence" | "warnings" | "method"> = {
    schema: "relent/eval@1",
    kind: "classes",
    name: summary.name,
    rows: figures.rows,
    setAside,
    label: predictions.label ?? "",
    classes,
    verdict,
    logLoss: figures.logLoss,
    finiteLogLoss: figures.finiteLogLoss ?? null,
    infinite: { rows: figures.infiniteRows.count, named: summary.impossible },
    baseRate: figures.baseRate,
    gain,
    skill: figures.skill ?? null,
    ...calibrationResult(summary, level),
    brier: figures.brier,
    spherical: figures.spherical,
    focal: figures.focal,
    balancedLogLoss: figures.balancedLogLoss,
    accuracy: figures.accuracy,
    balancedAccuracy: figures.balancedAccuracy,
    confusionInformation: figures.confusionInformation,
    rocAuc: ranking.rocAuc ?? null,
    prAuc: ranking.averagePrecision ?? null,
    perClass: figures.perClass.map((found, k) => classResult(found, classes[k]!, ranking)),
    confusion: figures.confusion,
    recalibration: fitted?.recalibration ?? null,
    calibrator: fitted?.calibrator ?? null,
    suspects: findSuspects(summary, setting),
    ...losses,
    decisions: decisions(summary, setting, options.thresholds ?? THRESHOLDS),
    decisionValue: valueAtCosts(summary, setting, options.costs),
    priorShift: shiftedPriors(summary, figures.shares, setting, options.priors),
    targetPriors: underTargetPriors(summary, figures.shares, setting, options),
    compat: compatResult(summary, figures, ranking),
    level,
    seed,
  };
  return {
    ...result,
    sentence: evalSentence(result),
    warnings: evalWarnings(result, figures, [...fewGroups(clusters), ...predictions.notes]),
    method: methodLines(result, {
      ...options,
      group: clusters === undefined ? undefined : (options.group ?? "group"),
    }),
  };
}

/**
 * How good the forecasts in a table are, in bits a label, and why.
 *
 * A location is whatever `diff` takes. Rows whose label, forecast or weight is null are left out and counted; a label that is no
 * class, a forecast that is no distribution and a table without usable rows are errors that name the row. A label of
 * probability 0 makes the log loss Infinity: its rows are named.
 */
export async function evaluate(
  engine: Engine,
  location: Location,
  options: EvaluateOptions = {},
): Promise<EvalResult> {
  const predictions = await openPredictions(engine, location, options);
  if (options.costs !== undefined) costTable(options.costs, predictions.classes);
  if (options.priors !== undefined) namedShares("--priors", options.priors, predictions.classes);
  if (options.targetPriors !== undefined)
    namedShares("--target-priors", options.targetPriors, predictions.classes, true);
  const summary = await collectEvaluation(engine, predictions, options);
  options.onPhase?.("estimating");
  return evaluateSummary(summary, predictions, options);
}
