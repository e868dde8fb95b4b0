import { chiSquaredTail } from "@relent/core/scalar";
import { type Counts, total } from "./sample.ts";

/** A statistic with its χ² tail. */
export interface ChiSquare {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

const withTail = (statistic: number, degrees: number): ChiSquare => ({
  statistic,
  degrees,
  p: statistic === Number.POSITIVE_INFINITY ? 0 : chiSquaredTail(statistic, degrees),
});

/** Pearson's statistic of observed against expected counts, which are taken as exact. */
export function goodnessOfFit(observed: Counts, expected: Counts): ChiSquare {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) sum += (observed[i]! - expected[i]!) ** 2 / expected[i]!;
  return withTail(sum, observed.length - 1);
}

/** 2 Σ O ln(O/E), with expected counts taken as exact; ∞ where something unexpected was observed. */
export function likelihoodRatioOfFit(observed: Counts, expected: Counts): ChiSquare {
  let sum = 0;
  for (let i = 0; i < observed.length; i++)
    if (observed[i]! > 0) sum += observed[i]! * Math.log(observed[i]! / expected[i]!);
  return withTail(2 * sum, observed.length - 1);
}

/** Pearson's statistic of two rows of counts; Yates' correction of at most ½ for two columns, unless `yates` is false. */
export function twoSamples(a: Counts, b: Counts, yates: boolean = a.length === 2): ChiSquare {
  const n = total(a);
  const m = total(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const column = a[i]! + b[i]!;
    for (const [count, size] of [
      [a[i]!, n],
      [b[i]!, m],
    ] as const) {
      const expected = (column * size) / (n + m);
      const gap = Math.abs(count - expected);
      sum += (yates ? gap - Math.min(0.5, gap) : gap) ** 2 / expected;
    }
  }
  return withTail(sum, a.length - 1);
}

/** The likelihood-ratio statistic G of two rows of counts. */
export function twoSamplesG(a: Counts, b: Counts): ChiSquare {
  const n = total(a);
  const m = total(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const column = (a[i]! + b[i]!) / (n + m);
    if (a[i]! > 0) sum += a[i]! * Math.log(a[i]! / (column * n));
    if (b[i]! > 0) sum += b[i]! * Math.log(b[i]! / (column * m));
  }
  return withTail(2 * sum, a.length - 1);
}
