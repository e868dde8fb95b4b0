import { applyCalibrator, type Calibrator, type ForecastKind, probabilityRow } from "@relent/core/score";
import { forecastBatch } from "./forecast-batch.ts";
import type { KeptRows } from "./keep-rows.ts";

/** Log-probabilities of kept rows, corrected where a calibrator is given; −Infinity where a class has none. */
export function forecastLogs(
  kind: ForecastKind,
  { values, rows, length }: Pick<KeptRows, "values" | "rows" | "length">,
  classes: number,
  calibrator?: Calibrator,
): Float64Array {
  if (calibrator !== undefined) return applyCalibrator(calibrator, forecastBatch(kind, values, classes));
  const row = probabilityRow(kind, classes);
  const logs = new Float64Array(length * classes);
  for (let i = 0; i < length; i++) {
    row.read(values, i * row.width, rows[i]!);
    for (let k = 0; k < classes; k++) logs[i * classes + k] = -row.surprisal(k);
  }
  return logs;
}
