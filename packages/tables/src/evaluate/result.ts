import type { Estimate, Test } from "@relent/core/estimate";
import type { ReliabilityBin as Bin, Calibrator, CalibratorMethod, ScoreSplit } from "@relent/core/score";
import type { Segment } from "../segments/index.ts";
import type { LossComparison } from "./compare-losses.ts";
import type { ImpossibleRow } from "./eval-summary.ts";
import type { SetAside } from "./read-rows.ts";
import type { TargetPriorsResult } from "./target-priors.ts";

/** What is known of the model as a whole, against one that always says the base rate. */
export type EvalVerdict = "better" | "worse" | "undecided";

/** One class. */
export interface ClassResult {
  readonly name: string;
  /** Rows of the label, and rows it was predicted for. */
  readonly rows: number;
  readonly predicted: number;
  readonly share: Estimate;
  readonly logLoss: Estimate | null;
  readonly gain: Estimate | null;
  readonly precision: Estimate | null;
  readonly recall: Estimate | null;
  readonly f1: Estimate | null;
  readonly rocAuc: Estimate | null;
  readonly prAuc: Estimate | null;
}

/** What one way of recalibrating would save on rows it has not seen. */
export interface RecalibrationResult {
  readonly name: CalibratorMethod;
  readonly saved: Estimate;
  /** Saved beyond what mixing in a little of the base rates saves. */
  readonly beyondFloor: Estimate;
}

export interface Recalibration {
  readonly methods: readonly RecalibrationResult[];
  readonly best: CalibratorMethod | null;
  /** What choosing the best saves, each row judged by a choice it had no part in. */
  readonly chosen: Estimate;
  readonly skipped: readonly { readonly name: CalibratorMethod; readonly reason: string }[];
  /** Rows that it was fitted to: all, or an even sample. */
  readonly rows: number;
}

/** A row whose label is likely wrong. */
export interface SuspectLabel {
  readonly row: number;
  readonly given: string;
  readonly suggested: string;
  /** Bits that the given label cost. */
  readonly bits: number;
  /** Chance that the label is wrong. */
  readonly wrong: number;
}

/** One bin of forecasts: what they said and what came. */
export type ReliabilityBin = Pick<Bin, "forecast" | "outcome" | "low" | "high" | "rows">;

/** Whether the probabilities of one event can be believed. */
export interface ReliabilityResult {
  /** The class, or `confidence` for the likeliest class of each row. */
  readonly name: string;
  readonly bins: readonly ReliabilityBin[];
  readonly expectedError: Estimate;
  /** What the uncorrected error would be on average if the forecasts were right. */
  readonly nullMean: number;
  readonly squaredError: Estimate;
  /** Largest gap of a bin; without a claim of coverage. */
  readonly maximumError: number;
  readonly test: Test | null;
}

/** The loss within a period. */
export interface PeriodResult {
  /** Beginning, in seconds since 1970 or the column's own unit. */
  readonly start: number;
  readonly loss: Estimate | null;
  readonly infinite: number;
}

/** What forecasts are worth to someone who acts from a threshold on. */
export interface DecisionResult {
  readonly name: string;
  readonly threshold: number;
  /** True positives a row less false positives at the odds of the threshold. */
  readonly value: Estimate;
  /** How much that exceeds the better of acting on all rows and on none. */
  readonly gain: Estimate;
}

/** What decisions by the forecasts cost, at the costs that were given. */
export interface DecisionValueResult {
  /** Mean cost a row of the action of least expected cost. */
  readonly cost: Estimate;
  /** That of the one action that is best for all rows. */
  readonly baseCost: Estimate;
  readonly baseAction: string;
  /** That of knowing the labels. */
  readonly perfectCost: Estimate;
  /** What the forecasts save a row. */
  readonly saved: Estimate;
  /** Share of what could be saved; null where nothing could. */
  readonly relative: number | null;
  /** Rows that each action was taken for. */
  readonly actions: readonly { readonly name: string; readonly rows: number }[];
  /** Rows that were judged: all, or an even sample. */
  readonly rows: number;
}

/** How the classes' shares moved from those that the model was made with, and what correcting for it saves. */
export interface PriorShiftResult {
  readonly classes: readonly {
    readonly name: string;
    readonly trained: number;
    /** Told from the forecasts, without labels. */
    readonly estimated: Estimate;
    /** Among the labels. */
    readonly seen: number;
  }[];
  /** D(estimated ‖ trained), bits. */
  readonly kl: Estimate;
  readonly test: Test;
  /** Log loss of forecasts corrected to the estimated shares. */
  readonly logLoss: Estimate;
  /** Bits a label that the correction saves. */
  readonly saved: Estimate;
  readonly rows: number;
}

/** What `--json` prints: relent/eval@1. */
export interface EvalResult {
  readonly schema: "relent/eval@1";
  readonly kind: "classes";
  readonly name: string;
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly label: string;
  readonly classes: readonly string[];
  readonly verdict: EvalVerdict;
  readonly sentence: string;
  /** Bits a label. */
  readonly logLoss: Estimate;
  /** Over the rows where it is finite; null where it is everywhere. */
  readonly finiteLogLoss: Estimate | null;
  readonly infinite: { readonly rows: number; readonly named: readonly ImpossibleRow[] };
  readonly baseRate: Estimate;
  readonly gain: Estimate;
  readonly skill: Estimate | null;
  /** The parts of the log loss: log loss = uncertainty − resolution + calibration + within. */
  readonly uncertainty: Estimate;
  readonly resolution: Estimate;
  /** Bits that recalibration would recover; Infinity where a label was called impossible. */
  readonly calibration: Estimate;
  readonly within: Estimate;
  /** The same split over the rows where the loss is finite, its sum and its bins. */
  readonly split: ScoreSplit | null;
  readonly brier: Estimate;
  /** The parts of Σ(p − y)² over all classes; of two classes twice the Brier score. */
  readonly brierSplit: ScoreSplit;
  /** Mean gap of what was said and what came, of the positive of two classes or else of the likeliest class. */
  readonly calibrationError: Estimate;
  readonly maximumCalibrationError: number;
  readonly calibrationTest: Test | null;
  /** The event that the three above speak of first. */
  readonly reliability: readonly ReliabilityResult[];
  readonly spherical: Estimate;
  readonly focal: Estimate;
  readonly balancedLogLoss: Estimate;
  readonly accuracy: Estimate;
  readonly balancedAccuracy: Estimate;
  readonly confusionInformation: Estimate;
  /** Mean over the classes, each against all others; of two classes that of the positive one. */
  readonly rocAuc: Estimate | null;
  /** Average precision, likewise. */
  readonly prAuc: Estimate | null;
  readonly perClass: readonly ClassResult[];
  /** Weight by label (row) and likeliest class (column). */
  readonly confusion: readonly (readonly number[])[];
  readonly recalibration: Recalibration | null;
  /** The best recalibration, for `--save-calibrator`. */
  readonly calibrator: Calibrator | null;
  readonly suspects: { readonly share: Estimate; readonly rows: readonly SuspectLabel[] } | null;
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly periods: readonly PeriodResult[];
  readonly comparison: LossComparison | null;
  /** What acting at a threshold is worth; of two classes. */
  readonly decisions: readonly DecisionResult[];
  /** At the costs that were given; null where none were. */
  readonly decisionValue: DecisionValueResult | null;
  /** Against the shares that were given; null where none were. */
  readonly priorShift: PriorShiftResult | null;
  /** Under the other shares that were given; null where none were. */
  readonly targetPriors: TargetPriorsResult | null;
  /** The figures as scikit-learn 1.9 gives them, log loss in nats with p clipped to [2⁻⁵², 1 − 2⁻⁵²]. */
  readonly compat: {
    readonly name: "sklearn";
    readonly logLoss: number;
    readonly brier: number;
    readonly rocAuc: number | null;
    readonly accuracy: number;
  } | null;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}
