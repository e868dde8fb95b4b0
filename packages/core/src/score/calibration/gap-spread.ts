import type { BinSums } from "./reliability-bins.ts";

/** Variance of a bin's mean outcome, as the outcomes show it: ō(1 − ō)/(n − 1), or over groups of whole clusters. */
export function gapVariance({ outcome, effective, weight, residuals, rows }: BinSums): number {
  if (residuals !== undefined) return groupVariance(residuals) / weight ** 2;
  return rows > 1 ? (outcome * (1 - outcome)) / Math.max(1, effective - 1) : 0.25;
}

/** The same if the forecasts are right. */
export function nullGapVariance({ nullVariance, weight, residuals }: BinSums): number {
  return residuals === undefined ? nullVariance : groupVariance(residuals) / weight ** 2;
}

/** Variance of a sum over independent groups, about its mean. */
export function groupVariance(residuals: Float64Array): number {
  const groups = residuals.length;
  if (groups < 2) return Number.POSITIVE_INFINITY;
  const mean = residuals.reduce((total, x) => total + x, 0) / groups;
  const squares = residuals.reduce((total, x) => total + (x - mean) ** 2, 0);
  return (squares * groups) / (groups - 1);
}
