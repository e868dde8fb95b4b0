import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { inUnit, logUnit } from "../../estimate/log-unit.ts";
import { invalid } from "../../finite/check.ts";
import { baseRateEstimate } from "./base-rate.ts";
import { type ClassFigures, classFigures } from "./class-figures.ts";
import { confusionInformation } from "./confusion-information.ts";
import { withCorrectionError } from "./correction-error.ts";
import { estimateFunctional, type FigureOptions, type Functional } from "./functional.ts";
import { average, baseEntropy, gain, meanOf, NOT_NEGATIVE, shareOf, skill } from "./functionals.ts";
import { f1Of, macroOf, type Part } from "./macro.ts";
import type { InfiniteRows, ScoreSummary } from "./score-summary.ts";
import { totalsOf } from "./totals.ts";

/** Everything that the sums of labelled forecasts say, each with its error. */
export interface ScoreFigures {
  readonly rows: number;
  readonly classes: number;
  /** Σ w. */
  readonly weight: number;
  /** The share of each class among the labels. */
  readonly shares: readonly number[];
  /** Mean −ln p of the label; Infinity where a label had probability 0. */
  readonly logLoss: Estimate;
  /** The same over the rows where it is finite; absent where it is everywhere. */
  readonly finiteLogLoss?: Estimate;
  readonly infiniteRows: InfiniteRows;
  /** Log loss with probabilities clipped at 2⁻⁵², as scikit-learn's `log_loss` has it; for comparison alone. */
  readonly clippedLogLoss: number;
  /** Log loss of the base-rate model: the entropy of the labels' shares. */
  readonly baseRate: Estimate;
  /** Base rate less log loss: what the forecasts tell of a label. */
  readonly informationGain: Estimate;
  /** 1 − log loss / base rate; absent where all labels are of one class, which leaves nothing to gain. */
  readonly skill?: Estimate;
  /** Σ_k (p_k − y_k)²; for two classes half of it, the customary (p − y)². */
  readonly brier: Estimate;
  readonly spherical: Estimate;
  readonly focal: Estimate;
  /** Mean over the classes of each class's log loss. */
  readonly balancedLogLoss: Estimate;
  readonly accuracy: Estimate;
  /** Mean recall over the classes that occur. */
  readonly balancedAccuracy: Estimate;
  /** Means over the classes that occur or were predicted. */
  readonly macro: { readonly precision: Estimate; readonly recall: Estimate; readonly f1: Estimate };
  readonly perClass: readonly ClassFigures[];
  /** Σ w by label (row) and predicted class (column). */
  readonly confusion: readonly (readonly number[])[];
  /** Mutual information of label and predicted class. */
  readonly confusionInformation: Estimate;
  /** Labels' classes that never occur, and classes never predicted. */
  readonly absent: readonly number[];
  readonly neverPredicted: readonly number[];
}

const FN = "scoreFigures";

/**
 * The figures of labelled forecasts from their summary: log loss against the base rate, Brier, spherical, accuracy, per class.
 *
 * Logarithmic figures are in nats, or in units of `base`. Errors are first-order: of independent weighted rows, with t by Satterthwaite's degrees
 * of freedom over the labels and the skewness of the cells counted, or of whole clusters (CR1, as `clusteredMean`) where the summary names them;
 * shares have Wilson intervals, so that 0 and 1 have one too, and macro figures add up those of their classes. A label of probability 0 makes
 * the log loss Infinity: `infiniteRows` names such rows, `finiteLogLoss` is the loss of the others. Precision of a class that was never
 * predicted, and figures of a class that never occurs, are absent and left out of the means, not 0.
 *
 * @throws RelentError for a summary without rows, a level outside (0, 1) or a bad base.
 * @see Gneiting & Raftery, J. Am. Stat. Assoc. 102 (2007) 359.
 * @example
 * ```ts
 * const row = probabilityRow("prob", 2);
 * const scores = collectScores({ classes: 2 });
 * [0.25, 0.5, 0.5, 0.75].forEach((p, i) => { row.read([p], 0, i); scores.add(row, i % 2); });
 * const figures = scoreFigures(scores.summary(), { base: 2 });
 * figures.logLoss.value // 0.7075187496394219
 * figures.brier.value // 0.15625
 * ```
 */
export function scoreFigures(summary: ScoreSummary, options: FigureOptions = {}): ScoreFigures {
  const level = levelOf(FN, options.level);
  const unit = logUnit(FN, options.base);
  if (!(summary.rows > 0)) invalid(`${FN}: no rows; at least one with a positive weight is needed`);
  const totals = totalsOf(summary);
  const { classes, weight, byLabel, byPredicted, confusion } = totals;
  const { label, predicted, infinite } = summary;
  const plain = (functional: Functional): Estimate => estimateFunctional(summary, functional, level);
  const logarithmic = (functional: Functional): Estimate =>
    inUnit(plain({ ...functional, unit: "nats" }), unit);
  const correct = (i: number): boolean => label[i] === predicted[i];

  const loss = meanOf(summary, "log", "mean −ln p of the label");
  const finite = meanOf(
    summary,
    "log",
    "mean −ln p over the rows where it is finite",
    (i) => infinite[i] === 0,
  );
  const base = baseEntropy(summary, totals);
  const brier = meanOf(summary, "brier", "mean Σ(p − y)² over the classes");
  const half: Functional = {
    ...brier,
    value: brier.value / 2,
    method: "mean (p − y)²",
    influence: () => ({ constant: -brier.value / 2, slope: 0.5 }),
  };
  const occurring = Array.from(byLabel.keys()).filter((k) => byLabel[k]! > 0);
  const perLabel = occurring.map((k) => ({
    of: meanOf(summary, "log", "", (i) => label[i] === k),
    weight: byLabel[k]!,
  }));
  const recalls = occurring.map((k) => ({
    of: shareOf(summary, "", correct, (i) => label[i] === k),
    weight: byLabel[k]!,
  }));
  const guessed = Array.from(byPredicted.keys()).filter((k) => byPredicted[k]! > 0);
  const precisions = guessed.map((k) => ({
    of: shareOf(summary, "", correct, (i) => predicted[i] === k),
    weight: byPredicted[k]!,
  }));
  const either = Array.from(byLabel.keys()).filter((k) => byLabel[k]! + byPredicted[k]! > 0);
  const f1s = either.map((k) => f1Of(summary, k));
  const macro = (method: string, parts: readonly Part[]): Estimate =>
    macroOf(summary, average(parts, weight, method, [0, 1]), parts, weight, level);
  const recall = macro("mean recall of the classes", recalls);
  const named = (count: number): string[] =>
    count === 0 ? [] : [`${count} row${count === 1 ? "" : "s"} with probability 0 on the label`];

  return {
    rows: summary.rows,
    classes,
    weight,
    shares: Array.from(byLabel, (w) => w / weight),
    logLoss: logarithmic({ ...loss, notes: named(summary.infiniteRows.count) }),
    ...(summary.infiniteRows.count > 0 &&
      summary.infiniteRows.count < summary.rows && { finiteLogLoss: logarithmic(finite) }),
    infiniteRows: summary.infiniteRows,
    clippedLogLoss: summary.clipped / weight / unit.per,
    baseRate: inUnit(baseRateEstimate(summary, totals, base, level), unit),
    informationGain: inUnit(
      withCorrectionError(plain({ ...gain(summary, base, loss), unit: "nats" }), summary, totals, base),
      unit,
    ),
    ...(occurring.length > 1 && {
      skill: withCorrectionError(
        plain(skill(base, loss)),
        summary,
        totals,
        base,
        loss.value / base.value / (base.value + base.bias!),
      ),
    }),
    brier: plain(classes === 2 ? half : brier),
    spherical: plain({ ...meanOf(summary, "spherical", "mean p/√Σp² of the label"), range: [0, 1] }),
    focal: logarithmic(meanOf(summary, "focal", `mean (1 − p)^${summary.gamma}·(−ln p) of the label`)),
    balancedLogLoss: logarithmic({
      ...average(perLabel, weight, "mean over the classes of each class's log loss", NOT_NEGATIVE),
      meansByLabel: true,
    }),
    accuracy: plain(shareOf(summary, "share of rows whose likeliest class is the label", correct)),
    balancedAccuracy: recall,
    macro: {
      precision: macro("mean precision of the predicted classes", precisions),
      recall,
      f1: macro("mean F1 of the classes", f1s),
    },
    perClass: classFigures(summary, totals, unit, level),
    confusion: Array.from({ length: classes }, (_, k) =>
      Array.from(confusion.subarray(k * classes, (k + 1) * classes)),
    ),
    confusionInformation: inUnit(confusionInformation(summary, totals, level), unit),
    absent: Array.from(byLabel.keys()).filter((k) => byLabel[k] === 0),
    neverPredicted: Array.from(byPredicted.keys()).filter((k) => byPredicted[k] === 0),
  };
}
