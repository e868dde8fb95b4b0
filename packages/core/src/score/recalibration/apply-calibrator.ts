import { RelentError } from "../../error.ts";
import { invalid } from "../../finite/check.ts";
import type { Calibrator } from "./calibrator.ts";
import type { LogMap } from "./calibrator-record.ts";
import { calibratorRecord } from "./fit-calibrator.ts";
import { addFloor } from "./floor.ts";
import { type Predictions, toLogRows } from "./log-rows.ts";

/** What a calibrator does to one row of log-probabilities, its floor included. */
export function logMapOf(fn: string, calibrator: Calibrator): LogMap {
  const { method, parameters, classes, floor } = calibrator;
  const map = calibratorRecord(fn, method, classes.length).map(fn, parameters, classes.length);
  if (floor.at === "output") {
    return (logs, at) => {
      map(logs, at);
      addFloor(floor, logs, at);
    };
  }
  return (logs, at) => {
    if (floor.weight === 0) refuseZeros(fn, logs, at, classes);
    addFloor(floor, logs, at);
    map(logs, at);
  };
}

/** Without a floor no map of logarithms knows what to make of a probability of 0. */
function refuseZeros(fn: string, logs: Float64Array, at: number, classes: readonly string[]): void {
  for (let k = 0; k < classes.length; k++) {
    if (logs[at + k] !== Number.NEGATIVE_INFINITY) continue;
    invalid(
      `${fn}: class ${classes[k]} has a probability of 0; the calibrator was fitted with floor 0 and needs one above`,
    );
  }
}

/**
 * What a calibrator does to a row of log-probabilities, in place: for streams.
 *
 * @throws RelentError "incompatible" where the parameters are not those of the method.
 *
 * @example
 * ```ts
 * const p = probs([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9], { cols: 2 });
 * const map = calibratorMap(fitCalibrator("temperature", p, [0, 0, 1, 1], { ridge: 0, floor: 0 }));
 * const row = Float64Array.of(Math.log(0.9), Math.log(0.1));
 * map(row, 0);
 * Math.exp(row[0]).toFixed(6) // "0.750000"
 * ```
 */
export function calibratorMap(calibrator: Calibrator): LogMap {
  return logMapOf("calibratorMap", calibrator);
}

/**
 * The recalibrated log-probabilities of predictions, row after row: what the calibrator's floor and map make of them.
 *
 * @throws RelentError for rows that are no distributions or are not over as many classes as the calibrator's.
 *
 * @example
 * ```ts
 * const p = probs([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9], { cols: 2 });
 * const calibrator = fitCalibrator("temperature", p, [0, 0, 1, 1], { ridge: 0, floor: 0 });
 * Math.exp(applyCalibrator(calibrator, p)[0]).toFixed(6) // "0.750000"
 * ```
 */
export function applyCalibrator(calibrator: Calibrator, predictions: Predictions): Float64Array {
  const fn = "applyCalibrator";
  const { rows, classes, logs } = toLogRows(fn, predictions);
  if (classes !== calibrator.classes.length) {
    throw new RelentError(
      "incompatible",
      `${fn}: predictions has ${classes} classes and the calibrator ${calibrator.classes.length}; they must be the same`,
      { value: classes },
    );
  }
  const map = logMapOf(fn, calibrator);
  for (let i = 0; i < rows; i++) map(logs, i * classes);
  return logs;
}
