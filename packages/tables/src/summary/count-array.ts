import { tally } from "../plan/distinct.ts";
import { fineIndex, type Grid, gridCells, pointIndex, stepOf } from "../plan/grid.ts";
import type { CountPlan } from "../plan/plan.ts";
import { type CellSummary, NO_SPECIALS, type Specials, type ValueSummary } from "./summary.ts";

/** Counts a numeric column held in memory as a counting statement would, null for nulls: the same whole numbers. */
export function countNumbers(plan: CountPlan, values: Iterable<number | null>): CellSummary | ValueSummary {
  const specials = { ...NO_SPECIALS };
  const finite: number[] = [];
  for (const v of values) {
    if (v === null) specials.nulls++;
    else if (Number.isNaN(v)) specials.nan++;
    else if (v === Number.POSITIVE_INFINITY) specials.positiveInfinity++;
    else if (v === Number.NEGATIVE_INFINITY) specials.negativeInfinity++;
    else finite.push(v);
  }
  if (plan.kind === "cells") return onGrid(plan.grid, finite, specials);
  const counted = [...tally(finite)].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { kind: "values", specials, values: counted, spill: 0 };
}

function onGrid(grid: Grid, values: readonly number[], specials: Specials): CellSummary {
  const rows = new Array<number>(gridCells(grid) + 2).fill(0);
  const steps = new Array<number>(gridCells(grid) + 2).fill(0);
  const points = grid.points.map(() => 0);
  for (const v of values) {
    const i = fineIndex(grid, v);
    if (i <= pointIndex(0)) points[pointIndex(0) - i]!++;
    else {
      rows[i + 1]!++;
      steps[i + 1]! += stepOf(grid, v);
    }
  }
  return { kind: "cells", specials, rows, steps, points };
}
