import type { Engine, Location } from "@relent/engine";
import { collectNumbers } from "./collect-numbers.ts";
import { type NumberResult, numbersResult } from "./numbers-result.ts";
import { openNumbers } from "./open-numbers.ts";
import { refuseNoRows } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";

/** How good the predicted laws of a number in a table are. */
export async function evaluateNumbers(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<NumberResult> {
  const predictions = await openNumbers(engine, location, options);
  const summary = await collectNumbers(engine, predictions, options);
  refuseNoRows(summary, `a forecast and a ${predictions.target}`);
  options.onPhase?.("estimating");
  return numbersResult(summary, predictions, options);
}
