import { benjaminiHochberg, type Estimate, type Unit } from "@relent/core/estimate";
import { studentTQuantile, studentTTail } from "@relent/core/scalar";
import { GROUPS, type SegmentSummary, type SegmentTable, tablesOf } from "./segment-summary.ts";

/** One condition of a segment: a column and one of its levels. */
export interface SegmentCondition {
  readonly column: string;
  readonly level: string;
}

/** A part of the rows whose score is surely higher than that of the other rows. */
export interface Segment {
  /** `country = DE`, and of two columns joined by "and". */
  readonly name: string;
  readonly conditions: readonly SegmentCondition[];
  readonly rows: number;
  /** Share of all rows. */
  readonly share: number;
  /** Mean score of its rows; infinite ones apart. */
  readonly mean: Estimate;
  /** Mean score of all other rows. */
  readonly elsewhere: number;
  /** What it adds to the mean score of all rows: share × (its mean − the mean of the others). */
  readonly excess: number;
  /** Rows of infinite score. */
  readonly infinite: number;
  readonly p: number;
  /** Benjamini–Hochberg over all segments that were looked at. */
  readonly q: number;
}

/** How segments are searched. */
export interface SegmentOptions {
  /** Largest expected share of false findings (default 0.05). */
  readonly alpha?: number;
  /** Rows that a segment must have (default 50). */
  readonly leastRows?: number;
  /** The most segments to return (default 20). */
  readonly limit?: number;
  /** Unit of the score (default bits). */
  readonly unit?: Unit;
  /** Coverage of the intervals (default 0.95). */
  readonly level?: number;
}

/** The segments found, and how many were looked at. */
export interface SegmentSearch {
  readonly segments: readonly Segment[];
  readonly tested: number;
  readonly skipped: SegmentSummary["plan"]["skipped"];
  readonly method: string;
}

/** Groups of rows that a segment must be in: fewer tell nothing of its error. */
const LEAST_GROUPS = 8;

/** Weights and sums of a set of rows, a group each. */
interface Sums {
  readonly weight: Float64Array;
  readonly sum: Float64Array;
}

const total = (x: Float64Array): number => x.reduce((all, value) => all + value, 0);
const minus = (a: Sums, b: Sums): Sums => ({
  weight: a.weight.map((w, g) => w - b.weight[g]!),
  sum: a.sum.map((s, g) => s - b.sum[g]!),
});

function cellSums({ weight, sum }: SegmentSummary, cell: number): Sums {
  const [from, to] = [cell * GROUPS, (cell + 1) * GROUPS];
  return { weight: weight.subarray(from, to), sum: sum.subarray(from, to) };
}

function allSums(summary: SegmentSummary, { start, sizes }: SegmentTable): Sums {
  const weight = new Float64Array(GROUPS);
  const sum = new Float64Array(GROUPS);
  for (let cell = start; cell < start + sizes[0]!; cell++) {
    const own = cellSums(summary, cell);
    for (let g = 0; g < GROUPS; g++) {
      weight[g]! += own.weight[g]!;
      sum[g]! += own.sum[g]!;
    }
  }
  return { weight, sum };
}

interface Mean {
  readonly value: number;
  /** Each group's part of the error. */
  readonly influence: Float64Array;
  readonly groups: number;
}

function meanOf({ weight, sum }: Sums): Mean | undefined {
  const all = total(weight);
  const groups = weight.filter((w) => w > 0).length;
  if (!(all > 0)) return undefined;
  const value = total(sum) / all;
  return { value, influence: sum.map((s, g) => (s - value * weight[g]!) / all), groups };
}

const errorOf = (influence: Float64Array, groups: number): number =>
  Math.sqrt((groups / (groups - 1)) * influence.reduce((all, u) => all + u * u, 0));

/** The chance of so much higher a mean than that of the others if they were alike; undefined where there are too few groups. */
function higherThan(inside: Sums, outside: Sums): number | undefined {
  const [a, b] = [meanOf(inside), meanOf(outside)];
  if (a === undefined || b === undefined) return undefined;
  const groups = Math.min(a.groups, b.groups);
  if (groups < LEAST_GROUPS) return undefined;
  const error = errorOf(
    a.influence.map((u, g) => u - b.influence[g]!),
    groups,
  );
  const difference = a.value - b.value;
  if (error === 0) return difference > 0 ? 0 : 1;
  return studentTTail(difference / error, groups - 1);
}

interface Candidate {
  readonly conditions: readonly SegmentCondition[];
  readonly cell: number;
  readonly inside: Sums;
  readonly p: number;
}

function candidates(summary: SegmentSummary, leastRows: number): Candidate[] {
  const { plan, rows } = summary;
  const { tables } = tablesOf(plan);
  if (tables.length === 0) return [];
  const all = allSums(summary, tables[0]!);
  return tables.flatMap(({ columns, sizes, start }) => {
    const size = sizes[1] ?? 1;
    const cells = sizes[0]! * size;
    return Array.from({ length: cells }, (_, at): Candidate | undefined => {
      const cell = start + at;
      if (rows[cell]! < leastRows) return undefined;
      const levels = columns.length === 2 ? [Math.floor(at / size), at % size] : [at];
      const inside = cellSums(summary, cell);
      const parents =
        columns.length === 1 ? [] : columns.map((c, k) => cellSums(summary, tables[c]!.start + levels[k]!));
      const against = [all, ...parents].map((larger) => higherThan(inside, minus(larger, inside)));
      if (against.some((p) => p === undefined)) return undefined;
      const conditions = columns.map((c, k) => ({
        column: plan.columns[c]!.column,
        level: plan.columns[c]!.names[levels[k]!]!,
      }));
      return { conditions, cell, inside, p: Math.max(...(against as number[])) };
    }).filter((candidate) => candidate !== undefined);
  });
}

function estimateOf(inside: Sums, rows: number, unit: Unit, level: number): Estimate {
  const mean = meanOf(inside)!;
  const standardError = errorOf(mean.influence, mean.groups);
  const half = studentTQuantile(0.5 + level / 2, mean.groups - 1) * standardError;
  return {
    value: mean.value,
    low: mean.value - half,
    high: mean.value + half,
    level,
    unit,
    standardError,
    bias: 0,
    method: `t over ${mean.groups} groups of rows`,
    n: rows,
    notes: [],
  };
}

/**
 * The segments of one or two columns whose mean score is surely higher than elsewhere, by what they add to the mean of all.
 *
 * A segment is held against all other rows, and one of two columns also against the rest of each of its two: p is the
 * largest of the three (an intersection–union test), so that it is found only where it says more than one column does. Errors
 * come from the differences of 64 groups that whole clusters are dealt into (t with the groups of the segment less one), and
 * Benjamini–Hochberg holds the share of false findings under `alpha` over all segments with `leastRows` rows.
 */
export function findSegments(summary: SegmentSummary, options: SegmentOptions = {}): SegmentSearch {
  const { alpha = 0.05, leastRows = 50, limit = 20, unit = "bits", level = 0.95 } = options;
  const found = candidates(summary, leastRows);
  const { tables } = tablesOf(summary.plan);
  const all = tables.length === 0 ? undefined : allSums(summary, tables[0]!);
  const rows = tables.length === 0 ? 0 : total(summary.rows.subarray(0, tables[0]!.sizes[0]!));
  const q = benjaminiHochberg(found.map(({ p }) => p));
  const segments = found
    .flatMap(({ conditions, cell, inside, p }, i): Segment[] => {
      if (!(q[i]! < alpha)) return [];
      const elsewhere = meanOf(minus(all!, inside))!.value;
      const mean = estimateOf(inside, summary.rows[cell]!, unit, level);
      const share = total(inside.weight) / total(all!.weight);
      return [
        {
          name: conditions.map(({ column, level: name }) => `${column} = ${name}`).join(" and "),
          conditions,
          rows: summary.rows[cell]!,
          share: summary.rows[cell]! / rows,
          mean,
          elsewhere,
          excess: share * (mean.value - elsewhere),
          infinite: summary.infinite[cell]!,
          p,
          q: q[i]!,
        },
      ];
    })
    .sort((a, b) => b.excess - a.excess)
    .slice(0, limit);
  return {
    segments,
    tested: found.length,
    skipped: summary.plan.skipped,
    method: `segments of at least ${leastRows} rows, t over groups of rows, false discovery rate ${alpha}`,
  };
}
