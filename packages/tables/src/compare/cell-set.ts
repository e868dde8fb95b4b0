import type { CountPair } from "@relent/core/estimate";
import type { Specials } from "../summary/summary.ts";

/** One outcome of the partition on which two sides are compared; x rows of current, y of the reference. */
export interface ComparedCell {
  readonly label: string;
  /** Stands apart from the axis: NULL, NaN, ±∞, below, above, rare. */
  readonly aside: boolean;
  readonly x: number;
  readonly y: number;
}

/** A value that one side has and the other never does. */
export interface LoneValue {
  readonly label: string;
  readonly rows: number;
}

/** The partition of a column, formed by rules that are symmetric in the two sides. */
export interface CellSet {
  readonly cells: readonly ComparedCell[];
  readonly scale: "ordered" | "named";
  /** Both sides before rare outcomes were pooled; null where none were. */
  readonly unpooled: CountPair | null;
  /** The larger of the two sides' shares in the pooled cell. */
  readonly rareShare: number;
  readonly fresh: readonly LoneValue[];
  /** Whether both sides hold one and the same value (or only NULL) and nothing else. */
  readonly single: boolean;
  readonly notes: readonly string[];
}

/** How many rows the sides are worth: totals, and the design effect by which they are divided. */
export interface Sizes {
  readonly n: number;
  readonly m: number;
  readonly effect: number;
}

/** Least pooled expected count, on the smaller side, of a cell of its own. */
const OWN_CELL = 10;

/** (x+y)·min(n,m)/(n+m), over the design effect: what the smaller side would expect if the laws were equal. */
export const expectedCount = (cell: { readonly x: number; readonly y: number }, s: Sizes): number =>
  ((cell.x + cell.y) * Math.min(s.n, s.m)) / (s.n + s.m) / s.effect;

export const isOwn = (cell: { readonly x: number; readonly y: number }, s: Sizes): boolean =>
  expectedCount(cell, s) >= OWN_CELL;

const SPECIAL_LABELS: readonly (readonly [keyof Specials, string])[] = [
  ["nulls", "NULL"],
  ["nan", "NaN"],
  ["negativeInfinity", "−∞"],
  ["positiveInfinity", "+∞"],
];

/** NULL, NaN and ±∞ as cells, those that occur. */
export function specialCells(current: Specials, reference: Specials): ComparedCell[] {
  return SPECIAL_LABELS.map(([key, label]) => ({
    label,
    aside: true,
    x: current[key],
    y: reference[key],
  })).filter((c) => c.x + c.y > 0);
}

/** Cells that are too rare to stand alone become one. */
export function poolRare(
  cells: readonly ComparedCell[],
  sizes: Sizes,
): Pick<CellSet, "cells" | "unpooled" | "rareShare"> {
  const rare = cells.filter((c) => !isOwn(c, sizes));
  if (rare.length < 2) return { cells, unpooled: null, rareShare: 0 };
  const x = rare.reduce((a, c) => a + c.x, 0);
  const y = rare.reduce((a, c) => a + c.y, 0);
  const label = `rare (${rare.length.toLocaleString("en-US")} values)`;
  return {
    cells: [...cells.filter((c) => isOwn(c, sizes)), { label, aside: true, x, y }],
    unpooled: { x: cells.map((c) => c.x), y: cells.map((c) => c.y) },
    rareShare: Math.max(x / sizes.n, y / sizes.m),
  };
}

/** Values found on one side only, most rows first. */
export function loneValues(cells: readonly ComparedCell[], side: "x" | "y"): LoneValue[] {
  const other = side === "x" ? "y" : "x";
  return cells
    .filter((c) => c[side] > 0 && c[other] === 0)
    .map((c) => ({ label: c.label, rows: c[side] }))
    .sort((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1));
}
