import type { Dialect, Field, Relation } from "@relent/engine";
import { type Grid, gridCells, pointIndex, STEPS } from "../plan/grid.ts";
import type { ColumnPlan } from "../plan/plan.ts";

/** Step sums of guarded columns are kept within this many steps of the grid, so that they stay exact. */
const FARTHEST_STEP = 2 ** 36;

/** The number that a column plan counts, as an expression over the relation's columns. */
export function numberExpression(dialect: Dialect, plan: ColumnPlan, field: Field): string {
  if (plan.view === "self") return dialect.castDouble(field);
  return `(${dialect[plan.view](dialect.quoteIdentifier(field.name))})::DOUBLE`;
}

/** ⌊(x − lo)·scale·STEPS⌋ through the segments of a grid, as in `stepOf`. */
export function stepExpression(dialect: Dialect, grid: Grid, x: string): string {
  const literal = dialect.doubleLiteral;
  let first = 0;
  const arms = grid.segments.map((s) => {
    const step = dialect.floor(`(${x} - ${literal(s.lo)}) * ${literal(s.scale * STEPS)}`);
    const arm = first === 0 ? step : `(${literal(first * STEPS)} + ${step})`;
    first += s.cells;
    return arm;
  });
  if (arms.length === 1) return arms[0]!;
  const whens = arms
    .slice(0, -1)
    .map((arm, i) => `WHEN ${x} < ${literal(grid.segments[i + 1]!.lo)} THEN ${arm}`);
  return `CASE ${whens.join(" ")} ELSE ${arms.at(-1)} END`;
}

/** The fine cell from x and its step, as in `fineIndex`. */
export function cellExpression(dialect: Dialect, grid: Grid, x: string, step: string): string {
  const cells = gridCells(grid);
  const high = dialect.doubleLiteral(cells * STEPS);
  const inside = dialect.floor(`${step} * ${dialect.doubleLiteral(1 / STEPS)}`);
  const whens = [
    ...grid.points.map((v, j) => `WHEN ${x} = ${dialect.doubleLiteral(v)} THEN ${pointIndex(j)}`),
    `WHEN ${step} < 0 THEN -1`,
    `WHEN ${step} >= ${high} THEN ${cells}`,
  ];
  return `(CASE ${whens.join(" ")} ELSE ${inside} END)::SMALLINT`;
}

/**
 * Rows and step sums per fine cell of one column: `k, b, n, s`, with b NULL for nulls.
 *
 * `guarded` sets NaN and ±∞ aside (they join the nulls, to be counted apart) and bounds the steps of far values.
 */
export function cellArm(
  dialect: Dialect,
  k: number,
  x: string,
  grid: Grid,
  from: string,
  guarded: boolean,
): string {
  const value = guarded ? `CASE WHEN isfinite(${x}) THEN ${x} END` : x;
  const step = stepExpression(dialect, grid, "x");
  const kept = guarded ? dialect.clamp("q", -FARTHEST_STEP, FARTHEST_STEP) : "q";
  return (
    `SELECT ${k} AS k, b, count(*)::DOUBLE AS n, sum(q) AS s FROM (` +
    `SELECT ${kept} AS q, ${cellExpression(dialect, grid, "x", "q")} AS b FROM (` +
    `SELECT x, ${step} AS q FROM (SELECT ${value} AS x FROM ${from}))) GROUP BY b`
  );
}

/** Rows per value, the most frequent `limit` of them: `k, v, n`. */
export function valueArm(k: number, value: string, from: string, limit: number): string {
  return (
    `(SELECT ${k} AS k, v, count(*)::DOUBLE AS n FROM (SELECT ${value} AS v FROM ${from}) ` +
    `GROUP BY v ORDER BY n DESC, v LIMIT ${limit})`
  );
}

/** Rows per hash of the values whose hash is in the lowest `share`, each with the value itself: `h, v, n`. */
export function hashedStatement(dialect: Dialect, text: string, share: number, relation: Relation): string {
  return (
    `SELECT h::VARCHAR AS h, any_value(v) AS v, count(*)::DOUBLE AS n FROM (` +
    `SELECT v, ${dialect.fastHash("v")} AS h FROM (SELECT ${text} AS v FROM ${relation.sql}) WHERE v IS NOT NULL) ` +
    `WHERE ${dialect.fastHashBelow("h", share)} GROUP BY h`
  );
}
