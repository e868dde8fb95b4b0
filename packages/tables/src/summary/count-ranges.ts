import { isTemporal } from "../plan/plan-column.ts";
import type { Pass } from "./pass.ts";
import type { RangeSummary } from "./summary.ts";

/** Range and distinct share of the columns that may advance with time. */
export async function countRanges(pass: Pass): Promise<Map<number, RangeSummary>> {
  const { engine, relation, plan, fields, options } = pass;
  const { dialect } = engine;
  const columns = plan.columns.flatMap((column, k) => {
    const field = fields[k];
    return column.range && field !== undefined ? [{ k, field }] : [];
  });
  if (columns.length === 0) return new Map();
  const parts = columns.flatMap(({ k, field }) => {
    const name = dialect.quoteIdentifier(field.name);
    const finite = isTemporal(field.type) ? ` FILTER (WHERE isfinite(${name}))` : "";
    const share = `(approx_count_distinct(${name}) / greatest(1, count(${name})))::DOUBLE`;
    return [
      `${dialect.castDouble(field, `min(${name})${finite}`)} AS min${k}`,
      `${dialect.castDouble(field, `max(${name})${finite}`)} AS max${k}`,
      `${isTemporal(field.type) ? "1" : share} AS share${k}`,
    ];
  });
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
