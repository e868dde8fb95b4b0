import { decisionValue, netBenefit } from "@relent/core/score";
import { costTable, type DecisionCosts } from "./decision-costs.ts";
import type { EvalSummary } from "./eval-summary.ts";
import { forecastBatch, probabilitiesOf } from "./forecast-batch.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import type { DecisionResult, DecisionValueResult } from "./result.ts";

/** Where nothing else is asked: a rare, an even and a likely case. */
export const THRESHOLDS: readonly number[] = [0.1, 0.5, 0.9];

/** What acting from each threshold on is worth, on the sample; of two classes only. */
export function decisions(
  { sample, classes }: EvalSummary,
  setting: FitSetting,
  thresholds: readonly number[],
): DecisionResult[] {
  if (classes.length !== 2 || sample.length < 2) return [];
  const forecasts = probabilitiesOf(setting.kind, sample, 2).filter((_, at) => at % 2 === 1);
  return netBenefit(forecasts, sample.labels, thresholds, rowOptions(sample, setting)).map(
    ({ threshold, model, gain }) => ({
      name: String(threshold),
      threshold,
      value: model,
      gain,
    }),
  );
}

/** What deciding by the forecasts costs and saves, on the sample; null where no costs were given. */
export function valueAtCosts(
  { sample, classes }: EvalSummary,
  setting: FitSetting,
  costs: DecisionCosts | undefined,
): DecisionValueResult | null {
  if (costs === undefined) return null;
  const table = costTable(costs, classes);
  const batch = forecastBatch(setting.kind, sample.values, classes.length);
  const found = decisionValue(batch, sample.labels, table.costs, rowOptions(sample, setting));
  return {
    cost: found.cost,
    baseCost: found.baseCost,
    baseAction: table.actions[found.baseAction]!,
    perfectCost: found.perfectCost,
    saved: found.saved,
    relative: found.relative ?? null,
    actions: table.actions.map((name, a) => ({ name, rows: found.actions[a]! })),
    rows: sample.length,
  };
}
