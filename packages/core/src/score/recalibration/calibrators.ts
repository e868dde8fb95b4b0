import { BETA } from "./beta.ts";
import type { CalibratorMethod } from "./calibrator.ts";
import type { CalibratorRecord } from "./calibrator-record.ts";
import { DIRICHLET } from "./dirichlet.ts";
import { ISOTONIC } from "./isotonic.ts";
import { TEMPERATURE } from "./temperature.ts";
import { VECTOR } from "./vector.ts";

/** Nothing but the floor: what impossible classes alone cost. */
const FLOOR: CalibratorRecord = {
  name: "floor",
  about: "mixes in a little of the base rates, and no more",
  binary: false,
  floor: "input",
  size: () => 1,
  fit: () => ({}),
  map: () => () => {},
};

/**
 * The ways of recalibrating, one record each.
 *
 * @example
 * ```ts
 * CALIBRATORS.temperature.size(10) // 1
 * ```
 */
export const CALIBRATORS: Readonly<Record<CalibratorMethod, CalibratorRecord>> = {
  floor: FLOOR,
  temperature: TEMPERATURE,
  vector: VECTOR,
  beta: BETA,
  isotonic: ISOTONIC,
  dirichlet: DIRICHLET,
};
