import { type CountSample, type Fingerprint, withoutOne } from "../fingerprint.ts";
import type { EntropyFigure } from "./entropy-estimator.ts";

/** An entropy estimator that is a sum over categories, finished by what the fingerprint knows. */
export interface SumOverCells {
  readonly cell: (count: number, of: Fingerprint) => number;
  readonly finish: (sum: number, of: Fingerprint) => number;
}

/** From this count on, taking one observation away leaves singletons and doubletons as they are. */
const ORDINARY = 4;

/**
 * The figure of a sum over categories, with the jackknife's standard error.
 *
 * Var = (n−1)/n · Σⱼ (Ĥ₍₋ⱼ₎ − mean)² over the n observations; those of equal counts leave equal samples behind, and
 * the sums are shared, so that the time grows with the number of different counts alone. At least (K̂−1)/2n², the
 * variance at a uniform law, where the first order vanishes (coverage of 1,000 samples of 100 rows from two equal
 * categories: 79 % without this floor, 100 % with it). Infinity where no category was seen twice.
 *
 * Source: Efron & Stein, Annals of Statistics 9 (1981) 586.
 */
export function byDeletingOne(sample: CountSample, { cell, finish }: SumOverCells): EntropyFigure {
  const { n, classes } = sample;
  const total = (of: Fingerprint): number => classes.reduce((sum, c) => sum + c.cells * cell(c.count, of), 0);
  const value = finish(total(sample), sample);
  if (sample.observed === n) return { value, standardError: Number.POSITIVE_INFINITY };
  const shared = withoutOne(sample, ORDINARY);
  const sharedTotal = total(shared);
  let mean = 0;
  let square = 0;
  for (const { count, cells } of classes) {
    const left = count < ORDINARY ? withoutOne(sample, count) : shared;
    const sum = count < ORDINARY ? total(left) : sharedTotal;
    const gap = finish(sum - cell(count, left) + (count > 1 ? cell(count - 1, left) : 0), left) - value;
    const share = (count * cells) / n;
    mean += share * gap;
    square += share * gap * gap;
  }
  const jackknife = (n - 1) * Math.max(0, square - mean * mean);
  return { value, standardError: Math.sqrt(Math.max(jackknife, (sample.observed - 1) / (2 * n * n))) };
}
