import type { ColumnPlan } from "../plan/plan.ts";
import { isNumeric } from "../plan/plan-column.ts";
import type { CountSummary, Specials } from "../summary/summary.ts";
import type { CellSet, Sizes } from "./cell-set.ts";
import { type Axis, layOut } from "./fine-cells.ts";
import { writerFor } from "./label.ts";
import { namedCells } from "./named-cells.ts";
import { orderedCells } from "./ordered-cells.ts";

/** Numbers with no more distinct reference values than this are compared value by value. */
const CATEGORIES = 32;

/** A column's partition, and its axis if it has one. */
export interface Formed {
  readonly set: CellSet;
  readonly axis: Axis | null;
}

export const specialsOf = (summary: CountSummary): Specials | null =>
  summary.kind === "skipped" ? null : summary.specials;

/** Lays both sides of a column over the same cells; null where they were not counted alike. */
export function formCells(
  plan: ColumnPlan,
  current: CountSummary,
  reference: CountSummary,
  sizes: Sizes,
): Formed | null {
  const { count } = plan;
  const write = writerFor(plan);
  const grid = count.kind === "cells" || (count.kind === "values" && count.numeric) ? count.grid : null;
  const axis = grid && isNumeric(plan.type) ? layOut(grid, current, reference) : null;
  const few = reference.kind === "values" && reference.spill === 0 && reference.values.length <= CATEGORIES;
  if (current.kind === "values" && reference.kind === "values" && (axis === null || few)) {
    const set = namedCells(current, reference, write, sizes);
    // Numbers that are too rare to stand alone join their neighbours instead of a cell of all that is rare.
    if (axis === null || set.unpooled === null) return { set, axis };
  }
  const x = specialsOf(current);
  const y = specialsOf(reference);
  return axis && x && y ? { set: orderedCells(axis, x, y, write, sizes), axis } : null;
}
