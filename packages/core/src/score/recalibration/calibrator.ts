/** The ways of recalibrating. */
export type CalibratorMethod = "floor" | "temperature" | "vector" | "beta" | "isotonic" | "dirichlet";

/** What is mixed into predictions so that no class keeps a probability of 0: (1 − weight)·p + weight·toward. */
export interface Floor {
  readonly weight: number;
  /** The base rates of the rows that the calibrator was fitted to, each class half a row richer. */
  readonly toward: readonly number[];
  /** Whether it is mixed in before the calibrator's map or after it. */
  readonly at: "input" | "output";
}

/** The parameters of a calibrator's map: lists of numbers by name. */
export type Parameters = Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>;

/** A fitted recalibration of predictions: a plain record that can be written as JSON. */
export interface Calibrator {
  readonly schema: "relent/calibrator@1";
  readonly method: CalibratorMethod;
  readonly parameters: Parameters;
  /** Names of the classes, in the order of the predictions' columns. */
  readonly classes: readonly string[];
  readonly floor: Floor;
  /** Rows that it was fitted to. */
  readonly rows: number;
}

/** How a calibrator is fitted. */
export interface FitOptions {
  /** Names of the classes (default "0", "1", …). */
  readonly classes?: readonly string[];
  /** How many like rows each row stands for (default 1 each). */
  readonly weights?: ArrayLike<number>;
  /**
   * Pull of the parameters towards the identity, ½·ridge·|θ − θ₀|² beside the summed loss (default 1; of `dirichlet` off
   * its diagonal one of 1, 10, … 10⁴ by the cross-entropy of every fifth row).
   */
  readonly ridge?: number;
  /** The floor's weight, from 0 to below 1, instead of the fitted one. */
  readonly floor?: number;
}
