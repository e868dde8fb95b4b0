import type { Estimate } from "@relent/core/estimate";
import type { Calibrator, CalibratorMethod } from "@relent/core/score";
import type { Segment } from "../segments/index.ts";
import type { ImpossibleRow } from "./eval-summary.ts";
import type { SetAside } from "./read-rows.ts";

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
export interface ReliabilityBin {
  readonly rows: number;
  readonly said: number;
  readonly came: Estimate;
  /** Where the share would lie if the forecasts were right. */
  readonly band: readonly [low: number, high: number];
}

/** The loss within a period. */
export interface PeriodResult {
  /** Beginning, in seconds since 1970 or the column's own unit. */
  readonly start: number;
  readonly logLoss: Estimate | null;
  readonly infinite: number;
}

/** Another model on the same rows. */
export interface EvalComparison {
  readonly name: string;
  readonly logLoss: Estimate;
  /** This model's bits a label less the other's: below 0 this one is better. */
  readonly difference: Estimate;
  readonly test: { readonly method: string; readonly p: number } | null;
  readonly verdict: EvalVerdict;
  /** Rows that decide it, with the bits that they add. */
  readonly deciding: readonly { readonly row: number; readonly bits: number }[];
  readonly decidingShare: number | null;
  readonly infinite: { readonly own: number; readonly other: number; readonly both: number };
  readonly rows: number;
}

/** What `--json` prints: relent/eval@1. */
export interface EvalResult {
  readonly schema: "relent/eval@1";
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
  readonly brier: Estimate;
  readonly spherical: Estimate;
  readonly focal: Estimate;
  readonly balancedLogLoss: Estimate;
  readonly accuracy: Estimate;
  readonly balancedAccuracy: Estimate;
  readonly confusionInformation: Estimate;
  readonly perClass: readonly ClassResult[];
  /** Weight by label (row) and likeliest class (column). */
  readonly confusion: readonly (readonly number[])[];
  readonly recalibration: Recalibration | null;
  /** The best recalibration, for `--save-calibrator`. */
  readonly calibrator: Calibrator | null;
  readonly suspects: { readonly share: number; readonly rows: readonly SuspectLabel[] } | null;
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly periods: readonly PeriodResult[];
  readonly comparison: EvalComparison | null;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}
