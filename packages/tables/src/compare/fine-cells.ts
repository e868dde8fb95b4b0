import {
  cellMean,
  cellRange,
  fineIndex,
  type Grid,
  gridCells,
  gridHigh,
  gridLow,
  pointIndex,
  stepOf,
} from "../plan/grid.ts";
import type { CellSummary, CountSummary, ValueSummary } from "../summary/summary.ts";

/** One step of an ordered axis: the values in [lo, hi), or one value where lo = hi; rows and mean of each side. */
export interface FineCell {
  readonly lo: number;
  readonly hi: number;
  readonly x: number;
  readonly y: number;
  readonly xMean: number;
  readonly yMean: number;
}

/** Two sides laid on one ordered axis, from the smallest value up, with what lies beyond the grid's ends. */
export interface Axis {
  /** Those of a grid's points that lie beyond its ends among them. */
  readonly cells: readonly FineCell[];
  readonly below: FineCell;
  readonly above: FineCell;
  /** Distances are taken between values kept within these. */
  readonly low: number;
  readonly high: number;
  /** Whether every value is known, not only its cell. */
  readonly byValue: boolean;
}

/** Counts of a side that was taken by value, laid on a grid as its rows would have been. */
function ontoGrid(summary: ValueSummary, grid: Grid): CellSummary {
  const rows = new Array<number>(gridCells(grid) + 2).fill(0);
  const steps = new Array<number>(gridCells(grid) + 2).fill(0);
  const points = grid.points.map(() => 0);
  for (const [value, n] of summary.values) {
    const i = fineIndex(grid, Number(value));
    if (i <= pointIndex(0)) points[pointIndex(0) - i]! += n;
    else {
      rows[i + 1]! += n;
      steps[i + 1]! += n * stepOf(grid, Number(value));
    }
  }
  return { kind: "cells", specials: summary.specials, rows, steps, points };
}

function gridAxis(grid: Grid, x: CellSummary, y: CellSummary): Axis {
  const count = gridCells(grid);
  const cell = (i: number, lo: number, hi: number): FineCell => {
    const [nx, ny] = [x.rows[i + 1]!, y.rows[i + 1]!];
    const mean = (n: number, s: number): number => (n > 0 ? cellMean(grid, i, n, s) : Number.NaN);
    return { lo, hi, x: nx, y: ny, xMean: mean(nx, x.steps[i + 1]!), yMean: mean(ny, y.steps[i + 1]!) };
  };
  const ranges = Array.from({ length: count }, (_, i) => cell(i, ...cellRange(grid, i)));
  const points = grid.points.map(
    (v, j): FineCell => ({ lo: v, hi: v, x: x.points[j]!, y: y.points[j]!, xMean: v, yMean: v }),
  );
  const [low, high] = [gridLow(grid), gridHigh(grid)];
  const middle = (c: FineCell): number => (c.lo + c.hi) / 2;
  const cells = [...ranges, ...points].sort((a, b) => middle(a) - middle(b));
  return {
    cells,
    below: cell(-1, Number.NEGATIVE_INFINITY, low),
    above: cell(count, high, Number.POSITIVE_INFINITY),
    low,
    high,
    byValue: false,
  };
}

const NOTHING = { x: 0, y: 0, xMean: Number.NaN, yMean: Number.NaN };

/** Values beyond the reference's, as one cell; for their mean they are kept within [low, high]. */
function pooled(cells: readonly FineCell[], lo: number, hi: number, low: number, high: number): FineCell {
  const x = cells.reduce((a, c) => a + c.x, 0);
  const y = cells.reduce((a, c) => a + c.y, 0);
  const at = (c: FineCell): number => Math.min(high, Math.max(low, c.lo));
  const mean = (n: number, of: "x" | "y"): number => cells.reduce((a, c) => a + c[of] * at(c), 0) / n;
  return { lo, hi, x, y, xMean: mean(x, "x"), yMean: mean(y, "y") };
}

function valueAxis(grid: Grid, x: ValueSummary, y: ValueSummary): Axis {
  const sides = new Map<number, { x: number; y: number }>();
  for (const [v, n] of x.values) sides.set(Number(v), { x: n, y: 0 });
  for (const [v, n] of y.values) sides.set(Number(v), { x: sides.get(Number(v))?.x ?? 0, y: n });
  const all = [...sides]
    .sort((a, b) => a[0] - b[0])
    .map(([v, rows]): FineCell => ({ lo: v, hi: v, ...rows, xMean: v, yMean: v }));
  const seen = all.filter((c) => c.y > 0);
  const least = seen[0]?.lo ?? Number.POSITIVE_INFINITY;
  const most = seen.at(-1)?.lo ?? Number.NEGATIVE_INFINITY;
  const low = Math.min(gridLow(grid), least);
  const high = Math.max(gridHigh(grid), most);
  const below = all.filter((c) => c.lo < least);
  const above = all.filter((c) => c.lo > most);
  return {
    cells: all.filter((c) => c.lo >= least && c.lo <= most),
    below:
      below.length > 0
        ? pooled(below, Number.NEGATIVE_INFINITY, least, low, high)
        : { lo: Number.NEGATIVE_INFINITY, hi: least, ...NOTHING },
    above:
      above.length > 0
        ? pooled(above, most, Number.POSITIVE_INFINITY, low, high)
        : { lo: most, hi: Number.POSITIVE_INFINITY, ...NOTHING },
    low,
    high,
    byValue: true,
  };
}

/** Lays both sides of a numeric column on one axis; a side counted by value is laid on the other's grid where need be. */
export function layOut(grid: Grid, current: CountSummary, reference: CountSummary): Axis | null {
  if (current.kind === "values" && reference.kind === "values") return valueAxis(grid, current, reference);
  const onGrid = (s: CountSummary): CellSummary | null =>
    s.kind === "cells" ? s : s.kind === "values" ? ontoGrid(s, grid) : null;
  const x = onGrid(current);
  const y = onGrid(reference);
  return x && y ? gridAxis(grid, x, y) : null;
}
