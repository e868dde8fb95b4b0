import { type Grid, gridCells, offsets, STEPS } from "../plan/grid.ts";
import type { CellSummary } from "./summary.ts";

/** Step sums of far values are kept within this many steps of the grid, so that the sums stay exact. */
const FARTHEST_STEP = 2 ** 36;
/** Segments beyond the first; grids have no more. */
const BREAKS = 7;

/** Counts numbers into the fine cells of a grid, chunk by chunk. */
export interface GridCounter {
  /** Adds `length` values; `valid[i] === 0` marks a null. */
  add(values: Float64Array, length: number, valid?: Uint8Array): void;
  result(): CellSummary;
}

const NULLS = 0;
const NAN = 1;
const POSITIVE = 2;
const NEGATIVE = 3;

interface Tables {
  readonly cells: number;
  readonly breaks: Float64Array;
  readonly lo: Float64Array;
  readonly scale: Float64Array;
  readonly first: Float64Array;
  readonly points: Float64Array;
  readonly rows: Float64Array;
  readonly steps: Float64Array;
  readonly pointRows: Float64Array;
  readonly specials: Float64Array;
}

function tablesOf(grid: Grid): Tables {
  const cells = gridCells(grid);
  const breaks = new Float64Array(BREAKS).fill(Number.POSITIVE_INFINITY);
  breaks.set(grid.segments.slice(1).map((s) => s.lo));
  return {
    cells,
    breaks,
    lo: Float64Array.from(grid.segments, (s) => s.lo),
    scale: Float64Array.from(grid.segments, (s) => s.scale * STEPS),
    first: Float64Array.from(offsets(grid), (cell) => cell * STEPS),
    points: Float64Array.from(grid.points),
    rows: new Float64Array(cells + 2),
    steps: new Float64Array(cells + 2),
    pointRows: new Float64Array(grid.points.length),
    specials: new Float64Array(4),
  };
}

/** One row that is no number of a cell: a null, NaN, ±∞. */
function setAside(t: Tables, x: number, isNull: boolean): void {
  if (isNull) t.specials[NULLS]!++;
  else t.specials[Number.isNaN(x) ? NAN : x > 0 ? POSITIVE : NEGATIVE]!++;
}

function setBeyond(t: Tables, step: number): void {
  const cell = step < 0 ? 0 : t.cells + 1;
  t.rows[cell]!++;
  t.steps[cell]! += Math.max(-FARTHEST_STEP, Math.min(FARTHEST_STEP, step));
}

type Adder = (t: Tables, values: Float64Array, length: number, valid: Uint8Array | undefined) => void;

/** What the loops below leave aside: nulls, NaN, ±∞, and what lies beyond the grid. */
function addOdd(t: Tables, x: number, isNull: boolean, step: number): void {
  if (isNull || x - x !== 0) setAside(t, x, isNull);
  else setBeyond(t, step);
}

/** One segment and no points: a third of the time of the general loop. */
const addFlat: Adder = (t, values, length, valid) => {
  const { rows, steps } = t;
  const last = t.cells * STEPS;
  const lo = t.lo[0]!;
  const scale = t.scale[0]!;
  for (let i = 0; i < length; i++) {
    const x = values[i]!;
    const at = (x - lo) * scale;
    const isNull = valid !== undefined && valid[i] === 0;
    if (at >= 0 && at < last && !isNull) {
      const step = at | 0;
      const cell = (step >>> 10) + 1;
      rows[cell]!++;
      steps[cell]! += step;
    } else addOdd(t, x, isNull, Math.floor(at));
  }
};

/** Several segments: which one is a sum of comparisons, not a branch. */
const addSegments: Adder = (t, values, length, valid) => {
  const { lo, scale, first, points, rows, steps, breaks } = t;
  const last = t.cells * STEPS;
  const b1 = breaks[0]!;
  const b2 = breaks[1]!;
  const b3 = breaks[2]!;
  const b4 = breaks[3]!;
  const b5 = breaks[4]!;
  const b6 = breaks[5]!;
  const b7 = breaks[6]!;
  const count = points.length;
  for (let i = 0; i < length; i++) {
    const x = values[i]!;
    const isNull = valid !== undefined && valid[i] === 0;
    let point = isNull ? -1 : count - 1;
    while (point >= 0 && points[point] !== x) point--;
    if (point >= 0) {
      t.pointRows[point]!++;
      continue;
    }
    const j = +(x >= b1) + +(x >= b2) + +(x >= b3) + +(x >= b4) + +(x >= b5) + +(x >= b6) + +(x >= b7);
    const step = first[j]! + Math.floor((x - lo[j]!) * scale[j]!);
    if (step >= 0 && step < last && !isNull) {
      const cell = (step >>> 10) + 1;
      rows[cell]!++;
      steps[cell]! += step;
    } else addOdd(t, x, isNull, step);
  }
};

/**
 * A counter for a grid: one pass, nulls, NaN, ±∞ and the points of the grid apart.
 *
 * The cells are those of `fineIndex`, the sums those of `stepOf`, to the last unit.
 */
export function gridCounter(grid: Grid): GridCounter {
  const tables = tablesOf(grid);
  const add = grid.segments.length === 1 && grid.points.length === 0 ? addFlat : addSegments;
  return {
    add: (values, length, valid) => add(tables, values, length, valid),
    result: () => ({
      kind: "cells",
      specials: {
        nulls: tables.specials[NULLS]!,
        nan: tables.specials[NAN]!,
        positiveInfinity: tables.specials[POSITIVE]!,
        negativeInfinity: tables.specials[NEGATIVE]!,
      },
      rows: Array.from(tables.rows),
      steps: Array.from(tables.steps),
      points: Array.from(tables.pointRows),
    }),
  };
}
