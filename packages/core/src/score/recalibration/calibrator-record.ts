import type { Labels } from "../paired/labels-of.ts";
import type { Floor, Parameters } from "./calibrator.ts";
import type { LinearFit } from "./linear-fit.ts";
import type { LogRows } from "./log-rows.ts";

/** Writes calibrated log-probabilities over the classes' log-probabilities, from `at` on. */
export type LogMap = (logs: Float64Array, at: number) => void;

/** What a fit may use. */
export interface FitSettings {
  readonly fn: string;
  readonly weights: ArrayLike<number> | undefined;
  /** The pull towards the identity; the method's own where left out. */
  readonly ridge: number | undefined;
  /** Whether the fit only judges the method, and need not be to the last digit. */
  readonly judging?: boolean;
  /** What tells this fit from others of the method among those known. */
  readonly name?: string;
  /** Fits of the same method to almost the same rows by name: found there they are started from, else put there. */
  readonly known?: Map<string, LinearFit>;
}

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
