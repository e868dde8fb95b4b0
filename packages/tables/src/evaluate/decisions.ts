import { netBenefit } from "@relent/core/score";
import type { EvalSummary } from "./eval-summary.ts";
import { probabilitiesOf } from "./forecast-batch.ts";
import { type FitSetting, rowOptions } from "./recalibrate.ts";
import type { DecisionResult } from "./result.ts";

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
