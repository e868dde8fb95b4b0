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
import { together } from "./together.ts";
import { countable } from "./type-group.ts";

/** What is counted by statements, one after the other. */
async function countStatements(pass: Pass, rows: number) {
  const values = await countValues(pass, rows);
  const hashed = await countHashed(pass, rows);
  const ranges = await countRanges(pass);
  const { cluster } = pass.plan;
  const clusters = cluster === null ? undefined : await countClusters(pass, cluster);
  return { values, hashed, ranges, clusters };
}

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
  const rows = await countRows(engine, relation, options);
  phase(`counting ${plan.columns.length} columns of ${rows.toLocaleString("en-US")} rows`);
  // The cells are counted on this thread, the statements on the engine's: side by side they keep all cores busy.
  const [cells, { values, hashed, ranges, clusters }] = await together(options, [
    (run) => countCells({ ...pass, options: run }),
    (run) => countStatements({ ...pass, options: run }, rows),
  ]);
  const columns = plan.columns.map((_, k): ColumnSummary => {
    const count = cells.get(k) ?? values.get(k) ?? hashed.get(k) ?? ({ kind: "skipped" } as const);
    const range = ranges.get(k);
    const own = clusters?.get(k);
    return { count, ...(range && { range }), ...(own && { clusters: own }) };
  });
  return { name: relation.name, rows, columns };
}
