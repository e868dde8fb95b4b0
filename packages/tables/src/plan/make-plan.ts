import type { ChunkColumn, Engine, Field, Relation, RunOptions } from "@relent/engine";
import { makeBuckets } from "./buckets.ts";
import { dayEffects } from "./day-effect.ts";
import { typicalSize } from "./design-effect.ts";
import { hashProbe } from "./hash-probe.ts";
import { type ColumnPlan, type Plan, sealPlan, VALUE_CAP } from "./plan.ts";
import { isTemporal, planColumn } from "./plan-column.ts";

/** Rows of the reference that are looked at before anything is counted. */
const SAMPLE_ROWS = 98_304;

/** Which column groups dependent rows, if any. */
export interface PlanOptions extends RunOptions {
  readonly cluster?: string | undefined;
}

/** A plan, and the design effect by day of each of its columns where the table has dates and no cluster is named. */
export interface Planned {
  readonly plan: Plan;
  readonly dayEffects: readonly (number | undefined)[];
}

async function effectsByDay(
  engine: Engine,
  relation: Relation,
  day: { readonly field: Field; readonly sample: ChunkColumn },
  samples: readonly ChunkColumn[],
  options: RunOptions,
): Promise<number[]> {
  const seconds = engine.dialect.castDouble(day.field);
  const result = await engine.query(
    `SELECT count(*)::DOUBLE AS n FROM ${relation.sql} GROUP BY floor(${seconds} / 86400)`,
    options,
  );
  return dayEffects(day.sample, samples, typicalSize(Array.from(result.n ?? [], Number)));
}

/** Fixes how every column will be counted, from a deterministic sample of the reference. */
export async function makePlan(
  engine: Engine,
  relation: Relation,
  options: PlanOptions = {},
): Promise<Planned> {
  const fields = relation.fields.filter((f) => f.name !== options.cluster);
  const sampled = await engine.sample(
    relation,
    fields.map((f) => f.name),
    SAMPLE_ROWS,
    options,
  );
  const whole = (sampled[0]?.values.length ?? 0) < SAMPLE_ROWS;
  const planned = fields.flatMap((field, i) =>
    planColumn(field, sampled[i]!, whole).map((column) => ({ column, field, sample: sampled[i]! })),
  );
  const columns = planned.map(({ column, sample }): ColumnPlan => {
    const skip = options.cluster === undefined || column.count.kind === "skipped" || column.view !== "self";
    return skip ? column : { ...column, buckets: makeBuckets(sample) };
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
  const effects = await effectsByDay(
    engine,
    relation,
    day,
    judged.map((p) => p.sample),
    options,
  );
  return { plan, dayEffects: planned.map((p) => effects[judged.indexOf(p)]) };
}
