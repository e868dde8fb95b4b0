import type { Writer } from "../compare/label.ts";
import { cellRange, gridCells, gridHigh, gridLow } from "../plan/grid.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import type { CellSummary, Specials, ValueSummary } from "../summary/summary.ts";
import { specialKinds } from "./release.ts";

/** Variance of the noise in one count of each side, 0 for counts that are exact, and how many rows may go together. */
export interface NoiseVariance {
  readonly current: number;
  readonly reference: number;
  /** Most rows of one unit: they may be alike, and then tell as much as one. */
  readonly currentUnit: number;
  readonly referenceUnit: number;
}

/** A cell as it was counted, or several together: how many noisy counts of each side are in it. */
export interface NoisyCell {
  readonly label: string;
  readonly aside: boolean;
  readonly lo: number;
  readonly hi: number;
  readonly x: number;
  readonly y: number;
  readonly xDraws: number;
  readonly yDraws: number;
  /** Share of all cells that are in it, each pooled for itself. */
  readonly share: number;
  /** Share of the largest of them; 0 where it is of others that were never told apart. */
  readonly largest: number;
}

const SPECIAL_LABELS: Readonly<Record<keyof Specials, string>> = {
  nulls: "NULL",
  nan: "NaN",
  negativeInfinity: "−∞",
  positiveInfinity: "+∞",
};

const one = (label: string, aside: boolean, x: number, y: number, lo = 0, hi = 0): NoisyCell => ({
  label,
  aside,
  lo,
  hi,
  x,
  y,
  xDraws: 1,
  yDraws: 1,
  share: 0,
  largest: 0,
});

/** What is no ordinary value, each kind a cell. */
export const specials = (type: string, x: Specials, y: Specials): NoisyCell[] =>
  specialKinds(type).map((key) => one(SPECIAL_LABELS[key], true, x[key], y[key]));

/** The cells of a grid in their order, those of single points among them, with what lies below and above. */
export function gridCellsOf(plan: ColumnPlan, x: CellSummary, y: CellSummary): NoisyCell[] {
  if (plan.count.kind !== "cells") return [];
  const { grid } = plan.count;
  const last = gridCells(grid);
  const inner = Array.from({ length: last }, (_, i) => {
    const [lo, hi] = cellRange(grid, i);
    return one("", false, x.rows[i + 1]!, y.rows[i + 1]!, lo, hi);
  });
  const points = grid.points.map((v, j) => one("", false, x.points[j]!, y.points[j]!, v, v));
  return [
    one("", false, x.rows[0]!, y.rows[0]!, Number.NEGATIVE_INFINITY, gridLow(grid)),
    ...[...inner, ...points].sort((a, b) => a.lo - b.lo || a.hi - b.hi),
    one("", false, x.rows[last + 1]!, y.rows[last + 1]!, gridHigh(grid), Number.POSITIVE_INFINITY),
  ];
}

/** One cell for each value that all noisy sides name, one for all others. */
export function valueCellsOf(
  x: ValueSummary,
  y: ValueSummary,
  noise: NoiseVariance,
  write: Writer,
): NoisyCell[] {
  const sides = [...(noise.current > 0 ? [x] : []), ...(noise.reference > 0 ? [y] : [])];
  const [first, ...more] = sides.map((side) => side.values.map(([v]) => String(v)));
  const told = (first ?? []).filter((value) => more.every((values) => values.includes(value)));
  const split = (side: ValueSummary) => {
    const known = new Map(side.values.map(([v, n]) => [String(v), n]));
    const named = told.map((value) => known.get(value) ?? 0);
    for (const value of told) known.delete(value);
    let rest = side.spill;
    for (const n of known.values()) rest += n;
    return { named, rest, draws: known.size + 1 };
  };
  const [a, b] = [split(x), split(y)];
  const cells = told.map((value, i) => one(write.value(value), false, a.named[i]!, b.named[i]!));
  return [...cells, { ...one("all other values", true, a.rest, b.rest), xDraws: a.draws, yDraws: b.draws }];
}

/** Two cells as one. */
export function joined(a: NoisyCell, b: NoisyCell): NoisyCell {
  return {
    label: "",
    aside: a.aside && b.aside,
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    x: a.x + b.x,
    y: a.y + b.y,
    xDraws: a.xDraws + b.xDraws,
    yDraws: a.yDraws + b.yDraws,
    share: a.share + b.share,
    largest: Math.max(a.largest, b.largest),
  };
}
