import { invalid } from "../../finite/check.ts";
import { type LogOptions, logBase } from "../../protocol.ts";
import { chiSquaredQuantile } from "../../scalar/chi-squared.ts";
import { noncentralChiSquaredTail } from "../../scalar/noncentral-chi-squared.ts";

/** What a test of equal laws is to find, and how surely. */
export interface RowsToDetectOptions extends LogOptions {
  /** The divergence that is to be told apart from 0: in nats, or in units of `base`. */
  readonly kl: number;
  /** Cells of the comparison. */
  readonly categories: number;
  /** Probability of finding it (default 0.8). */
  readonly power?: number;
  /** Probability of a false alarm (default 0.05). */
  readonly alpha?: number;
  /** Reference rows for each current row (default 1). */
  readonly ratio?: number;
}

const MOST_ROWS = 2 ** 53;

function share(fn: string, name: string, value: number): number {
  if (!(value > 0 && value < 1)) invalid(`${fn}: ${name} = ${value}; it must be between 0 and 1`, { value });
  return value;
}

/**
 * The least number of current rows from which the G test of equal laws finds a divergence of `kl` with so much power.
 *
 * G is about noncentral χ² with K−1 degrees of freedom and λ = 2·nₑ·kl, nₑ = n·ratio/(1+ratio): the smallest n with
 * P(χ′² ≥ the test's limit) ≥ `power`. An approximation for small divergences and cells of 5 rows and more: the answer
 * is at least 5·K rows on the smaller side. Measured for 0.8 at K = 2…100 and kl = 0.001…0.1, uniform and Zipf: power
 * 0.77–0.83, and more where that least number decides.
 *
 * @throws RelentError "invalid-argument" for kl ≤ 0, fewer than 2 categories, and shares outside (0, 1).
 * @see Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), ch. 7.
 * @example
 * ```ts
 * rowsToDetect({ kl: 0.01, categories: 10 }) // 1565
 * rowsToDetect({ kl: 0.01, categories: 10, ratio: 9 }) // 870
 * ```
 */
export function rowsToDetect(options: RowsToDetectOptions): number {
  const fn = "rowsToDetect";
  const { kl, categories, ratio = 1 } = options;
  const power = share(fn, "power", options.power ?? 0.8);
  const alpha = share(fn, "alpha", options.alpha ?? 0.05);
  const nats = kl * logBase(fn, options.base);
  if (!(nats > 0 && nats < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: kl = ${kl}; it must be finite and above 0`, { value: kl });
  }
  if (!(Number.isSafeInteger(categories) && categories >= 2)) {
    invalid(`${fn}: categories = ${categories}; it must be a whole number ≥ 2`, { value: categories });
  }
  if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: ratio = ${ratio}; it must be finite and above 0`, { value: ratio });
  }
  const df = categories - 1;
  const limit = chiSquaredQuantile(1 - alpha, df);
  const perRow = (2 * nats * ratio) / (1 + ratio);
  const enough = (rows: number): boolean => noncentralChiSquaredTail(limit, df, perRow * rows) >= power;
  let high = Math.ceil((5 * categories) / Math.min(1, ratio));
  if (enough(high)) return high;
  let low = high;
  while (!enough(high)) {
    low = high;
    high *= 2;
    if (high > MOST_ROWS) return Number.POSITIVE_INFINITY;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
