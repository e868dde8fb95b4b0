/** Which way a loss is moved onto the grid. */
export type Rounding = "pessimistic" | "optimistic";

/** A loss on the points (start + offset + k)·interval. */
export interface GridLoss {
  readonly start: number;
  /** In units of the interval, in [0, 1). */
  readonly offset: number;
  readonly mass: Float64Array;
  readonly infinite: number;
}

/** Between which losses the grid lies, and how fine it is. */
export interface Grid {
  readonly low: number;
  readonly high: number;
  readonly interval: number;
}

/** Losses this near to a point of the grid, in intervals, are on it: what rounding makes of a lattice. */
export const SNAP = 1e-9;

/** The first and the last point of a grid, in intervals. */
export function gridEnds({ low, high, interval }: Grid): readonly [start: number, end: number] {
  const start = Math.floor(low / interval + SNAP);
  return [start, Math.max(start + 1, Math.ceil(high / interval - SNAP))];
}
