import type { Profile } from "../../src/index.ts";
import { type ColumnPlan, sealPlan } from "../../src/plan/plan.ts";
import { NO_SPECIALS, type ValueSummary } from "../../src/summary/index.ts";
import type { ColumnSummary } from "../../src/summary/summary.ts";

/** Counts of a text column made by hand. */
export const values = (counts: Readonly<Record<string, number>>, nulls = 0): ValueSummary => ({
  kind: "values",
  specials: { ...NO_SPECIALS, nulls },
  values: Object.entries(counts).filter(([, n]) => n > 0),
  spill: 0,
});

export const textColumn = (name: string): ColumnPlan => ({
  name,
  column: name,
  type: "string",
  view: "self",
  count: { kind: "values", numeric: false },
  range: false,
});

/** A profile made by hand, of columns with their summaries. */
export function profile(
  name: string,
  rows: number,
  columns: readonly (readonly [ColumnPlan, ColumnSummary])[],
): Profile {
  return {
    plan: sealPlan({ columns: columns.map((c) => c[0]), cap: 100_000, hashProbe: "0", cluster: null }),
    summary: { name, rows, columns: columns.map((c) => c[1]) },
  };
}

/** A profile of text columns only. */
export const texts = (
  name: string,
  columns: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Profile => {
  const rows = Object.values(Object.values(columns)[0]!).reduce((a, b) => a + b, 0);
  return profile(
    name,
    rows,
    Object.entries(columns).map(([column, counts]) => [textColumn(column), { count: values(counts) }]),
  );
};
