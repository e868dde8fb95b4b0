import { RelentError } from "@relent/core";
import type { SegmentPlan } from "./segment-plan.ts";

/** Rows are dealt into so many groups by their cluster, or by their number; the groups' differences give the errors. */
export const GROUPS = 64;

/**
 * The sums of a per-row score in every level of every column and in every pair of levels of two columns.
 *
 * Tables follow each other: first one a column, then one a pair of columns in the order (0,1), (0,2), …, (1,2), …, row by
 * row of the first. Each cell has `GROUPS` weights and sums. Merging is adding.
 */
export interface SegmentSummary {
  readonly plan: SegmentPlan;
  readonly rows: Float64Array;
  /** Rows whose score is infinite; they are in no sum. */
  readonly infinite: Float64Array;
  readonly weight: Float64Array;
  readonly sum: Float64Array;
}

/** One table of a summary: its columns, and where its cells begin. */
export interface SegmentTable {
  readonly columns: readonly number[];
  readonly sizes: readonly number[];
  readonly start: number;
}

/** The tables of a plan and the number of all their cells. */
export function tablesOf(plan: SegmentPlan): {
  readonly tables: readonly SegmentTable[];
  readonly cells: number;
} {
  const sizes = plan.columns.map(({ names }) => names.length);
  const singles = sizes.map((_, i) => [i]);
  const pairs = sizes.flatMap((_, i) => sizes.slice(i + 1).map((_, k) => [i, i + 1 + k]));
  let cells = 0;
  const tables = [...singles, ...pairs].map((columns): SegmentTable => {
    const start = cells;
    const own = columns.map((c) => sizes[c]!);
    cells += own.reduce((product, size) => product * size, 1);
    return { columns, sizes: own, start };
  });
  return { tables, cells };
}

/** A summary of no rows. */
export function emptySegments(plan: SegmentPlan): SegmentSummary {
  const { cells } = tablesOf(plan);
  const make = (n: number): Float64Array => new Float64Array(n);
  return {
    plan,
    rows: make(cells),
    infinite: make(cells),
    weight: make(cells * GROUPS),
    sum: make(cells * GROUPS),
  };
}

const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + b[i]!);

/**
 * The summary of the rows of both: shards, days or machines that were counted by one plan.
 *
 * @throws RelentError `incompatible` for summaries of different plans.
 */
export function mergeSegments(a: SegmentSummary, b: SegmentSummary): SegmentSummary {
  if (JSON.stringify(a.plan) !== JSON.stringify(b.plan)) {
    throw new RelentError(
      "incompatible",
      "mergeSegments: the two were counted by different levels; count both by one plan",
    );
  }
  return {
    plan: a.plan,
    rows: added(a.rows, b.rows),
    infinite: added(a.infinite, b.infinite),
    weight: added(a.weight, b.weight),
    sum: added(a.sum, b.sum),
  };
}
