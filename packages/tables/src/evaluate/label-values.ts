import type { Dialect, Engine, Field, Relation, RunOptions } from "@relent/engine";

/** A value of the label column and how many rows hold it. */
export interface LabelValue {
  readonly text: string;
  readonly rows: number;
}

/** What a label column holds. */
export interface LabelValues {
  /** The most frequent first. */
  readonly values: readonly LabelValue[];
  readonly nulls: number;
  /** Whether there were more values than are listed. */
  readonly more: boolean;
}

const MOST_VALUES = 65_536;

/** A label as text: whole numbers without a decimal point, whatever type they are stored in. */
export function labelText(dialect: Dialect, field: Field): string {
  const name = dialect.quoteIdentifier(field.name);
  if (field.type !== "float" && field.type !== "decimal") return dialect.castText(field);
  const whole = `${name} = round(${name}) AND abs(${name}) < 1e15`;
  return `(CASE WHEN ${whole} THEN (${name}::BIGINT)::VARCHAR ELSE ${name}::VARCHAR END)`;
}

/** Counts the rows of each label. */
export async function countLabels(
  engine: Engine,
  relation: Relation,
  field: Field,
  run: RunOptions,
): Promise<LabelValues> {
  const text = labelText(engine.dialect, field);
  const { v, n } = await engine.query(
    `SELECT v, count(*)::DOUBLE AS n FROM (SELECT ${text} AS v FROM ${relation.sql}) GROUP BY v ORDER BY n DESC, v LIMIT ${MOST_VALUES + 1}`,
    run,
  );
  const all = Array.from(v ?? [], (value, i) => ({ value, rows: Number(n![i]) }));
  const values = all.flatMap(({ value, rows }) => (value === null ? [] : [{ text: String(value), rows }]));
  return {
    values: values.slice(0, MOST_VALUES),
    nulls: all.find(({ value }) => value === null)?.rows ?? 0,
    more: all.length > MOST_VALUES,
  };
}
