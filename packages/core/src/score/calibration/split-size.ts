import type { ForecastBin, Partition } from "./forecast-bins.ts";

/** Rows, weights and what they are worth. */
export interface BinSize {
  readonly rows: number;
  readonly weight: number;
  /** Independent rows of equal weight. */
  readonly effective: number;
}

/** The size of all bins; clusters divide what rows are worth. */
export function sizeOf({ bins }: Partition, designEffect: number): BinSize {
  const sum = (of: (bin: ForecastBin) => number): number => bins.reduce((total, bin) => total + of(bin), 0);
  const weight = sum((bin) => bin.weight);
  return {
    rows: sum((bin) => bin.rows),
    weight,
    effective: weight ** 2 / sum((bin) => bin.weightSquares) / designEffect,
  };
}
