import type { Dialect, Field, Relation } from "@relent/engine";
import type { ColumnPlan } from "../plan/plan.ts";

/** The number that a column plan counts, as an expression over the relation's columns. */
export function numberExpression(dialect: Dialect, plan: ColumnPlan, field: Field): string {
  if (plan.view === "self") return dialect.castDouble(field);
  return `(${dialect[plan.view](dialect.quoteIdentifier(field.name))})::DOUBLE`;
}

/** What stands for a text value: itself, or the number of its hash's cell. */
export function textExpression(dialect: Dialect, field: Field, hashedInto: number | undefined): string {
  const text = dialect.castText(field);
  return hashedInto === undefined ? text : `('#' || (${dialect.hash(text)} % ${hashedInto})::VARCHAR)`;
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
