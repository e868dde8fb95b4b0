import { describe, expect, it } from "vitest";
import { buildGrid } from "../../src/plan/build-grid.ts";
import { cellRange, fineIndex, type Grid, gridCells } from "../../src/plan/grid.ts";
import { heavyCells, refineGrid, type Slice } from "../../src/plan/refine-grid.ts";
import { totalWeight, weighted } from "../../src/plan/weighted.ts";
import { countNumbers } from "../../src/summary/index.ts";
import { draws, lognormal, normal } from "../draws.ts";

/** What a table's slices of its heavy cells would be. */
function slicesOf(values: readonly number[], grid: Grid, cells: readonly number[]): Map<number, Slice[]> {
  return new Map(
    cells.map((cell) => {
      const [lo, hi] = cellRange(grid, cell);
      const slices = new Map<number, Slice>();
      for (const v of values) {
        if (!(v >= lo && v < hi)) continue;
        const at = Math.floor((v - lo) * (1024 / (hi - lo)));
        const s = slices.get(at) ?? { rows: 0, min: v, max: v };
        slices.set(at, { rows: s.rows + 1, min: Math.min(s.min, v), max: Math.max(s.max, v) });
      }
      return [cell, [...slices.values()]] as const;
    }),
  );
}

const counted = (grid: Grid, values: readonly number[]) => {
  const found = countNumbers({ kind: "cells", grid }, Float64Array.from(values));
  if (found.kind !== "cells") throw new Error("not on a grid");
  return found;
};

describe("a grid made again", () => {
  const values = draws(60_000, 1, (rng) => (rng.uniform() < 0.5 ? normal(0, 1)(rng) : lognormal(5, 2)(rng)));
  /** What a sample of the first heap alone would have planned. */
  const blind = buildGrid(weighted(Float64Array.from(values.filter((v) => v > 40))));

  it("has no heavy cell left where the first one was blind to a half of the rows", () => {
    const first = counted(blind, values);
    const heavy = heavyCells(first.rows);
    expect(heavy.length + Number(first.rows[0]! > 0)).toBeGreaterThan(0);
    const refined = refineGrid(blind, first.rows, first.points, slicesOf(values, blind, heavy));
    expect(refined.segments.length).toBeLessThanOrEqual(8);
    expect(gridCells(refined)).toBeLessThanOrEqual(1024);
    expect(heavyCells(counted(refined, values).rows)).toEqual([]);
  });

  it("makes a point of a cell that is one value", () => {
    const ones = [...draws(5000, 2, normal(0, 1)), ...new Array<number>(2000).fill(0.123)];
    const even: Grid = { segments: [{ lo: -6, scale: 1024 / 12, cells: 1024 }], points: [] };
    const first = counted(even, ones);
    const heavy = heavyCells(first.rows);
    expect(heavy).toEqual([fineIndex(even, 0.123)]);
    const refined = refineGrid(even, first.rows, first.points, slicesOf(ones, even, heavy));
    expect(refined.points).toEqual([0.123]);
  });

  it("keeps the points and all the weight of the first one", () => {
    const grid: Grid = { segments: [{ lo: 0, scale: 1, cells: 8 }], points: [100] };
    const refined = refineGrid(grid, [1, 5, 5, 5, 5, 5, 5, 5, 5, 2], [40], new Map());
    expect(refined.points).toContain(100);
    expect(totalWeight(weighted(Float64Array.from([1, 1, 2])))).toBe(3);
  });

  it("calls no cell heavy that holds 1/64 or lies beyond the ends", () => {
    expect(heavyCells([500, ...new Array<number>(64).fill(10), 500])).toEqual([]);
    expect(heavyCells([0, 1, 100, 1, 0])).toEqual([1]);
  });
});
