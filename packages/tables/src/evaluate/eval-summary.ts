import type { CalibrationSummary, ClassRankSummary, ScoreSummary } from "@relent/core/score";
import type { LossSummary } from "./collect-losses.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { SetAside } from "./read-rows.ts";

/** A row of infinite loss. */
export interface ImpossibleRow {
  readonly row: number;
  /** What `--key` says of it. */
  readonly key: string | number | null;
  readonly label: string;
}

/** What the rows say of a model: sums that merge, and an even sample of rows for what must be fitted. */
export interface EvalSummary extends LossSummary {
  readonly name: string;
  /** Numbers of the first and the last row that were read, those set aside included. */
  readonly numbers: { readonly first: number; readonly last: number };
  /** What even samples are drawn by. */
  readonly seed: number;
  readonly classes: readonly string[];
  readonly scores: ScoreSummary;
  readonly calibration: CalibrationSummary;
  readonly ranks: ClassRankSummary;
  /** Σ w and Σ w·(−ln p), p clipped as scikit-learn does; where that was asked for. */
  readonly clipped: { readonly weight: number; readonly sum: number } | null;
  readonly impossible: readonly ImpossibleRow[];
  readonly setAside: Readonly<SetAside>;
  /** Forecasts as they were read (or corrected by a calibrator), with their labels. */
  readonly sample: KeptRows;
  /** The rows of the largest losses: candidates for a wrong label. */
  readonly worst: KeptRows;
  readonly rivalScores: ScoreSummary | null;
}
