import { invalid } from "../../finite/check.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { checkRowOptions } from "../paired/mean-of-rows.ts";
import type { Calibrator, CalibratorMethod, FitOptions, Floor, Parameters } from "./calibrator.ts";
import type { CalibratorRecord } from "./calibrator-record.ts";
import { CALIBRATORS } from "./calibrators.ts";
import type { FitSettings } from "./fit-settings.ts";
import { addFloor, baseRates, fitFloor, floorLadder, hasImpossible } from "./floor.ts";
import { type LogRows, type Predictions, takeRows, toLogRows } from "./log-rows.ts";

/** Parts of the rows by which the floor after a map is fitted: each part by the map of the others. */
const PARTS = 5;

const pick = <T>(list: ArrayLike<T>, places: readonly number[]): T[] => places.map((i) => list[i]!);

/** Log-probabilities of each row by a map fitted to the other parts. */
function crossFitted(
  record: CalibratorRecord,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
): LogRows {
  const logs = rows.logs.slice();
  for (let part = 0; part < PARTS; part++) {
    const others: number[] = [];
    for (let i = 0; i < rows.rows; i++) if (i % PARTS !== part) others.push(i);
    const parameters = record.fit(takeRows(rows, others), pick(labels, others), {
      ...settings,
      weights: settings.weights === undefined ? undefined : pick(settings.weights, others),
    });
    const map = record.map(settings.fn, parameters, rows.classes);
    for (let i = part; i < rows.rows; i += PARTS) map(logs, i * rows.classes);
  }
  return { ...rows, logs };
}

/** The record of a method, or the error that lists them. */
export function calibratorRecord(fn: string, method: CalibratorMethod, classes: number): CalibratorRecord {
  if (!Object.hasOwn(CALIBRATORS, method)) {
    invalid(`${fn}: method = ${method}; it must be one of ${Object.keys(CALIBRATORS).join(", ")}`, {
      value: method,
    });
  }
  const record = CALIBRATORS[method];
  if (record.binary && classes !== 2) {
    invalid(`${fn}: ${method} is for two classes, and there are ${classes}; dirichlet is its form for more`, {
      value: classes,
    });
  }
  return record;
}

/** Names of the classes, checked: the given ones, or their places. */
export function classNames(fn: string, classes: number, names?: readonly string[]): readonly string[] {
  if (names !== undefined && names.length !== classes) {
    invalid(`${fn}: ${names.length} class names for ${classes} classes; each class needs one`);
  }
  return names ?? Array.from({ length: classes }, (_, k) => String(k));
}

/** What is handed on between fits to almost the same rows. */
export interface Handed extends Pick<FitSettings, "judging" | "known"> {
  /** The floors before the map to choose from, where they have been found for these rows. */
  readonly floors?: readonly Floor[];
}

/** Floors before a map to choose from: the given one, or those that the rows ask for. */
export function inputFloors(fn: string, rows: LogRows, labels: Labels, options: FitOptions): Floor[] {
  const { floor, weights } = options;
  if (floor !== undefined || !hasImpossible(rows, labels, weights)) {
    return [fitFloor(fn, rows, labels, { at: "input", heated: true, weight: floor, weights })];
  }
  const toward = baseRates(labels, rows.classes, weights);
  return floorLadder(labels, weights).map((weight) => ({ weight, toward, at: "input" }));
}

/** A floor, and the parameters that fit best after it. */
interface Floored {
  readonly floor: Floor;
  readonly parameters: Parameters;
}

/** The best parameters after each floor, and of them those with the least Σ w·(−ln p′_y) − ½·ln ε. */
function fitAfterFloors(
  record: CalibratorRecord,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
  floors: readonly Floor[],
): Floored {
  const { fn, weights } = settings;
  const { classes } = rows;
  const tried = floors.map((floor, at) => {
    const logs = rows.logs.slice();
    for (let i = 0; i < rows.rows; i++) addFloor(floor, logs, i * classes);
    const parameters = record.fit({ ...rows, logs }, labels, { ...settings, name: `${at}` });
    if (floors.length === 1) return { floor, parameters, loss: 0 };
    const map = record.map(fn, parameters, classes);
    let loss = -0.5 * Math.log(floor.weight);
    for (let i = 0; i < rows.rows; i++) {
      map(logs, i * classes);
      loss -= (weights?.[i] ?? 1) * logs[i * classes + labels[i]!]!;
    }
    return { floor, parameters, loss };
  });
  return tried.reduce((best, one) => (one.loss < best.loss ? one : best));
}

/** The floor after a map, fitted to rows that their map has not seen. */
function outputFloor(
  record: CalibratorRecord,
  rows: LogRows,
  labels: Labels,
  settings: FitSettings,
  weight: number | undefined,
): Floor {
  const seen = weight === undefined && rows.rows > PARTS ? crossFitted(record, rows, labels, settings) : rows;
  const { fn, weights } = settings;
  return fitFloor(fn, seen, labels, { at: "output", heated: false, weight, weights });
}

/** As `fitCalibrator`, from log-probabilities that are checked. */
export function fitToLogRows(
  fn: string,
  method: CalibratorMethod,
  rows: LogRows,
  labels: Labels,
  options: FitOptions,
  handed: Handed = {},
): Calibrator {
  const record = calibratorRecord(fn, method, rows.classes);
  const { ridge, weights } = options;
  if (ridge !== undefined && !(ridge >= 0 && ridge < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: ridge = ${ridge}; it must be finite and ≥ 0`, { value: ridge });
  }
  const { floors, ...rest } = handed;
  const settings: FitSettings = { fn, ridge, weights, ...rest };
  const { floor, parameters } =
    record.floor === "input"
      ? fitAfterFloors(record, rows, labels, settings, floors ?? inputFloors(fn, rows, labels, options))
      : {
          floor: outputFloor(record, rows, labels, settings, options.floor),
          parameters: record.fit(rows, labels, settings),
        };
  return {
    schema: "relent/calibrator@1",
    method,
    parameters,
    classes: classNames(fn, rows.classes, options.classes),
    floor,
    rows: rows.rows,
  };
}

/**
 * A recalibration of predictions, fitted to labels by cross-entropy.
 *
 * `predictions` is a batch (`probs`, `logProbs` or `logits` with `cols`) or log-probabilities, a row a label; labels are the
 * places of their classes. The parameters minimise Σ w·(−ln p′_y) + ½·ridge·|θ − θ₀|², θ₀ the identity (the pull keeps
 * labels that predictions separate from an endless fit; `ridge: 0` is maximum likelihood), so that the fit is never worse than
 * the predictions it starts from. Predictions of 0 go through the floor (1 − ε)·p + ε·base rate, said in `floor`: ε has the
 * least cross-entropy less ½·ln ε (half a row that only the floor explains). Where a probability is 0, or a label's is below
 * 1/(20n), it is chosen with the parameters on a ladder from 1/(2n) to 0.4; else it is fitted along with a temperature,
 * below 0.05. Of `isotonic` it comes after the map and is fitted to rows that their map had not seen.
 *
 * @throws RelentError for rows that are no distributions, labels outside the classes, a method that is not for as many
 * classes, or (`ridge: 0`) labels that no finite parameters fit best.
 * @see `CALIBRATORS` for the methods and their sources.
 *
 * @example
 * ```ts
 * const p = probs([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9], { cols: 2 });
 * const calibrator = fitCalibrator("temperature", p, [0, 0, 1, 1], { ridge: 0, floor: 0 });
 * calibrator.parameters.inverse[0].toFixed(6) // "0.500000"
 * ```
 */
export function fitCalibrator(
  method: CalibratorMethod,
  predictions: Predictions,
  labels: Labels,
  options: FitOptions = {},
): Calibrator {
  const fn = "fitCalibrator";
  const rows = toLogRows(fn, predictions);
  checkLabels(fn, labels, rows.rows, rows.classes);
  checkRowOptions(fn, rows.rows, options);
  return fitToLogRows(fn, method, rows, labels, options);
}
