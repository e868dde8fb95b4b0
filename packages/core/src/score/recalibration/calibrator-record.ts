import type { Labels } from "../paired/labels-of.ts";
import type { Floor, Parameters } from "./calibrator.ts";
import type { FitSettings } from "./fit-settings.ts";
import type { LogRows } from "./log-rows.ts";

/** Writes calibrated log-probabilities over the classes' log-probabilities, from `at` on. */
export type LogMap = (logs: Float64Array, at: number) => void;

/** A way of recalibrating: how it is fitted, and what it does to a row. */
export interface CalibratorRecord {
  readonly name: string;
  /** One line of what it may do to a prediction. */
  readonly about: string;
  /** Whether it is for two classes only. */
  readonly binary: boolean;
  readonly floor: Floor["at"];
  /** How many numbers it fits. */
  size(classes: number): number;
  /** The parameters that fit best. */
  fit(rows: LogRows, labels: Labels, settings: FitSettings): Parameters;
  /** The map that parameters stand for; throws where they are not those of this method. */
  map(fn: string, parameters: Parameters, classes: number): LogMap;
}
