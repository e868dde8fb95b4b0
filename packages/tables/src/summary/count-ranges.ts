import { numberExpression } from "./count-sql.ts";
import type { Pass } from "./pass.ts";
import type { RangeSummary } from "./summary.ts";

/** Range and distinct share of the columns that may advance with time. */
export async function countRanges(pass: Pass): Promise<Map<number, RangeSummary>> {
  const { engine, relation, plan, fields, options } = pass;
  const columns = plan.columns.flatMap((column, k) => {
    const field = fields[k];
    return column.range && field !== undefined
      ? [{ k, x: numberExpression(engine.dialect, column, field) }]
      : [];
  });
  if (columns.length === 0) return new Map();
  const parts = columns.flatMap(({ k, x }) => [
    `min(${x}) AS min${k}`,
    `max(${x}) AS max${k}`,
    `(approx_count_distinct(${x}) / greatest(1, count(${x})))::DOUBLE AS share${k}`,
  ]);
  const result = await engine.query(`SELECT ${parts.join(", ")} FROM ${relation.sql}`, options);
  return new Map(
    columns.flatMap(({ k }) => {
      const min = result[`min${k}`]?.[0];
      const max = result[`max${k}`]?.[0];
      if (min === null || max === null) return [];
      return [
        [k, { min: Number(min), max: Number(max), distinctShare: Number(result[`share${k}`]?.[0]) }] as const,
      ];
    }),
  );
}
