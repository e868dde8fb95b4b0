import type { CountSample } from "../fingerprint.ts";

/** An entropy in nats with its standard error. */
export interface EntropyFigure {
  readonly value: number;
  readonly standardError: number;
}

/** One way to estimate an entropy from counts. */
export interface EntropyEstimator {
  readonly title: string;
  readonly formula: string;
  readonly source: string;
  /** How the standard error is found. */
  readonly error: string;
  /** Whether the figure rests on the number of categories, the unseen ones included. */
  readonly usesCategories: boolean;
  /** The estimate in nats with its error. */
  readonly estimate: (sample: CountSample, categories: number) => EntropyFigure;
}
