import { RelentError } from "@relent/core";
import type { ForecastKind } from "@relent/core/score";
import type { Engine, Field, Location, Relation, RunOptions } from "@relent/engine";
import { isCompared } from "../plan/plan-column.ts";
import { planSegments, type SegmentPlan } from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { binaryClasses, type ClassNames, columnClasses } from "./class-names.ts";
import { type ForecastSource, findForecast, forecastExpressions, numberNames } from "./forecast-columns.ts";
import { labelCode } from "./label-expression.ts";
import { countLabels } from "./label-values.ts";
import { columnNamed, matchingColumns } from "./matching-columns.ts";
import { findColumns, openTable, optionalColumn } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";
import type { RowPlan, Streamed } from "./read-rows.ts";
import { type Joined, joinRival, rivalColumns, rivalOptions } from "./rival.ts";
import { segmentStreams } from "./segment-streams.ts";
import { streamed } from "./streamed.ts";

/** A table of forecasts over classes that is open and ready to be streamed. */
export interface Predictions {
  readonly name: string;
  readonly relation: Relation;
  readonly label: string | null;
  readonly classes: readonly string[];
  /** How the numbers of the forecast are to be read. */
  readonly kind: ForecastKind;
  /** The columns of the forecast. */
  readonly forecastNames: readonly string[];
  /** What messages call each number of a forecast, this model's and the other's. */
  readonly numbers: { readonly own: readonly string[]; readonly rival: readonly string[] };
  readonly plan: RowPlan;
  readonly segments: SegmentPlan;
  /** Name of the other model, where there is one. */
  readonly rival: string | null;
  readonly notes: readonly string[];
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

/** Columns that are evaluated themselves, and say nothing of for whom the model fails. */
function spoken(options: EvaluateOptions, forecast: readonly ForecastSource[]): ReadonlySet<string> {
  const own = [options.label, options.weight, options.key, options.group, options.time];
  const columns = forecast.flatMap((source) => source.matched.map((m) => m.field.name));
  return new Set([...own.filter((name) => name !== undefined), ...columns]);
}

/** The most columns that are looked through for segments unless they are named: pairs grow with the square. */
const MOST_SEGMENT_COLUMNS = 12;

/** The columns to look for segments in: those named, or all that can be compared and are not part of the forecast. */
export function segmentColumns(
  options: EvaluateOptions,
  fields: readonly Field[],
  used: ReadonlySet<string>,
): readonly string[] {
  if (options.segments !== undefined) {
    return matchingColumns("--segments", options.segments, fields).map((m) => m.field.name);
  }
  const free = fields.filter(
    (f) => !used.has(f.name) && isCompared(f.type) && !["date", "timestamp", "time"].includes(f.type),
  );
  return free.slice(0, MOST_SEGMENT_COLUMNS).map((f) => f.name);
}

async function rivalOf(
  engine: Engine,
  relation: Relation,
  options: EvaluateOptions,
  within: ForecastSource | null,
  run: RunOptions,
): Promise<Joined | null> {
  if (options.against !== undefined) return joinRival(engine, relation, options.against, options, run);
  return within === null ? null : rivalColumns(engine, relation, within, run);
}

/** The forecast of another model in the same table; null where there is none. */
function rivalWithin(options: EvaluateOptions, fields: readonly Field[]): ForecastSource | null {
  if (options.against !== undefined || options.againstProbs === undefined) return null;
  return findForecast(rivalOptions(options), fields);
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
function refuseOtherColumns(parts: readonly string[], { columns, skipped }: SegmentPlan): void {
  const before = new Set([...columns, ...skipped].map(({ column }) => column));
  if (parts.length === before.size && parts.every((name) => before.has(name))) return;
  throw new RelentError(
    "incompatible",
    `summariseEvaluation: segments by ${parts.join(", ") || "no column"}, and before by ${[...before].join(", ") || "none"}; name the columns of both with --segments`,
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
  const run = runOf(options);
  const { fields, source } = await findColumns(engine, location, options, (all) => ({
    fields: all,
    source: findForecast(options, all),
  }));
  if (source === null) throw new RelentError("usage", NO_FORECAST);
  const kind = kindOf(source, options);
  const within = rivalWithin(options, fields);
  const at = (option: string, name: string | undefined): Field | null => optionalColumn(option, name, fields);
  const label = known === undefined ? at("--label", options.label) : null;
  if (label === null && known === undefined) {
    throw new RelentError(
      "usage",
      "evaluate: there is no label; give --label COLUMN, or --without-labels with --reference FILE",
    );
  }
  const [weight, group] = [at("--weight", options.weight), at("--group", options.group)];
  const [time, key] = [at("--time", options.time), at("--key", options.key)];
  const parts =
    known?.segments.columns.map((c) => c.column) ??
    segmentColumns(options, fields, spoken(options, within === null ? [source] : [source, within]));
  const forecast = [...source.matched, ...(within?.matched ?? [])].map((m) => m.field.name);
  const single = [label, weight, group, time, key].flatMap((field) => (field === null ? [] : [field.name]));
  const relation = await openTable(engine, location, options, [...forecast, ...single, ...parts]);
  if (levels !== undefined) refuseOtherColumns(parts, levels);
  const segments = known?.segments ?? levels ?? (await planSegments(engine, relation, parts, run));
  const expressions = await forecastExpressions(engine, relation, source, run);
  const names =
    known === undefined ? await classesOf(engine, relation, source, expressions.length, options, run) : null;
  const rival = await rivalOf(engine, relation, options, within, run);
  const field = (name: string): Field => relation.fields.find((f) => f.name === name)!;
  const stream = (found: Field | null): Streamed | undefined =>
    found === null ? undefined : streamed(engine, field(found.name));
  return {
    name: relation.name,
    relation: rival?.relation ?? relation,
    label: label?.name ?? null,
    classes: names?.classes ?? known?.classes ?? [],
    kind,
    forecastNames: source.matched.map((m) => m.field.name),
    numbers: { own: numberNames(source, expressions.length), rival: rival?.numbers ?? [] },
    plan: {
      forecast: expressions,
      rival: rival?.expressions,
      label:
        label === null || names === null ? undefined : labelCode(engine.dialect, field(label.name), names),
      weight: weight === null ? undefined : engine.dialect.castDouble(field(weight.name)),
      group: stream(group),
      time: time === null ? undefined : engine.dialect.castDouble(field(time.name)),
      key: stream(key),
      segments: segmentStreams(engine, relation, segments),
    },
    segments,
    rival: rival?.name ?? null,
    notes: [...(relation.notes ?? []), ...(rival?.notes ?? [])],
  };
}
