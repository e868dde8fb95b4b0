import { invalid } from "../../finite/check.ts";
import type { Estimate } from "../estimate.ts";

const FN = "independentDifference";

/** Distance of the ends of an interval from its value; an end beyond the value counts as at it. */
const reach = ({ value, low, high }: Estimate): { down: number; up: number } => ({
  down: Math.max(0, value - low),
  up: Math.max(0, high - value),
});

/**
 * a − b of two estimates from independent data, of the same unit and level: this month's figure less last month's.
 *
 * Standard errors add in squares; the interval [d − √((a − l_a)² + (u_b − b)²), d + √((u_a − a)² + (b − l_b)²)] keeps the
 * skewness of both intervals. For two columns over the same rows `clusteredDifference` is far more precise. A difference to
 * an infinite estimate is infinite.
 *
 * @throws RelentError for different units or levels, and where both values are infinite.
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693 (MOVER).
 *
 * @example
 * ```ts
 * const january = clusteredMean([1, 2, 3, 4], ["a", "b", "c", "d"]);
 * const february = clusteredMean([5, 6, 7, 8], ["e", "f", "g", "h"]);
 * independentDifference(february, january).value // 4
 * ```
 */
export function independentDifference(a: Estimate, b: Estimate): Estimate {
  for (const field of ["unit", "level"] as const) {
    if (a[field] !== b[field]) {
      invalid(`${FN}: ${field} ${a[field]} against ${b[field]}; both estimates need the same`);
    }
  }
  const value = a.value - b.value;
  if (Number.isNaN(value)) invalid(`${FN}: ${a.value} − ${b.value}; one of them must be finite`);
  const certain = !Number.isFinite(value);
  const [first, second] = [reach(a), reach(b)];
  return {
    value,
    low: certain ? value : value - Math.hypot(first.down, second.up),
    high: certain ? value : value + Math.hypot(first.up, second.down),
    level: a.level,
    unit: a.unit,
    standardError: certain ? 0 : Math.hypot(a.standardError, b.standardError),
    bias: a.bias - b.bias,
    method: `difference of independent estimates: ${a.method}; ${b.method}`,
    n: [size(a), size(b)],
    notes: [...new Set([...a.notes, ...b.notes])],
  };
}

const size = ({ n }: Estimate): number => (typeof n === "number" ? n : n[0] + n[1]);
