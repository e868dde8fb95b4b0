import type { Estimate } from "@relent/core/estimate";
import type { EvalResult } from "../result.ts";

/** A figure of an evaluation: where it stands, what it is called and what it says. */
export interface Figure {
  readonly name: keyof EvalResult;
  readonly label: string;
  readonly says: string;
  readonly metric?: string;
}

/** The figures in the order in which they are shown. */
export const FIGURES: readonly Figure[] = [
  {
    name: "logLoss",
    label: "log loss",
    says: "mean −log₂ p of the label: bits a label",
    metric: "log_loss_bits",
  },
  {
    name: "finiteLogLoss",
    label: "log loss, finite rows",
    says: "the same over rows where it is finite",
    metric: "finite_log_loss_bits",
  },
  {
    name: "baseRate",
    label: "base rate's log loss",
    says: "bits a label for always saying the classes' shares",
    metric: "base_rate_bits",
  },
  {
    name: "gain",
    label: "information gain",
    says: "base rate's log loss less the model's: bits that it tells of a label",
    metric: "information_gain_bits",
  },
  {
    name: "uncertainty",
    label: "uncertainty",
    says: "bits in the labels' shares; the split: log loss = uncertainty − resolution + calibration + within",
  },
  { name: "resolution", label: "− resolution", says: "bits saved by telling rows apart" },
  {
    name: "calibration",
    label: "+ calibration",
    says: "bits that recalibration would recover at most",
    metric: "calibration_bits",
  },
  { name: "within", label: "+ within bins", says: "what forecasts of one bin lose against their mean" },
  {
    name: "skill",
    label: "skill",
    says: "share of the base rate's bits that the model saves",
    metric: "skill",
  },
  {
    name: "brier",
    label: "Brier score",
    says: "mean squared error of the probabilities; of two classes (p − y)²",
    metric: "brier",
  },
  {
    name: "calibrationError",
    label: "calibration error",
    says: "mean gap between what was said and what came, debiased",
    metric: "calibration_error",
  },
  {
    name: "rocAuc",
    label: "ROC AUC",
    says: "chance that a row of the class ranks above one that is not",
    metric: "roc_auc",
  },
  { name: "prAuc", label: "PR AUC", says: "average precision", metric: "pr_auc" },
  {
    name: "spherical",
    label: "spherical score",
    says: "p of the label over the norm of all p; larger is better",
  },
  { name: "focal", label: "focal loss", says: "(1 − p)²·(−log₂ p): what hard rows cost" },
  { name: "balancedLogLoss", label: "log loss, classes alike", says: "mean of the classes' own log losses" },
  {
    name: "accuracy",
    label: "accuracy",
    says: "share of rows whose likeliest class is the label",
    metric: "accuracy",
  },
  {
    name: "balancedAccuracy",
    label: "balanced accuracy",
    says: "mean recall of the classes",
    metric: "balanced_accuracy",
  },
  {
    name: "confusionInformation",
    label: "information of the likeliest class",
    says: "bits that the likeliest class alone tells of the label",
  },
];

/** The estimate of a figure; null where there is none. */
export const figureOf = (result: EvalResult, { name }: Figure): Estimate | null =>
  result[name] as Estimate | null;
