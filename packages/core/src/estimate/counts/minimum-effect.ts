import {
  noncentralChiSquaredCdf,
  noncentralChiSquaredQuantile,
  noncentralChiSquaredTail,
} from "../../scalar/noncentral-chi-squared.ts";
import type { NoncentralFit } from "./divergence-from-counts.ts";

/**
 * p of the hypothesis that the divergence is at most `floor` (nats): P(χ′²(df, λ₀) ≥ T) with λ₀ of the floor.
 *
 * Small only where the data say that the divergence is larger than the floor, however many rows there are; with
 * floor 0 it is the test of equality.
 */
export function minimumEffectP(fit: NoncentralFit, floor: number): number {
  return noncentralChiSquaredTail(fit.statistic, fit.df, fit.perNat * floor);
}

/** How many rows a side would settle which side of the floor the divergence lies on. */
export type RowsNeeded =
  | { readonly rows: number; readonly decides: "same" | "moved" }
  | { readonly rows: null; readonly decides: "nothing" };

const AT_THE_FLOOR: RowsNeeded = { rows: null, decides: "nothing" };
/** Beyond this many rows a side a plan is no plan. */
const MOST_ROWS = 1e12;

/**
 * The common number of rows a side at which the interval would clear the floor with 80 % power, if the estimate is true.
 *
 * Under 0.8 of the floor: until the high end is below it (`same`); over 1.25 of it: until the low end is above it
 * (`moved`); between them no sample size decides. Both `value` and `floor` in nats.
 */
export function rowsNeeded(
  fit: NoncentralFit,
  value: number,
  floor: number,
  options: { readonly level?: number; readonly power?: number } = {},
): RowsNeeded {
  const { level = 0.95, power = 0.8 } = options;
  const tail = (1 - level) / 2;
  const truth = Math.max(0, value);
  const decides = truth < 0.8 * floor ? "same" : truth > 1.25 * floor ? "moved" : null;
  if (decides === null) return AT_THE_FLOOR;
  const enough = (rows: number): boolean => {
    const perNat = (fit.perNatPerRow * rows) / 2;
    const atFloor = perNat * floor;
    const limit = noncentralChiSquaredQuantile(decides === "same" ? tail : 1 - tail, fit.df, atFloor);
    if (decides === "same") {
      return limit > fit.df && noncentralChiSquaredCdf(limit, fit.df, perNat * truth) >= power;
    }
    return noncentralChiSquaredTail(limit, fit.df, perNat * truth) >= power;
  };
  let high = 16;
  while (!enough(high)) {
    high *= 2;
    if (high > MOST_ROWS) return AT_THE_FLOOR;
  }
  let low = high / 2;
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return { rows: twoDigits(high), decides };
}

/** Rounded up to two significant digits: a plan, not a measurement. */
function twoDigits(rows: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return Math.ceil(rows / step) * step;
}
