import { countCells } from "./count-cells.ts";
import { numberExpression, textExpression, valueArm } from "./count-sql.ts";
import { addTo, type Pass, wanted } from "./pass.ts";
import type { CountSummary, ValueSummary } from "./summary.ts";

/** Moves NaN, ±∞ and null out of a column's counted values. */
function valueSummary(pairs: [unknown, number][], total: number, cap: number): ValueSummary {
  let nulls = 0;
  let nan = 0;
  let positiveInfinity = 0;
  let negativeInfinity = 0;
  let listed = 0;
  const values: [string | number, number][] = [];
  for (const [v, n] of pairs) {
    if (v === null || v === undefined) nulls += n;
    else if (Number.isNaN(v)) nan += n;
    else if (v === Number.POSITIVE_INFINITY) positiveInfinity += n;
    else if (v === Number.NEGATIVE_INFINITY) negativeInfinity += n;
    else if (values.length < cap) values.push([typeof v === "string" ? v : Number(v), n]);
    else continue;
    listed += n;
  }
  const rank = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  values.sort((a, b) => b[1] - a[1] || rank(a[0], b[0]));
  const specials = { nulls, nan, positiveInfinity, negativeInfinity };
  return { kind: "values", specials, values, spill: total - listed };
}

/** Rows per value; numeric columns that hold more values than the cap are counted on their grid instead. */
export async function countValues(pass: Pass, rows: number): Promise<Map<number, CountSummary>> {
  const { engine, relation, plan, options } = pass;
  const { dialect } = engine;
  const limit = plan.cap + 5;
  const found = new Map<number, CountSummary>();
  const overfull = new Set<number>();
  for (const numeric of [true, false]) {
    const columns = wanted(pass, "values").filter((c) => c.count.numeric === numeric);
    if (columns.length === 0) continue;
    const value = (c: (typeof columns)[number]): string =>
      c.count.numeric
        ? numberExpression(dialect, c.column, c.field)
        : textExpression(dialect, c.field, c.count.hashedInto);
    const sql = columns.map((c) => valueArm(c.k, value(c), relation.sql, limit)).join(" UNION ALL ");
    const result = await engine.query(sql, options);
    const byColumn = new Map<number, [unknown, number][]>();
    for (let i = 0; i < (result.k?.length ?? 0); i++) {
      addTo(byColumn, Number(result.k![i]), [result.v![i], Number(result.n![i])]);
    }
    for (const c of columns) {
      const summary = valueSummary(byColumn.get(c.k) ?? [], rows, plan.cap);
      found.set(c.k, summary);
      if (numeric && summary.spill > 0) overfull.add(c.k);
    }
  }
  if (overfull.size > 0) for (const [k, cells] of await countCells(pass, overfull)) found.set(k, cells);
  return found;
}
