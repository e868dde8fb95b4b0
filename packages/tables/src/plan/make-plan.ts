import type { ChunkColumn, Engine, Field, Relation, RunOptions } from "@relent/engine";
import { countRows } from "../summary/count-rows.ts";
import { makeBuckets } from "./buckets.ts";
import { dayEffects } from "./day-effect.ts";
import { typicalSize } from "./design-effect.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { hashProbe } from "./hash-probe.ts";
import { type ColumnPlan, type Plan, sealPlan, VALUE_CAP } from "./plan.ts";
import { isCompared, isTemporal, planColumn } from "./plan-column.ts";

/** Rows of the reference that are looked at before anything is counted. */
const SAMPLE_ROWS = 65_536;

/** Which column groups dependent rows, if any. */
export interface PlanOptions extends RunOptions {
  readonly cluster?: string | undefined;
}

/** A plan, and the design effect by day of each of its columns where the table has dates and no cluster is named. */
export interface Planned {
  readonly plan: Plan;
  readonly dayEffects: readonly (number | undefined)[];
}

interface Sampled {
  readonly field: Field;
  readonly sample: ChunkColumn;
  readonly distribution: Distribution;
}

const NOTHING: ChunkColumn = { kind: "string", values: [] };

/** A deterministic sample of the columns that are compared. */
async function sampleColumns(
  engine: Engine,
  relation: Relation,
  fields: readonly Field[],
  options: RunOptions,
): Promise<Sampled[]> {
  const compared = fields.filter((f) => isCompared(f.type));
  const names = compared.map((f) => f.name);
  const columns = names.length === 0 ? [] : await engine.sample(relation, names, SAMPLE_ROWS, options);
  return fields.map((field): Sampled => {
    const sample = columns[compared.indexOf(field)] ?? NOTHING;
    return { field, sample, distribution: distributionOf(sample) };
  });
}

type PlannedColumn = Sampled & { readonly column: ColumnPlan };

/** The design effect by day of each planned column; none where the table has no date. */
async function effectsByDay(
  engine: Engine,
  relation: Relation,
  planned: readonly PlannedColumn[],
  options: RunOptions,
): Promise<(number | undefined)[]> {
  const day = planned.find((p) => isTemporal(p.field.type));
  if (day === undefined) return [];
  const judged = planned.filter((p) => p.column.view === "self" && !p.column.range);
  const seconds = engine.dialect.castDouble(day.field);
  const result = await engine.query(
    `SELECT count(*)::DOUBLE AS n FROM ${relation.sql} GROUP BY floor(${seconds} / 86400)`,
    options,
  );
  const effects = dayEffects(day.sample, judged, typicalSize(Array.from(result.n ?? [], Number)));
  return planned.map((p) => effects[judged.indexOf(p)]);
}

const whole = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Each hour and each weekday is a part of its own. */
const PARTS = {
  hour: { kind: "edges", edges: whole(1, 23) },
  weekday: { kind: "edges", edges: whole(2, 7) },
} as const;

/** Fixes how every column will be counted, from a deterministic sample of the reference. */
export async function makePlan(
  engine: Engine,
  relation: Relation,
  options: PlanOptions = {},
): Promise<Planned> {
  const fields = relation.fields.filter((f) => f.name !== options.cluster);
  const rows = await countRows(engine, relation, options);
  const sampled = await sampleColumns(engine, relation, fields, options);
  const planned = sampled.flatMap((source) =>
    planColumn(source.field, source.distribution, rows).map((column) => ({ ...source, column })),
  );
  const columns = planned.map(({ column, distribution }): ColumnPlan => {
    if (options.cluster === undefined || column.count.kind === "skipped") return column;
    return { ...column, buckets: column.view === "self" ? makeBuckets(distribution) : PARTS[column.view] };
  });
  const plan = sealPlan({
    columns,
    cap: VALUE_CAP,
    hashProbe: await hashProbe(engine),
    cluster: options.cluster ?? null,
  });
  if (options.cluster !== undefined) return { plan, dayEffects: [] };
  return { plan, dayEffects: await effectsByDay(engine, relation, planned, options) };
}

/** The design effects by day of a table that is counted by a plan made elsewhere. */
export async function dayEffectsOf(
  engine: Engine,
  relation: Relation,
  plan: Plan,
  options: RunOptions = {},
): Promise<readonly (number | undefined)[]> {
  if (plan.cluster !== null) return [];
  const sampled = await sampleColumns(engine, relation, relation.fields, options);
  const bySource = new Map(sampled.map((s) => [s.field.name, s]));
  const planned = plan.columns.flatMap((column) => {
    const source = bySource.get(column.column);
    return source ? [{ ...source, column }] : [];
  });
  return planned.length === plan.columns.length ? effectsByDay(engine, relation, planned, options) : [];
}
