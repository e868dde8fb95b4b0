/** A stretch of equal cells: cell = ⌊(x − lo)·scale⌋, for the x from `lo` to the next segment. */
export interface Segment {
  readonly lo: number;
  /** Cells per unit of x. */
  readonly scale: number;
  readonly cells: number;
}

/** The fine cells of a numeric column: linear segments in order, and heavy single values that are cells of their own. */
export interface Grid {
  readonly segments: readonly Segment[];
  readonly points: readonly number[];
}

/** Each fine cell is cut again into this many steps whose numbers are summed, so that a cell knows its mean. */
export const STEPS = 1024;
export const GRID_CELLS = 1024;

/** Where a value falls: `below` −1, `above` = the number of cells, or −2 − j for point j. */
export type FineIndex = number;
export const pointIndex = (j: number): FineIndex => -2 - j;

export const gridCells = (grid: Grid): number => grid.segments.reduce((sum, s) => sum + s.cells, 0);
export const gridLow = (grid: Grid): number => grid.segments[0]!.lo;
export function gridHigh(grid: Grid): number {
  const last = grid.segments.at(-1)!;
  return last.lo + last.cells / last.scale;
}

/** First cell number of each segment. */
export function offsets(grid: Grid): number[] {
  let sum = 0;
  return grid.segments.map((s) => {
    const first = sum;
    sum += s.cells;
    return first;
  });
}

/**
 * The step of a value: ⌊(x − lo)·scale·STEPS⌋ counted through the segments; cell = ⌊step/STEPS⌋.
 *
 * Two correctly rounded operations and a floor, so that every engine that computes in IEEE doubles agrees to the bit.
 */
export function stepOf(grid: Grid, x: number): number {
  let first = 0;
  for (let i = 0; ; i++) {
    const s = grid.segments[i]!;
    const next = grid.segments[i + 1];
    if (next === undefined || x < next.lo) return first * STEPS + Math.floor((x - s.lo) * (s.scale * STEPS));
    first += s.cells;
  }
}

/** The fine cell of a finite value. */
export function fineIndex(grid: Grid, x: number): FineIndex {
  const j = grid.points.indexOf(x);
  if (j >= 0) return pointIndex(j);
  return Math.max(-1, Math.min(gridCells(grid), Math.floor(stepOf(grid, x) / STEPS)));
}

/** The range [lo, hi) of fine cell `i`, 0 ≤ i < gridCells. */
export function cellRange(grid: Grid, i: number): readonly [number, number] {
  let first = 0;
  for (const [k, s] of grid.segments.entries()) {
    if (i < first + s.cells) {
      const lo = s.lo + (i - first) / s.scale;
      const next = grid.segments[k + 1];
      const hi = i + 1 === first + s.cells && next ? next.lo : s.lo + (i + 1 - first) / s.scale;
      return [lo, hi];
    }
    first += s.cells;
  }
  throw new RangeError(`cellRange: cell ${i}; the grid has ${first}`);
}

/** Mean of the values of a fine cell from their step sum: each value stands for the middle of its step. */
export function cellMean(grid: Grid, i: number, count: number, stepSum: number): number {
  let first = 0;
  for (const [k, s] of grid.segments.entries()) {
    if (i < first + s.cells || k === grid.segments.length - 1) {
      const inner = (stepSum - count * first * STEPS) / count + 0.5;
      return s.lo + inner / (s.scale * STEPS);
    }
    first += s.cells;
  }
  return Number.NaN;
}
