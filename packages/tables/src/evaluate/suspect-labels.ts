import type { Estimate } from "@relent/core/estimate";
import { labelNoise, suspectLabels } from "@relent/core/score";
import type { EvalSummary } from "./eval-summary.ts";
import { forecastBatch } from "./forecast-batch.ts";
import type { FitSetting } from "./recalibrate.ts";
import type { SuspectLabel } from "./result.ts";

const MOST = 20;
/** Rows whose label is wrong with less chance are not worth a look. */
const LEAST_CHANCE = 0.5;

/** The labels that are likeliest wrong, by a noise fitted to the sample; null where rows are of one class only. */
export function findSuspects(
  { sample, worst, classes }: EvalSummary,
  { kind }: FitSetting,
): { readonly share: Estimate; readonly rows: readonly SuspectLabel[] } | null {
  if (sample.length === 0 || new Set(sample.labels).size < 2) return null;
  const weights = sample.weights === null ? {} : { weights: sample.weights };
  const noise = labelNoise(forecastBatch(kind, sample.values, classes.length), sample.labels, weights);
  const suspects = suspectLabels(
    forecastBatch(kind, worst.values, classes.length),
    worst.labels,
    noise,
    MOST,
  );
  const rows = suspects
    .filter(({ wrong }) => wrong >= LEAST_CHANCE)
    .map(({ row, given, suggested, surprisal, wrong }) => ({
      row: worst.rows[row]!,
      given: classes[given]!,
      suggested: classes[suggested]!,
      bits: surprisal,
      wrong,
    }));
  return { share: noise.wrong, rows };
}
