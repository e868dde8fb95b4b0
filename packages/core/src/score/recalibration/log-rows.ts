import { invalid } from "../../finite/check.ts";
import type { Batch } from "../../finite/kinds.ts";
import { gather } from "../../finite/mass.ts";
import { type ProbabilityRow, probabilityRow } from "../scoring/probability-row.ts";

/** Predictions as natural logarithms of probabilities, row after row; −Infinity where a class has none. */
export interface LogRows {
  readonly rows: number;
  readonly classes: number;
  readonly logs: Float64Array;
}

/** Predictions: a batch of any kind, or log-probabilities that a reader of forecasts wrote. */
export type Predictions = Batch | LogRows;

/**
 * Writes the log-probabilities of the forecast last read into `out` from `at` on: how a stream fills `LogRows`.
 *
 * @example
 * ```ts
 * const row = probabilityRow("prob", 2);
 * row.read([0.25], 0, 0);
 * const out = new Float64Array(2);
 * writeLogRow(row, out, 0);
 * Math.exp(out[1]) // 0.25
 * ```
 */
export function writeLogRow(row: ProbabilityRow, out: Float64Array, at: number): void {
  const { probabilities: p, classes } = row;
  for (let k = 0; k < classes; k++) {
    const plain = p[k]! > 1e-300 && p[k]! < 0.5;
    out[at + k] = plain ? Math.log(p[k]!) : 0 - row.surprisal(k);
  }
}

/** The normalised log-probabilities of predictions, checked. */
export function toLogRows(fn: string, predictions: Predictions): LogRows {
  if (!("shape" in predictions)) return checked(fn, predictions);
  const { rows, cols, kind } = predictions;
  if (rows === 0) invalid(`${fn}: predictions has no rows; at least one is needed`);
  const row = probabilityRow(kind === "counts" ? "weights" : kind, cols);
  const logs = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    row.read(gather(predictions, i), 0, i);
    writeLogRow(row, logs, i * cols);
  }
  return { rows, classes: cols, logs };
}

/** Log-probabilities as they come: no NaN, none above 0, as many as there are rows and classes. */
function checked(fn: string, given: LogRows): LogRows {
  const { rows, classes, logs } = given;
  if (rows === 0) invalid(`${fn}: predictions has no rows; at least one is needed`);
  if (!(classes >= 2) || logs.length !== rows * classes) {
    invalid(`${fn}: ${logs.length} log-probabilities for ${rows} rows of ${classes} classes; each needs one`);
  }
  const index = logs.findIndex((log) => !(log <= 1e-9));
  if (index >= 0) {
    const value = logs[index]!;
    invalid(`${fn}: logs[${index}] = ${value}; log-probabilities must be ≤ 0`, { index, value });
  }
  return given;
}

/** The chosen rows. */
export function takeRows({ classes, logs }: LogRows, places: ArrayLike<number>): LogRows {
  const taken = new Float64Array(places.length * classes);
  for (let i = 0; i < places.length; i++) {
    const start = places[i]! * classes;
    taken.set(logs.subarray(start, start + classes), i * classes);
  }
  return { rows: places.length, classes, logs: taken };
}
