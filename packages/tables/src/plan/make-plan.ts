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

async function effectsByDay(
  engine: Engine,
  relation: Relation,
  day: Sampled,
  judged: readonly Sampled[],
  options: RunOptions,
): Promise<number[]> {
  const seconds = engine.dialect.castDouble(day.field);
  const result = await engine.query(
    `SELECT count(*)::DOUBLE AS n FROM ${relation.sql} GROUP BY floor(${seconds} / 86400)`,
    options,
  );
  return dayEffects(day.sample, judged, typicalSize(Array.from(result.n ?? [], Number)));
}

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
    const skip = options.cluster === undefined || column.count.kind === "skipped" || column.view !== "self";
    return skip ? column : { ...column, buckets: makeBuckets(distribution) };
  });
  const plan = sealPlan({
    columns,
    cap: VALUE_CAP,
    hashProbe: await hashProbe(engine),
    cluster: options.cluster ?? null,
  });
  const day = planned.find((p) => isTemporal(p.field.type));
  if (day === undefined || options.cluster !== undefined) return { plan, dayEffects: [] };
  const judged = planned.filter((p) => p.column.view === "self" && !p.column.range);
  const effects = await effectsByDay(engine, relation, day, judged, options);
  return { plan, dayEffects: planned.map((p) => effects[judged.indexOf(p)]) };
}
