import type { Field } from "@relent/engine";
import { gridCells, pointIndex } from "../plan/grid.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import { cellArm, numberExpression } from "./count-sql.ts";
import { addTo, type Pass, wanted } from "./pass.ts";
import { type CellSummary, NO_SPECIALS, type Specials } from "./summary.ts";

/** Beyond this, sums of steps are no longer exact in doubles. */
const EXACT = 2 ** 53;

interface CellRow {
  readonly b: number | null;
  readonly n: number;
  readonly s: number | null;
}

function cellSummary(
  rows: readonly CellRow[],
  cells: number,
  points: number,
  specials: Specials,
): CellSummary {
  const counts = new Array<number>(cells + 2).fill(0);
  const steps = new Array<number>(cells + 2).fill(0);
  const own = new Array<number>(points).fill(0);
  for (const { b, n, s } of rows) {
    if (b === null) continue;
    if (b <= pointIndex(0)) own[pointIndex(0) - b] = n;
    else {
      counts[b + 1] = n;
      steps[b + 1] = s ?? 0;
    }
  }
  return { kind: "cells", specials, rows: counts, steps, points: own };
}

/**
 * Rows and step sums per fine cell, of the columns planned so, or of those named in `only` (planned by value, too many
 * of them).
 */
export async function countCells(pass: Pass, only?: ReadonlySet<number>): Promise<Map<number, CellSummary>> {
  const { engine, relation, options } = pass;
  const { dialect } = engine;
  const columns = only === undefined ? wanted(pass, "cells") : numericValues(pass, only);
  if (columns.length === 0) return new Map();
  const arm = (guarded: boolean) => (c: (typeof columns)[number]) =>
    cellArm(dialect, c.k, numberExpression(dialect, c.column, c.field), c.count.grid, relation.sql, guarded);
  const read = async (sql: string) => {
    const result = await engine.query(sql, options);
    const byColumn = new Map<number, CellRow[]>();
    for (let i = 0; i < (result.k?.length ?? 0); i++) {
      const b = result.b![i] as number | null;
      addTo(byColumn, Number(result.k![i]), { b, n: Number(result.n![i]), s: result.s![i] as number | null });
    }
    return byColumn;
  };
  const rows = await read(columns.map(arm(false)).join(" UNION ALL "));
  const wild = columns.filter((c) =>
    (rows.get(c.k) ?? []).some((r) => r.s !== null && !(Math.abs(r.s) < EXACT)),
  );
  const specials = await countSpecials(pass, wild);
  if (wild.length > 0) {
    const guarded = await read(wild.map(arm(true)).join(" UNION ALL "));
    for (const c of wild) rows.set(c.k, guarded.get(c.k) ?? []);
  }
  return new Map(
    columns.map((c) => {
      const own = rows.get(c.k) ?? [];
      const missing = own.find((r) => r.b === null)?.n ?? 0;
      const odd = specials.get(c.k) ?? NO_SPECIALS;
      const nulls = missing - odd.nan - odd.positiveInfinity - odd.negativeInfinity;
      return [c.k, cellSummary(own, gridCells(c.count.grid), c.count.grid.points.length, { ...odd, nulls })];
    }),
  );
}

/** Numeric columns planned by value that turned out to hold too many: they are counted on their grid. */
function numericValues(pass: Pass, only: ReadonlySet<number>) {
  return wanted(pass, "values").flatMap((c) =>
    only.has(c.k) && c.count.numeric ? [{ ...c, count: { kind: "cells" as const, grid: c.count.grid } }] : [],
  );
}

async function countSpecials(
  pass: Pass,
  columns: readonly { readonly k: number; readonly column: ColumnPlan; readonly field: Field }[],
): Promise<Map<number, Specials>> {
  if (columns.length === 0) return new Map();
  const { engine, relation, options } = pass;
  const parts = columns.flatMap(({ k, column, field }) => {
    const x = numberExpression(engine.dialect, column, field);
    return [
      `count(*) FILTER (WHERE isnan(${x}))::DOUBLE AS nan${k}`,
      `count(*) FILTER (WHERE isinf(${x}) AND ${x} > 0)::DOUBLE AS pos${k}`,
      `count(*) FILTER (WHERE isinf(${x}) AND ${x} < 0)::DOUBLE AS neg${k}`,
    ];
  });
  const result = await engine.query(`SELECT ${parts.join(", ")} FROM ${relation.sql}`, options);
  const one = (name: string): number => Number(result[name]?.[0] ?? 0);
  return new Map(
    columns.map(({ k }) => [
      k,
      { nulls: 0, nan: one(`nan${k}`), positiveInfinity: one(`pos${k}`), negativeInfinity: one(`neg${k}`) },
    ]),
  );
}
