import type { Estimate } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";

/** The net benefit of acting where the forecast is at a threshold or above. */
export interface NetBenefit {
  readonly threshold: number;
  /** True positives a row less false positives a row at the odds of the threshold. */
  readonly model: Estimate;
  /** That of acting on every row; acting on none has 0. */
  readonly all: Estimate;
  /** How much the model's exceeds the better of acting on all and on none. */
  readonly gain: Estimate;
}

/**
 * The net benefit at chosen thresholds: a decision curve.
 *
 * TP/n − FP/n·t/(1 − t): acting on a row is worth it from a chance t on, so t says what a false alarm costs against a
 * missed case. `forecasts` are probabilities of class 1, labels 0 or 1.
 *
 * @throws RelentError for a forecast outside [0, 1] or a threshold outside (0, 1).
 * @see Vickers & Elkin, Med. Decis. Making 26 (2006) 565.
 *
 * @example
 * ```ts
 * netBenefit([0.9, 0.8, 0.3, 0.1], [1, 0, 1, 0], [0.5])[0].model.value // 0
 * ```
 */
export function netBenefit(
  forecasts: ArrayLike<number>,
  labels: Labels,
  thresholds: readonly number[],
  options: RowOptions = {},
): NetBenefit[] {
  const fn = "netBenefit";
  checkLabels(fn, labels, forecasts.length, 2);
  for (let i = 0; i < forecasts.length; i++) {
    const value = forecasts[i]!;
    if (!(value >= 0 && value <= 1)) {
      invalid(`${fn}: forecasts[${i}] = ${value}; probabilities must be in [0, 1]`, { index: i, value });
    }
  }
  return thresholds.map((threshold, index) => {
    if (!(threshold > 0 && threshold < 1)) {
      invalid(`${fn}: thresholds[${index}] = ${threshold}; it must be in (0, 1)`, {
        index,
        value: threshold,
      });
    }
    const odds = threshold / (1 - threshold);
    const worth = (i: number): number => (labels[i] === 1 ? 1 : -odds);
    const every = Float64Array.from({ length: forecasts.length }, (_, i) => worth(i));
    const acted = every.map((value, i) => (forecasts[i]! >= threshold ? value : 0));
    const mean = (values: Float64Array): Estimate => meanOfRows(fn, values, { ...options, unit: "1" });
    const all = mean(every);
    return {
      threshold,
      model: mean(acted),
      all,
      gain: all.value > 0 ? mean(acted.map((value, i) => value - every[i]!)) : mean(acted),
    };
  });
}
