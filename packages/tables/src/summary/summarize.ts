import type { Engine, Relation, RunOptions } from "@relent/engine";
import type { Plan } from "../plan/plan.ts";
import { countClusters } from "./clusters.ts";
import { countCells } from "./count-cells.ts";
import { countHashed } from "./count-hashed.ts";
import { countRanges } from "./count-ranges.ts";
import { countRows } from "./count-rows.ts";
import { countValues } from "./count-values.ts";
import type { Pass } from "./pass.ts";
import type { ColumnSummary, TableSummary } from "./summary.ts";
import { countable } from "./type-group.ts";

/**
 * Counts one table as its plan says: every pass over its rows happens here.
 *
 * Columns that the table lacks, or whose type the plan cannot count, are `skipped`. Errors: those of the engine.
 */
export async function summarize(
  engine: Engine,
  relation: Relation,
  plan: Plan,
  options: RunOptions & { readonly onPhase?: (phase: string) => void } = {},
): Promise<TableSummary> {
  const byName = new Map(relation.fields.map((field) => [field.name, field]));
  const fields = plan.columns.map((column) => countable(column, byName.get(column.column)));
  const pass: Pass = { engine, relation, plan, fields, options };
  const phase = options.onPhase ?? (() => undefined);
  phase("rows");
  const rows = await countRows(engine, relation, options);
  phase("numbers");
  const cells = await countCells(pass);
  phase("values");
  const values = await countValues(pass, rows);
  phase("high-cardinality columns");
  const hashed = await countHashed(pass, rows);
  phase("ranges");
  const ranges = await countRanges(pass);
  const clusters = plan.cluster === null ? undefined : await countClusters(pass, plan.cluster);
  const columns = plan.columns.map((_, k): ColumnSummary => {
    const count = cells.get(k) ?? values.get(k) ?? hashed.get(k) ?? ({ kind: "skipped" } as const);
    const range = ranges.get(k);
    const own = clusters?.get(k);
    return { count, ...(range && { range }), ...(own && { clusters: own }) };
  });
  return { name: relation.name, rows, columns };
}
