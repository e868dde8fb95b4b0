import { normalQuantile } from "../../../scalar/normal.ts";
import type { CountSample } from "../fingerprint.ts";
import { byDeletingOne } from "./by-deleting-one.ts";
import { zhangSum } from "./sums.ts";

/** What guessing at unseen categories adds to an error: the variance of an entropy beyond that of Zhang's, who does not. */
export function guessError(sample: CountSample, standardError: number): number {
  if (standardError === Number.POSITIVE_INFINITY) return standardError;
  const plain = byDeletingOne(sample, zhangSum).standardError;
  return standardError > plain ? Math.sqrt(standardError ** 2 - plain ** 2) : 0;
}

/** An interval about a value with such an error added in quadrature; a low end of 0 stays. */
export function widened(
  value: number,
  [low, high]: readonly [number, number],
  level: number,
  error: number,
): readonly [low: number, high: number] {
  if (error === 0) return [low, high];
  const half = normalQuantile((1 + level) / 2) * error;
  return [
    low > 0 ? Math.max(0, value - Math.hypot(value - low, half)) : 0,
    value + Math.hypot(Math.max(0, high - value), half),
  ];
}
