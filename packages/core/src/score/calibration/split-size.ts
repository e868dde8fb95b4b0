import type { ForecastBin, Partition } from "./forecast-bins.ts";

/** Rows, weights and what they are worth. */
export interface BinSize {
  readonly rows: number;
  readonly weight: number;
  /** Independent rows of equal weight. */
  readonly effective: number;
  /** Degrees of freedom at most of an error: one less than there are groups of whole clusters; Infinity of independent rows. */
  readonly freedom: number;
}

/** The size of all bins; clusters divide what rows are worth. */
export function sizeOf(
  { bins }: Partition,
  designEffect: number,
  groups: number = Number.POSITIVE_INFINITY,
): BinSize {
  const sum = (of: (bin: ForecastBin) => number): number => bins.reduce((total, bin) => total + of(bin), 0);
  const weight = sum((bin) => bin.weight);
  return {
    rows: sum((bin) => bin.rows),
    weight,
    effective: weight ** 2 / sum((bin) => bin.weightSquares) / designEffect,
    freedom: Math.max(1, groups - 1),
  };
}
