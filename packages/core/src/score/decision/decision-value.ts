import type { Estimate } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { type Predictions, toLogRows } from "../recalibration/log-rows.ts";

/** What each action costs under each class: `costs[action][class]`. */
export type Costs = readonly (readonly number[])[];

/** What forecasts are worth to someone who acts on them at these costs. */
export interface DecisionValue {
  /** Mean cost a row of the action with the least expected cost under each forecast. */
  readonly cost: Estimate;
  /** Mean cost of the one action that is best without forecasts. */
  readonly baseCost: Estimate;
  readonly baseAction: number;
  /** Mean cost of the best action for each label. */
  readonly perfectCost: Estimate;
  /** Base cost less cost: what the forecasts save a row. */
  readonly saved: Estimate;
  /** saved/(base cost − perfect cost): 1 for a perfect forecast, 0 for none; undefined where nothing can be saved. */
  readonly relative: number | undefined;
  /** How often each action was taken. */
  readonly actions: readonly number[];
}

function checkCosts(fn: string, costs: Costs, classes: number): void {
  if (costs.length < 2) invalid(`${fn}: costs has ${costs.length} actions; at least two are needed`);
  costs.forEach((row, action) => {
    if (row.length !== classes) {
      invalid(
        `${fn}: costs[${action}] has ${row.length} entries; it must have one for each of ${classes} classes`,
        {
          index: action,
        },
      );
    }
    row.forEach((value, k) => {
      if (!Number.isFinite(value)) {
        invalid(`${fn}: costs[${action}][${k}] = ${value}; costs must be finite`, { index: action, value });
      }
    });
  });
}

/** Costs that differ by less than this share are equal but for rounding. */
const ROUNDING = 1e-12;

/** The first of the actions with the least cost. */
function leastAt(costs: ArrayLike<number>): number {
  let best = 0;
  for (let a = 1; a < costs.length; a++) {
    if (costs[best]! - costs[a]! > ROUNDING * Math.max(Math.abs(costs[best]!), Math.abs(costs[a]!))) best = a;
  }
  return best;
}

/**
 * What forecasts save someone who takes, for each row, the action with the least expected cost under the forecast.
 *
 * `costs[a][k]` is the cost of action a where the label is k, in units of the caller's. Beside it the cost of the one action
 * that is best for all rows at hand (the base-rate decision) and that of knowing the labels. Ties take the first action.
 *
 * @throws RelentError for costs that are not finite, or not one an action and class.
 * @see Murphy, J. Appl. Meteorol. 16 (1977) 803.
 *
 * @example
 * ```ts
 * const p = probs([0.9, 0.1, 0.2, 0.8, 0.6, 0.4], { cols: 2 });
 * const value = decisionValue(p, [0, 1, 0], [[0, 10], [1, 1]]);
 * value.cost.value // 0.6666666666666666
 * value.baseCost.value // 1
 * ```
 */
export function decisionValue(
  predictions: Predictions,
  labels: Labels,
  costs: Costs,
  options: RowOptions & { readonly unit?: string } = {},
): DecisionValue {
  const fn = "decisionValue";
  const { rows, classes, logs } = toLogRows(fn, predictions);
  checkLabels(fn, labels, rows, classes);
  checkCosts(fn, costs, classes);
  const { unit = "1" } = options;
  const mean = (values: Float64Array): Estimate => meanOfRows(fn, values, { ...options, unit });
  const actions = costs.map(() => 0);
  const always = new Float64Array(costs.length);
  const expected = new Float64Array(costs.length);
  const taken = new Float64Array(rows);
  const perfect = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const label = labels[i]!;
    const weight = options.weights?.[i] ?? 1;
    costs.forEach((row, a) => {
      always[a]! += weight * row[label]!;
      expected[a] = 0;
      for (let k = 0; k < classes; k++) expected[a]! += Math.exp(logs[i * classes + k]!) * row[k]!;
    });
    const action = leastAt(expected);
    actions[action]! += weight;
    taken[i] = costs[action]![label]!;
    perfect[i] = Math.min(...costs.map((row) => row[label]!));
  }
  const baseAction = leastAt(always);
  const base = Float64Array.from({ length: rows }, (_, i) => costs[baseAction]![labels[i]!]!);
  const cost = mean(taken);
  const baseCost = mean(base);
  const perfectCost = mean(perfect);
  const saved = mean(base.map((x, i) => x - taken[i]!));
  const room = baseCost.value - perfectCost.value;
  return {
    cost,
    baseCost,
    baseAction,
    perfectCost,
    saved,
    relative: room > 0 ? saved.value / room : undefined,
    actions,
  };
}
