import { logMapOf } from "./apply-calibrator.ts";
import type { Calibrator, CalibratorMethod } from "./calibrator.ts";
import { CALIBRATORS } from "./calibrators.ts";
import { numbersOf, unfit } from "./parameters.ts";

const FN = "parseCalibrator";

function checkFloor(floor: Partial<Calibrator["floor"]> | undefined, classes: number): void {
  const weight = floor?.weight;
  if (!(typeof weight === "number" && weight >= 0 && weight < 1)) {
    unfit(FN, `floor.weight = ${weight}; it must be a number from 0 to below 1`);
  }
  const toward = numbersOf(FN, { toward: floor?.toward ?? [] }, "toward", classes);
  const sum = toward.reduce((total, share) => total + share, 0);
  if (toward.some((share) => share < 0) || Math.abs(sum - 1) > 1e-9) {
    unfit(FN, `floor.toward sums to ${sum}; it must be probabilities with a sum of 1`);
  }
  if (floor?.at !== "input" && floor?.at !== "output") {
    unfit(FN, `floor.at = ${floor?.at}; it must be "input" or "output"`);
  }
}

/**
 * The calibrator that a JSON text or its parsed value holds, checked; `JSON.stringify` writes one.
 *
 * @throws RelentError "incompatible" naming what is not as `relent/calibrator@1` has it.
 *
 * @example
 * ```ts
 * const p = probs([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9], { cols: 2 });
 * const calibrator = fitCalibrator("vector", p, [0, 0, 1, 1]);
 * parseCalibrator(JSON.stringify(calibrator)).method // "vector"
 * parseCalibrator("{}") // throws "parseCalibrator: schema = undefined; it must be relent/calibrator@1"
 * ```
 */
export function parseCalibrator(source: unknown): Calibrator {
  const value = (typeof source === "string" ? readJson(source) : source) as Partial<Calibrator> | null;
  if (typeof value !== "object" || value === null) unfit(FN, "a calibrator is an object");
  if (value.schema !== "relent/calibrator@1") {
    unfit(FN, `schema = ${value.schema}; it must be relent/calibrator@1`);
  }
  const { method, classes, parameters, rows } = value;
  if (!Object.hasOwn(CALIBRATORS, method ?? "")) {
    unfit(FN, `method = ${method}; it must be one of ${Object.keys(CALIBRATORS).join(", ")}`);
  }
  if (!Array.isArray(classes) || classes.length < 2 || classes.some((name) => typeof name !== "string")) {
    unfit(FN, "classes must be a list of two names at least");
  }
  if (CALIBRATORS[method as CalibratorMethod].binary && classes.length !== 2) {
    unfit(FN, `classes has ${classes.length} names; ${method} is for two`);
  }
  if (typeof parameters !== "object" || parameters === null) unfit(FN, "parameters must be an object");
  if (!(Number.isInteger(rows) && rows! > 0)) unfit(FN, `rows = ${rows}; it must be a whole number above 0`);
  checkFloor(value.floor, classes.length);
  logMapOf(FN, value as Calibrator);
  return value as Calibrator;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    unfit(FN, `the text is no JSON (${(cause as Error).message})`);
  }
}
