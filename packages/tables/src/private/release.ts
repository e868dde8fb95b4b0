import { gridCells, STEPS } from "../plan/grid.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import {
  type CellSummary,
  type ColumnSummary,
  type CountSummary,
  NO_SPECIALS,
  type Specials,
  type ValueSummary,
} from "../summary/summary.ts";
import type { Budget, ColumnBudget } from "./budget.ts";
import { discreteGaussian, discreteLaplace } from "./exact-noise.ts";
import type { SecretBits } from "./secret-bits.ts";

type Noise = () => number;

/** What besides ordinary values a column of this type can hold: only these get a count. */
export const specialKinds = (type: string): readonly (keyof Specials)[] =>
  type === "float" ? ["nulls", "nan", "negativeInfinity", "positiveInfinity"] : ["nulls"];

function specialsWith(noise: Noise, s: Specials, type: string): Specials {
  const kinds = specialKinds(type);
  return { ...NO_SPECIALS, ...Object.fromEntries(kinds.map((kind) => [kind, s[kind] + noise()])) };
}

/** Every cell noisy, the empty ones too; means are those of the cells' middles. */
function cells(plan: ColumnPlan, count: CountSummary, noise: Noise): CellSummary {
  const grid = plan.count.kind === "cells" ? plan.count.grid : { segments: [], points: [] };
  const found = count.kind === "cells" ? count : null;
  const rows = Array.from({ length: gridCells(grid) + 2 }, (_, i) => (found?.rows[i] ?? 0) + noise());
  return {
    kind: "cells",
    specials: specialsWith(noise, found?.specials ?? NO_SPECIALS, plan.type),
    rows,
    steps: rows.map((n, i) => n * ((i - 1) * STEPS + STEPS / 2)),
    points: grid.points.map((_, j) => (found?.points[j] ?? 0) + noise()),
  };
}

/** One noisy count for each known value, one for all others together. */
function values(type: string, known: readonly string[], count: CountSummary, noise: Noise): ValueSummary {
  const found = count.kind === "values" ? count : null;
  const rows = new Map(found?.values.map(([v, n]) => [String(v), n]));
  let rest = found?.spill ?? 0;
  for (const n of rows.values()) rest += n;
  for (const value of known) rest -= rows.get(value) ?? 0;
  return {
    kind: "values",
    specials: specialsWith(noise, found?.specials ?? NO_SPECIALS, type),
    values: known.map((value) => [value, (rows.get(value) ?? 0) + noise()] as const),
    spill: rest + noise(),
  };
}

/** Values that were not known and are frequent enough to be named: their noisy counts reach past the threshold. */
function namedValues(
  known: readonly string[],
  count: CountSummary,
  names: NonNullable<ColumnBudget["names"]>,
  bits: SecretBits,
): string[] {
  if (count.kind !== "values") return [];
  const before = new Set(known);
  return count.values
    .filter(([value]) => !before.has(String(value)))
    .filter(([, n]) => n + discreteLaplace(bits, names.scale) > names.threshold)
    .map(([value]) => String(value))
    .sort();
}

/** By what noise a column's counts are released; null for one that is not counted. */
export interface ReleaseNoise extends Pick<Budget, "mechanism"> {
  readonly noise: ColumnBudget["noise"] | null;
  readonly names: ColumnBudget["names"];
}

/**
 * A column's counts with noise in each of them, whole numbers that may be negative.
 *
 * @param known - Values known beforehand; null for numbers.
 */
export function releaseColumn(
  plan: ColumnPlan,
  { count }: ColumnSummary,
  known: readonly string[] | null,
  release: ReleaseNoise,
  bits: SecretBits,
): ColumnSummary {
  const { noise: width } = release;
  const draw = release.mechanism === "discreteLaplace" ? discreteLaplace : discreteGaussian;
  // a table that lacks the column, or has another type in it, is told by its schema, which is public
  if (width === null || plan.count.kind === "skipped" || count.kind === "skipped")
    return { count: { kind: "skipped" } };
  const noise: Noise = () => draw(bits, width);
  if (known === null) return { count: cells(plan, count, noise) };
  const found = release.names === null ? [] : namedValues(known, count, release.names, bits);
  return { count: values(plan.type, [...known, ...found], count, noise) };
}

/** Σ of a released column: its noisy number of rows. */
export function rowsOf(count: CountSummary): number {
  if (count.kind !== "values" && count.kind !== "cells") return 0;
  const { nulls, nan, positiveInfinity, negativeInfinity } = count.specials;
  const special = nulls + nan + positiveInfinity + negativeInfinity;
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, special);
  return count.kind === "values"
    ? sum([...count.values.map(([, n]) => n), count.spill])
    : sum([...count.rows, ...count.points]);
}

/** How many noisy counts a released column has, the rare kinds of missing numbers aside. */
export function countsOf(count: CountSummary): number {
  if (count.kind === "values") return count.values.length + 2;
  return count.kind === "cells" ? count.rows.length + count.points.length + 1 : 0;
}
