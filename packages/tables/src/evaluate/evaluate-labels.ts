import type { Engine, Location } from "@relent/engine";
import { collectLabels } from "./collect-labels.ts";
import { type LabelsResult, labelsResult } from "./labels-result.ts";
import { openLabels } from "./open-labels.ts";
import { refuseNoRows } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";

/** How good forecasts of several labels a row are: each label by itself, and the bits of all together. */
export async function evaluateLabels(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<LabelsResult> {
  const predictions = await openLabels(engine, location, options);
  const summary = await collectLabels(engine, predictions, options);
  refuseNoRows(summary, "all labels and forecasts");
  options.onPhase?.("estimating");
  return labelsResult(summary, predictions, options);
}
