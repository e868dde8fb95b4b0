import { RelentError } from "@relent/core";
import type { Engine, Field, Location, Relation } from "@relent/engine";
import { isCompared, isNumeric, isTemporal } from "../plan/plan-column.ts";
import { planSegments, type SegmentPlan } from "../segments/index.ts";
import { runOf } from "../sides.ts";
import { matchingColumns } from "./matching-columns.ts";
import { openTable, optionalColumn } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";
import type { RowPlan } from "./read-rows.ts";
import { type RivalSource, withRival } from "./rival.ts";
import type { RowSource } from "./row-source.ts";
import { segmentStreams } from "./segment-streams.ts";
import { streamed } from "./streamed.ts";

/** What is to be read of a table, found among its columns. */
export interface WantedRows<Source extends RowSource = RowSource> {
  readonly fields: readonly Field[];
  /** The model's numbers. */
  readonly forecast: RowSource;
  /** The columns of what came true. */
  readonly came: readonly Field[];
  /** Another model's numbers of the same rows. */
  readonly rival?: RivalSource<Source> | undefined;
  /** Levels that segments have already, and a check of the columns that are asked for. */
  readonly known?: { readonly segments: SegmentPlan; check?(asked: readonly string[]): void } | undefined;
}

/** A table that is open and ready to be streamed. */
export interface OpenedRows<Source extends RowSource = RowSource> {
  readonly name: string;
  /** With the other model's numbers beside its own. */
  readonly relation: Relation;
  /** Without what came true. */
  readonly plan: RowPlan;
  /** What messages call each of the model's numbers, and of the other's. */
  readonly numbers: { readonly own: readonly string[]; readonly rival: readonly string[] };
  readonly segments: SegmentPlan;
  /** Name of the other model, where there is one. */
  readonly rival: string | null;
  readonly rivalSource: Source | null;
  readonly notes: readonly string[];
}

/** The most columns that are looked through for segments unless they are named: pairs grow with the square. */
const MOST_SEGMENT_COLUMNS = 12;

/** The columns to look for segments in: those named, or all that can be compared and are not spoken of already. */
function segmentColumns(
  options: EvaluateOptions,
  fields: readonly Field[],
  used: ReadonlySet<string>,
): readonly string[] {
  if (options.segments !== undefined) {
    return matchingColumns("--segments", options.segments, fields).map((m) => m.field.name);
  }
  const free = fields.filter((f) => !used.has(f.name) && isCompared(f.type) && !isTemporal(f.type));
  return free.slice(0, MOST_SEGMENT_COLUMNS).map((f) => f.name);
}

/** The column of an option that must hold numbers, or moments where they will do. */
export function measuredColumn(
  option: string,
  name: string | undefined,
  fields: readonly Field[],
  moments: boolean,
): Field | null {
  const field = optionalColumn(option, name, fields);
  if (field === null || isNumeric(field.type) || (moments && isTemporal(field.type))) return field;
  throw new RelentError(
    "usage",
    `${option}: ${field.name} is ${field.native}; it must be a column of numbers${moments ? ", dates or times" : ""}`,
    { value: field.name },
  );
}

/**
 * Opens a table in the columns of a model's numbers, of what came true, and of weight, group, time, key and segments,
 * with another model's numbers beside them where those are asked for.
 */
export async function openRows<Source extends RowSource = RowSource>(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
  { fields, forecast, came, rival, known }: WantedRows<Source>,
): Promise<OpenedRows<Source>> {
  const run = runOf(options);
  const [weight, group] = [
    measuredColumn("--weight", options.weight, fields, false),
    optionalColumn("--group", options.group, fields),
  ];
  const [time, key] = [
    measuredColumn("--time", options.time, fields, true),
    optionalColumn("--key", options.key, fields),
  ];
  const single = [weight, group, time, key].filter((field) => field !== null);
  const used = [...forecast.columns, ...(rival?.within?.columns ?? []), ...came, ...single].map(
    (f) => f.name,
  );
  const asked = (): readonly string[] => segmentColumns(options, fields, new Set(used));
  if (known?.check !== undefined) known.check(asked());
  const parts = known?.segments.columns.map((c) => c.column) ?? asked();
  const relation = await openTable(engine, location, options, [...used, ...parts]);
  const segments = known?.segments ?? (await planSegments(engine, relation, parts, run));
  const expressions = await forecast.expressions(engine, relation, run);
  const other = rival === undefined ? null : await withRival(engine, relation, rival, options, run);
  const { castDouble } = engine.dialect;
  return {
    name: relation.name,
    relation: other?.relation ?? relation,
    plan: {
      forecast: expressions,
      rival: other?.expressions,
      weight: weight === null ? undefined : castDouble(weight),
      group: group === null ? undefined : streamed(engine, group),
      time: time === null ? undefined : castDouble(time),
      key: key === null ? undefined : streamed(engine, key),
      segments: segmentStreams(engine, relation, segments),
    },
    numbers: { own: forecast.names(expressions.length), rival: other?.numbers ?? [] },
    segments,
    rival: other?.name ?? null,
    rivalSource: other?.source ?? null,
    notes: [...(relation.notes ?? []), ...(other?.notes ?? [])],
  };
}
