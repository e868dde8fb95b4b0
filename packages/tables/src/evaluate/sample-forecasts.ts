import type { Engine } from "@relent/engine";
import { runOf } from "../sides.ts";
import { forecastLogs } from "./forecast-logs.ts";
import { forecastReader } from "./forecast-reader.ts";
import { drawOf, type KeptRows, keepRows } from "./keep-rows.ts";
import type { Predictions } from "./open-predictions.ts";
import type { EvaluateOptions } from "./options.ts";
import { readRows } from "./read-rows.ts";
import { levelsReader } from "./segment-streams.ts";

/** Rows that are looked at; more are an even sample. */
const ROWS = 20_000;

/** An even sample of forecasts, with the level of each row in each planned column. */
export interface SampledForecasts {
  readonly rows: number;
  readonly kept: KeptRows;
  /** Log-probabilities, row after row. */
  readonly logs: Float64Array;
  readonly levels: readonly Uint8Array[];
}

/** Draws an even sample of a table of forecasts, labelled or not. */
export async function sampleForecasts(
  engine: Engine,
  predictions: Predictions,
  options: EvaluateOptions,
): Promise<SampledForecasts> {
  const { plan, kind, classes, segments } = predictions;
  const row = forecastReader(kind, classes.length, predictions.numbers.own);
  const width = row.width + segments.columns.length;
  const keeper = keepRows(ROWS, {
    width,
    weighted: plan.weight !== undefined,
    grouped: plan.group !== undefined,
  });
  const levelsOf = levelsReader(segments);
  let rows = 0;
  for await (const block of readRows(engine, predictions.relation, plan, runOf(options)).blocks) {
    const numbers = [...block.forecast, ...levelsOf(block)];
    for (let i = 0; i < block.length; i++) {
      const number = block.rows[i]!;
      row.readColumns(block.forecast, i, number);
      const draw = drawOf(number, options.seed ?? 1);
      const label = block.label[i] ?? 0;
      if (keeper.wants(draw))
        keeper.take(draw, number, numbers, i, label, block.weight?.[i] ?? 1, block.group?.[i] ?? "");
    }
    rows += block.length;
  }
  const kept = keeper.kept();
  const { length, values } = kept;
  const forecasts = Float64Array.from({ length: length * row.width }, (_, at) => {
    const i = Math.floor(at / row.width);
    return values[i * width + (at - i * row.width)]!;
  });
  return {
    rows,
    kept,
    logs: forecastLogs(kind, { ...kept, values: forecasts }, classes.length, options.calibrator),
    levels: segments.columns.map((_, c) =>
      Uint8Array.from({ length }, (__, i) => values[i * width + row.width + c]!),
    ),
  };
}
