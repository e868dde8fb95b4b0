import { type Calibrator, type ForecastKind, fitCalibrators, type RowOptions } from "@relent/core/score";
import { forecastBatch } from "./forecast-batch.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { Recalibration } from "./result.ts";

/** Fewer rows than this are not worth fitting to. */
const LEAST_ROWS = 50;

/** What is fitted, and the options that rows are treated by. */
export interface FitSetting {
  readonly kind: ForecastKind;
  readonly classes: readonly string[];
  readonly level: number;
  readonly seed: number;
}

/** Options that name the weights and clusters of kept rows. */
export const rowOptions = (
  rows: Pick<KeptRows, "weights" | "groups">,
  { level, seed }: Pick<FitSetting, "level" | "seed">,
): RowOptions => ({
  level,
  seed,
  ...(rows.weights !== null && { weights: rows.weights }),
  ...(rows.groups !== null && { clusters: rows.groups }),
});

/** Tries every recalibration on held-out parts of the sample; null with too few rows, or rows of one class only. */
export function recalibrate(
  sample: KeptRows,
  setting: FitSetting,
): { readonly recalibration: Recalibration; readonly calibrator: Calibrator | null } | null {
  const { kind, classes } = setting;
  const pieces = sample.groups === null ? sample.length : new Set(sample.groups).size;
  if (sample.length < LEAST_ROWS || pieces < 5 || new Set(sample.labels).size < 2) return null;
  const { trials, skipped, best, chosen } = fitCalibrators(
    forecastBatch(kind, sample.values, classes.length),
    sample.labels,
    { ...rowOptions(sample, setting), classes },
  );
  const found = trials.find((trial) => trial.method === best);
  return {
    recalibration: {
      methods: trials.map(({ method, saved, beyondFloor }) => ({ name: method, saved, beyondFloor })),
      best: best ?? null,
      chosen,
      skipped: skipped.map(({ method, reason }) => ({ name: method, reason })),
      rows: sample.length,
    },
    calibrator: found?.calibrator ?? null,
  };
}
