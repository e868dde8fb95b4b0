import { buildGrid } from "./build-grid.ts";
import { cellRange, type Grid, gridCells } from "./grid.ts";
import { weightedFrom } from "./weighted.ts";

/** A cell that holds more than this share of the reference is looked into, unless it is a single value. */
export const HEAVY_SHARE: number = 1 / 64;

/** Rows of one slice of a heavy cell, with the least and greatest value in it. */
export interface Slice {
  readonly rows: number;
  readonly min: number;
  readonly max: number;
}

/** The cells of a grid that hold too much of the reference. */
export function heavyCells(rows: readonly number[]): number[] {
  const total = rows.reduce((a, b) => a + b, 0);
  return rows.flatMap((n, i) => (i > 0 && i < rows.length - 1 && n > HEAVY_SHARE * total ? [i - 1] : []));
}

/**
 * A grid made again from the exact counts of the first one, its heavy cells known by slices.
 *
 * For a reference whose sample told its shape badly (rows sorted by value, rare clusters). `rows` has the cells below
 * and above at its ends, as in the summary; the slices of a cell stand under its number.
 */
export function refineGrid(
  grid: Grid,
  rows: readonly number[],
  points: readonly number[],
  slices: ReadonlyMap<number, readonly Slice[]>,
): Grid {
  const pairs: [number, number][] = grid.points.map((v, j) => [v, points[j]!]);
  for (let i = 0; i < gridCells(grid); i++) {
    const inside = slices.get(i);
    if (inside === undefined) {
      const [lo, hi] = cellRange(grid, i);
      if (rows[i + 1]! > 0) pairs.push([(lo + hi) / 2, rows[i + 1]!]);
      continue;
    }
    for (const s of inside) {
      if (s.min === s.max) pairs.push([s.min, s.rows]);
      else pairs.push([s.min, s.rows / 2], [s.max, s.rows / 2]);
    }
  }
  const [lo] = cellRange(grid, 0);
  const [, hi] = cellRange(grid, gridCells(grid) - 1);
  if (rows[0]! > 0) pairs.push([lo, rows[0]!]);
  if (rows.at(-1)! > 0) pairs.push([hi, rows.at(-1)!]);
  return buildGrid(weightedFrom(pairs));
}
