import { RelentError } from "@relent/core";
import type { ForecastKind } from "@relent/core/score";
import type { Engine, Field, Location, Relation, RunOptions } from "@relent/engine";
import type { SegmentPlan } from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { binaryClasses, type ClassNames, columnClasses } from "./class-names.ts";
import { type ForecastSource, findForecast } from "./forecast-columns.ts";
import { labelCode } from "./label-expression.ts";
import { countLabels } from "./label-values.ts";
import { columnNamed } from "./matching-columns.ts";
import { type OpenedRows, openRows } from "./open-rows.ts";
import { findColumns, optionalColumn } from "./open-table.ts";
import type { EvaluateOptions, ForecastOptions } from "./options.ts";
import type { RivalSource } from "./rival.ts";
import { forecastRows, type RowSource } from "./row-source.ts";

/** A table of forecasts over classes that is open and ready to be streamed. */
export interface Predictions extends OpenedRows {
  readonly label: string | null;
  readonly classes: readonly string[];
  /** How the numbers of the forecast are to be read. */
  readonly kind: ForecastKind;
  /** The columns of the forecast. */
  readonly forecastNames: readonly string[];
}

const SINGLE: Readonly<Record<ForecastSource["scale"], ForecastKind | null>> = {
  probabilities: "prob",
  logits: "logit",
  logProbabilities: null,
};
const MANY: Readonly<Record<ForecastSource["scale"], ForecastKind>> = {
  probabilities: "probs",
  logits: "logits",
  logProbabilities: "logProbs",
};
/** Kinds whose rows need not sum to 1. */
const NORMALISED: Readonly<Record<ForecastSource["scale"], ForecastKind>> = {
  probabilities: "weights",
  logits: "logits",
  logProbabilities: "logits",
};

function kindOf(
  { option, scale, single, matched }: ForecastSource,
  { normalise }: EvaluateOptions,
): ForecastKind {
  if (single && normalise === true && scale === "probabilities") {
    throw new RelentError(
      "usage",
      `--normalise: ${matched[0]!.field.name} alone has no sum; it takes one column a class`,
    );
  }
  const kind = single ? SINGLE[scale] : normalise === true ? NORMALISED[scale] : MANY[scale];
  if (kind !== null) return kind;
  throw new RelentError(
    "usage",
    `${option}: ${matched[0]!.field.name} alone says nothing of the other classes; give one column a class`,
  );
}

const NO_FORECAST =
  "evaluate: there is no forecast; give --prob COLUMN, --probs 'p_*', --log-probs, --logits, or --target with --mean and --sd, --quantiles or --samples";

/** How the second model's forecast is written: as the first's, in columns of its own where those are named. */
export function rivalOptions(options: EvaluateOptions): ForecastOptions {
  const { prob, probs, logProbs, logits, againstProbs } = options;
  if (againstProbs === undefined) return { prob, probs, logProbs, logits };
  if (prob !== undefined) return { prob: againstProbs[0] };
  if (logProbs !== undefined) return { logProbs: againstProbs };
  return logits !== undefined ? { logits: againstProbs } : { probs: againstProbs };
}

/** Where another model's forecast over the same classes stands. */
function rivalForecast(options: EvaluateOptions, fields: readonly Field[]): RivalSource {
  const find = (all: readonly Field[]): RowSource => forecastRows(findForecast(rivalOptions(options), all)!);
  const within = options.against === undefined && options.againstProbs !== undefined;
  return { find, within: within ? find(fields) : null, asked: options.againstProbs };
}

async function classesOf(
  engine: Engine,
  relation: Relation,
  source: ForecastSource,
  width: number,
  options: EvaluateOptions,
  run: RunOptions,
): Promise<ClassNames> {
  const label = options.label!;
  const values = await countLabels(engine, relation, columnNamed("--label", label, relation.fields), run);
  if (source.single) return binaryClasses(label, values, options);
  const parts = source.list
    ? Array.from({ length: width }, (_, k) => String(k))
    : source.matched.map((m) => m.part);
  return columnClasses(label, parts, values, options.classes);
}

/** Fails where segments are looked for in other columns than those whose levels are to be taken over. */
function refuseOtherColumns(asked: readonly string[], { columns, skipped }: SegmentPlan): void {
  const before = new Set([...columns, ...skipped].map(({ column }) => column));
  if (asked.length === before.size && asked.every((name) => before.has(name))) return;
  throw new RelentError(
    "incompatible",
    `summariseEvaluation: segments by ${asked.join(", ") || "no column"}, and before by ${[...before].join(", ") || "none"}; name the columns of both with --segments`,
  );
}

/**
 * Finds the forecast, the label and what else is asked for in a table, and opens it in those columns.
 *
 * With classes and levels known from labelled rows the table needs no label, and none is read.
 */
export async function openPredictions(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
  known?: Pick<Predictions, "classes" | "segments">,
  levels?: SegmentPlan,
): Promise<Predictions> {
  const { fields, source } = await findColumns(engine, location, options, (all) => ({
    fields: all,
    source: findForecast(options, all),
  }));
  if (source === null) throw new RelentError("usage", NO_FORECAST);
  const kind = kindOf(source, options);
  const label = known === undefined ? optionalColumn("--label", options.label, fields) : null;
  if (label === null && known === undefined) {
    throw new RelentError(
      "usage",
      "evaluate: there is no label; give --label COLUMN, or --without-labels with --reference FILE",
    );
  }
  const rows = await openRows(engine, location, options, {
    fields,
    forecast: forecastRows(source),
    came: label === null ? [] : [label],
    rival: rivalForecast(options, fields),
    known: known ?? (levels && { segments: levels, check: (asked) => refuseOtherColumns(asked, levels) }),
  });
  const { relation, numbers, plan } = rows;
  const names =
    known === undefined
      ? await classesOf(engine, relation, source, numbers.own.length, options, runOf(options))
      : null;
  const classes = names?.classes ?? known?.classes ?? [];
  return {
    ...rows,
    label: label?.name ?? null,
    classes,
    kind,
    forecastNames: source.matched.map((m) => m.field.name),
    plan: {
      ...plan,
      label: label === null || names === null ? undefined : labelCode(engine.dialect, label, names),
    },
  };
}
