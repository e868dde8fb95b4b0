import { RelentError } from "@relent/core";
import type { ForecastKind } from "@relent/core/score";
import type { Engine, Field, Location } from "@relent/engine";
import { type ForecastSource, findForecast } from "./forecast-columns.ts";
import { type Matched, matchingColumns } from "./matching-columns.ts";
import { rivalOptions } from "./open-predictions.ts";
import { type OpenedRows, openRows } from "./open-rows.ts";
import { findColumns } from "./open-table.ts";
import type { EvaluateOptions, ForecastOptions } from "./options.ts";
import { counted } from "./report/words.ts";
import { numberRows } from "./row-source.ts";

/** A table of forecasts of several labels a row that is open and ready to be streamed. */
export interface LabelPredictions extends OpenedRows {
  /** What the labels are called, and the columns that hold them. */
  readonly labels: readonly { readonly name: string; readonly column: string }[];
  /** How each number of the forecast is to be read. */
  readonly kind: ForecastKind;
}

const KINDS: Readonly<Record<ForecastSource["scale"], ForecastKind | null>> = {
  probabilities: "prob",
  logits: "logit",
  logProbabilities: null,
};

interface FoundLabels {
  readonly kind: ForecastKind;
  /** One column a label, in the labels' order. */
  readonly forecast: readonly Field[];
}

/** The forecast of each label: of the same name where all have one, else in their order. */
function labelForecast(
  options: ForecastOptions,
  truths: readonly Matched[],
  fields: readonly Field[],
): FoundLabels {
  const found = findForecast(options, fields);
  const kind = found === null ? null : KINDS[found.scale];
  if (truths.length === 0 || found === null || kind === null || found.list) {
    throw new RelentError(
      "usage",
      "--multi-label: give --labels 'y_*' and --probs 'p_*' (or --logits), one column of each a label",
    );
  }
  const { matched, option } = found;
  if (truths.length !== matched.length) {
    throw new RelentError(
      "usage",
      `--labels: ${counted(truths.length, "column")} of labels and ${matched.length} of ${option}; each label has one of both`,
    );
  }
  const order = truths.map((t) => matched.findIndex((m) => m.part === t.part));
  const places = order.includes(-1) ? truths.map((_, i) => i) : order;
  return { kind, forecast: places.map((at) => matched[at]!.field) };
}

/** Finds labels, forecasts and what else is asked for in a table, and opens it in those columns. */
export async function openLabels(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<LabelPredictions> {
  const { fields, truths, kind, forecast } = await findColumns(engine, location, options, (all) => {
    const truths = options.labels === undefined ? [] : matchingColumns("--labels", options.labels, all);
    return { fields: all, truths, ...labelForecast(options, truths, all) };
  });
  const find = (all: readonly Field[]) =>
    numberRows(labelForecast(rivalOptions(options), truths, all).forecast);
  const within = options.against === undefined && options.againstProbs !== undefined;
  const rows = await openRows(engine, location, options, {
    fields,
    forecast: numberRows(forecast),
    came: truths.map((t) => t.field),
    rival: { find, within: within ? find(fields) : null, asked: options.againstProbs },
  });
  return {
    ...rows,
    labels: truths.map((t) => ({ name: t.part, column: t.field.name })),
    kind,
    plan: { ...rows.plan, truth: truths.map((t) => engine.dialect.castDouble(t.field)) },
  };
}
