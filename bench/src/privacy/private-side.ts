import type { Random } from "@relent/core/random";
import {
  budgetOf,
  type ColumnBudget,
  type ColumnPlan,
  type CountSummary,
  type Plan,
  type PrivacyUnit,
  type Profile,
  releaseColumn,
} from "@relent/tables";
import { CATEGORIES } from "./private-laws.ts";
import { seeded } from "./private-tally.ts";

const NO_SPECIALS = { nulls: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };

export const VALUES: readonly string[] = Array.from({ length: CATEGORIES }, (_, j) => `v${j}`);

/** A column of known values. */
export const COLUMN: ColumnPlan = {
  name: "c",
  column: "c",
  type: "string",
  view: "self",
  count: { kind: "values", numeric: false },
  range: false,
};

/** Rows a value, as they are counted. */
export const valueCounts = (rows: ArrayLike<number>): CountSummary => ({
  kind: "values",
  specials: NO_SPECIALS,
  values: VALUES.map((value, j) => [value, rows[j]!] as const).filter(([, count]) => count > 0),
  spill: 0,
});

/** Rows a cell, as they are counted. */
export const cellCounts = (rows: readonly number[]): CountSummary => ({
  kind: "cells",
  specials: NO_SPECIALS,
  rows,
  steps: rows.map(() => 0),
  points: [],
});

const planOf = (column: ColumnPlan): Plan => ({
  columns: [column],
  cap: 100_000,
  hashProbe: "",
  cluster: null,
  hash: "simulated",
});

/** A side that is counted exactly. */
export const exactSide = (column: ColumnPlan, count: CountSummary, rows: number): Profile => ({
  plan: planOf(column),
  summary: { name: "t", rows, columns: [{ count }] },
});

/** A side of which the counts carry noise, as a private profile of this one column has it. */
export function noisySide(
  column: ColumnPlan,
  count: CountSummary,
  rows: number,
  epsilon: number,
  rng: Random,
  made: { readonly edges?: boolean; readonly unit?: PrivacyUnit } = {},
): Profile {
  const { edges = false, unit = null } = made;
  const { mechanism, status, accounting, columns } = budgetOf(
    { epsilon },
    [{ name: "c", edges }],
    unit?.rows,
  );
  const [own] = columns as [ColumnBudget];
  const known = count.kind === "values" ? VALUES : null;
  const released = releaseColumn(column, { count }, known, { mechanism, ...own }, seeded(rng));
  return {
    plan: planOf(column),
    summary: { name: "t", rows, columns: [released] },
    private: {
      mechanism,
      protects: "one row, added or removed",
      adjacency: "add-remove",
      unit,
      types: "schema",
      epsilon,
      delta: 0,
      status,
      accounting,
      columns: [{ ...own, threshold: null, edges: edges ? "drawn" : null, hashedInto: null }],
      public: [],
    },
  };
}
