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

/** One row that is no ordinary number of a cell: a null, NaN, ±∞, a point. */
function setAside(t: Tables, x: number, isNull: boolean, point: number): void {
  if (isNull) t.specials[NULLS]!++;
  else if (point >= 0) t.pointRows[point]!++;
  else t.specials[Number.isNaN(x) ? NAN : x > 0 ? POSITIVE : NEGATIVE]!++;
}

function setBeyond(t: Tables, step: number): void {
  const cell = step < 0 ? 0 : t.cells + 1;
  t.rows[cell]!++;
  t.steps[cell]! += Math.max(-FARTHEST_STEP, Math.min(FARTHEST_STEP, step));
}

/** The hot loop: everything it touches is local, and the segment is a sum of comparisons, not a branch. */
function addAll(t: Tables, values: Float64Array, length: number, valid: Uint8Array | undefined): void {
  const { cells, lo, scale, first, points, rows, steps } = t;
  const last = cells * STEPS;
  const [b1, b2, b3, b4, b5, b6, b7] = t.breaks as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const pointed = points.length > 0;
  for (let i = 0; i < length; i++) {
    const x = values[i]!;
    const isNull = valid !== undefined && valid[i] === 0;
    let point = pointed ? points.length - 1 : -1;
    while (point >= 0 && points[point] !== x) point--;
    if (isNull || x - x !== 0 || point >= 0) {
      setAside(t, x, isNull, point);
      continue;
    }
    const j = +(x >= b1) + +(x >= b2) + +(x >= b3) + +(x >= b4) + +(x >= b5) + +(x >= b6) + +(x >= b7);
    const step = first[j]! + Math.floor((x - lo[j]!) * scale[j]!);
    if (step >= 0 && step < last) {
      const cell = (step >>> 10) + 1;
      rows[cell]!++;
      steps[cell]! += step;
    } else setBeyond(t, step);
  }
}

/**
 * A counter for a grid: one pass, nulls, NaN, ±∞ and the points of the grid apart.
 *
 * The cells are those of `fineIndex`, the sums those of `stepOf`, to the last unit.
 */
export function gridCounter(grid: Grid): GridCounter {
  const tables = tablesOf(grid);
  return {
    add: (values, length, valid) => addAll(tables, values, length, valid),
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
