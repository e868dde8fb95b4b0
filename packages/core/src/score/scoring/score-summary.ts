import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";

/** What is summed a cell for each score. */
export interface ScoreMoments {
  /** Σ w·x. */
  readonly sum: readonly number[];
  /** Σ w²·x. */
  readonly weighted: readonly number[];
  /** Σ w²·x². */
  readonly squares: readonly number[];
}

/** The scores that are summed: in nats, or 1; `log` and `focal` over the rows where they are finite. */
export type ScoreName = "log" | "brier" | "spherical" | "focal";

/** The rows whose label had probability 0. */
export interface InfiniteRows {
  readonly count: number;
  readonly weight: number;
  /** Indices of the first of them. */
  readonly rows: readonly number[];
}

/**
 * Sufficient statistics of labelled forecasts: a cell for each (cluster, label, predicted class, whether the loss is infinite) that
 * occurs, with its rows, weights and the moments of each score. Plain arrays, entry i of each belonging to cell i; merging is adding.
 */
export interface ScoreSummary {
  readonly classes: number;
  /** γ of the focal view. */
  readonly gamma: number;
  readonly rows: number;
  /** Absent where rows were taken as independent; else the cluster of each cell. */
  readonly clusters?: readonly ClusterId[];
  readonly label: readonly number[];
  readonly predicted: readonly number[];
  /** 1 where the label had probability 0. */
  readonly infinite: readonly number[];
  readonly count: readonly number[];
  /** Σ w. */
  readonly weight: readonly number[];
  /** Σ w². */
  readonly weightSquares: readonly number[];
  readonly scores: Readonly<Record<ScoreName, ScoreMoments>>;
  readonly infiniteRows: InfiniteRows;
  /** Σ w·min(−ln p, 52·ln 2): the loss of probabilities clipped at 2⁻⁵². */
  readonly clipped: number;
}
