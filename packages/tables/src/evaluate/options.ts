import type { Calibrator } from "@relent/core/score";
import type { Location, RunOptions } from "@relent/engine";
import type { DecisionCosts } from "./decision-costs.ts";
import type { LabelCalibrators } from "./label-calibrators.ts";
import type { NumberCalibrator } from "./number-calibrator.ts";

/** Where a model's forecasts stand; each list holds column names or patterns with `*`, or one list column. */
export interface ForecastOptions {
  /** One column: the probability of the positive class. */
  readonly prob?: string | undefined;
  readonly probs?: readonly string[] | undefined;
  readonly logProbs?: readonly string[] | undefined;
  readonly logits?: readonly string[] | undefined;
  /** Divides each row of probabilities by its sum, which must be 1 otherwise. */
  readonly normalise?: boolean | undefined;
}

/** Where a predictive law of a number stands. */
export interface LawOptions {
  /** The column that holds what came true. */
  readonly target?: string | undefined;
  readonly mean?: string | undefined;
  readonly sd?: string | undefined;
  /** Columns of quantiles; the level is the number in the name, `q_0.1` or `q10`. */
  readonly quantiles?: readonly string[] | undefined;
  readonly samples?: readonly string[] | undefined;
}

/** What is evaluated, and how. */
export interface EvaluateOptions extends ForecastOptions, LawOptions, RunOptions {
  /** The column that holds the true class. */
  readonly label?: string | undefined;
  /** Columns of yes or no, one a label, for rows that may have several. */
  readonly labels?: readonly string[] | undefined;
  /** Names of the classes in the order of the forecast's columns. */
  readonly classes?: readonly string[] | undefined;
  /** The label's value that `prob` speaks of. */
  readonly positive?: string | undefined;
  readonly weight?: string | undefined;
  /** Rows with one value of it depend on each other. */
  readonly group?: string | undefined;
  readonly time?: string | undefined;
  /** Names rows in lists, and joins two files. */
  readonly key?: string | undefined;
  /** SQL condition that rows must meet. */
  readonly where?: string | undefined;
  /** Columns to look for segments in: all of few values unless given; an empty list looks for none. */
  readonly segments?: readonly string[] | undefined;
  /** Another model's forecasts of the same rows: a file with the same columns, or columns of the same file. */
  readonly against?: Location | undefined;
  readonly againstProbs?: readonly string[] | undefined;
  /** Another model's laws of the same number, where they are columns of other names. */
  readonly againstLaw?: Omit<LawOptions, "target"> | undefined;
  /** Correction that is applied to the forecasts before anything is measured. */
  readonly calibrator?: Calibrator | undefined;
  /** The same for each of several labels. */
  readonly labelCalibrators?: LabelCalibrators | undefined;
  /** The same for predicted laws of a number, or its JSON text. */
  readonly numberCalibrator?: NumberCalibrator | string | undefined;
  /** Costs of a decision at which its value is told: a false alarm costs t, a miss 1 − t. */
  readonly thresholds?: readonly number[] | undefined;
  /** What decisions cost, class by class: also gives what deciding by the forecasts saves. */
  readonly costs?: DecisionCosts | undefined;
  /** Shares of the classes that the model was made with: also gives how far they have moved since. */
  readonly priors?: Readonly<Record<string, number>> | undefined;
  /** Shares of the classes in another population: also gives what the model, and its corrected forecasts, cost there. */
  readonly targetPriors?: Readonly<Record<string, number>> | undefined;
  /** Whether recalibrations are fitted (default true): the slowest part on small tables. */
  readonly recalibrate?: boolean | undefined;
  /** Also gives the figures that scikit-learn gives, clipping included. */
  readonly compat?: "sklearn" | undefined;
  /** Coverage of the intervals (default 0.95). */
  readonly level?: number | undefined;
  readonly seed?: number | undefined;
  /** Told what is being done. */
  readonly onPhase?: (phase: string) => void;
}
