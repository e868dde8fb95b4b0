import { RelentError } from "@relent/core";
import type { CountSummary, RangeSummary, Specials, TableSummary, ValueSummary } from "./summary.ts";

const addSpecials = (a: Specials, b: Specials): Specials => ({
  nulls: a.nulls + b.nulls,
  nan: a.nan + b.nan,
  positiveInfinity: a.positiveInfinity + b.positiveInfinity,
  negativeInfinity: a.negativeInfinity + b.negativeInfinity,
});

const addArrays = (a: readonly number[], b: readonly number[]): number[] => a.map((v, i) => v + b[i]!);

function addPairs<K extends string | number>(
  a: readonly (readonly [K, number])[],
  b: readonly (readonly [K, number])[],
): [K, number][] {
  const sum = new Map<K, number>(a);
  for (const [key, n] of b) sum.set(key, (sum.get(key) ?? 0) + n);
  return [...sum];
}

const byFrequency = (a: readonly [string | number, number], b: readonly [string | number, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

function addValues(a: ValueSummary, b: ValueSummary): ValueSummary {
  const values = addPairs(a.values, b.values).sort(byFrequency);
  return { kind: "values", specials: addSpecials(a.specials, b.specials), values, spill: a.spill + b.spill };
}

function addCounts(a: CountSummary, b: CountSummary, name: string): CountSummary {
  if (a.kind === "values" && b.kind === "values") return addValues(a, b);
  if (a.kind === "cells" && b.kind === "cells") {
    return {
      kind: "cells",
      specials: addSpecials(a.specials, b.specials),
      rows: addArrays(a.rows, b.rows),
      steps: addArrays(a.steps, b.steps),
      points: addArrays(a.points, b.points),
    };
  }
  if (a.kind === "hashed" && b.kind === "hashed") {
    return {
      kind: "hashed",
      specials: addSpecials(a.specials, b.specials),
      rows: a.rows + b.rows,
      hashes: addPairs(a.hashes, b.hashes).sort((p, q) => (p[0] < q[0] ? -1 : 1)),
      lengths: addPairs(a.lengths, b.lengths).sort((p, q) => p[0] - q[0]),
      classes: addPairs(a.classes, b.classes).sort((p, q) => (p[0] < q[0] ? -1 : 1)),
    };
  }
  if (a.kind === "skipped" && b.kind === "skipped") return a;
  throw new RelentError(
    "incompatible",
    `mergeSummaries: column "${name}" is counted by ${a.kind} in one part and by ${b.kind} in the other; ` +
      "profile the parts as one table",
  );
}

/** The distinct share of a union lies between the parts' and half of it; the smaller part's rows are taken as new. */
const addRanges = (a: RangeSummary, b: RangeSummary): RangeSummary => ({
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  distinctShare: Math.min(a.distinctShare, b.distinctShare),
});

/**
 * Adds the summaries of two parts of one table, made with one plan: the summary of their union.
 *
 * Exact for rows, values, cells and hashes; the distinct share of an advancing column is the lesser of the two, and
 * cluster counts are dropped (a cluster may straddle the parts). Errors: parts that counted a column in different ways.
 */
export function mergeSummaries(
  a: TableSummary,
  b: TableSummary,
  columns: readonly { readonly name: string }[],
): TableSummary {
  return {
    name: `${a.name} + ${b.name}`,
    rows: a.rows + b.rows,
    columns: a.columns.map((own, k) => {
      const other = b.columns[k]!;
      const range = own.range && other.range ? addRanges(own.range, other.range) : (own.range ?? other.range);
      return { count: addCounts(own.count, other.count, columns[k]!.name), ...(range && { range }) };
    }),
  };
}
