import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellMean,
  cellRange,
  fineIndex,
  type Grid,
  gridCells,
  gridHigh,
  gridLow,
  offsets,
  pointIndex,
  STEPS,
  stepOf,
} from "../../src/plan/grid.ts";

/** Up to 8 segments of powers of two, so that every edge is a double without rounding. */
const exactGrids = fc
  .tuple(
    fc.integer({ min: -1000, max: 1000 }),
    fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 64 })), {
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map(([start, parts]): Grid => {
    let lo = start;
    const segments = parts.map(([power, cells]) => {
      const segment = { lo, scale: 2 ** power, cells };
      lo += cells / 2 ** power;
      return segment;
    });
    return { segments, points: [] };
  });

describe("a fine grid", () => {
  it("puts every value of a cell's range into that cell, its edges included", () => {
    fc.assert(
      fc.property(exactGrids, fc.nat({ max: 63 }), (grid, part) => {
        for (let i = 0; i < gridCells(grid); i++) {
          const [lo, hi] = cellRange(grid, i);
          expect(hi).toBeGreaterThan(lo);
          expect(fineIndex(grid, lo)).toBe(i);
          expect(fineIndex(grid, lo + ((hi - lo) * part) / 64)).toBe(i);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("has cells that follow each other from its low to its high end", () => {
    fc.assert(
      fc.property(exactGrids, (grid) => {
        const ranges = Array.from({ length: gridCells(grid) }, (_, i) => cellRange(grid, i));
        expect(ranges[0]![0]).toBe(gridLow(grid));
        expect(ranges.at(-1)![1]).toBe(gridHigh(grid));
        for (let i = 1; i < ranges.length; i++) expect(ranges[i]![0]).toBe(ranges[i - 1]![1]);
        expect(offsets(grid)).toEqual(
          grid.segments.map((_, k) => grid.segments.slice(0, k).reduce((a, s) => a + s.cells, 0)),
        );
      }),
    );
  });

  it("takes the least value below and the greatest above apart", () => {
    fc.assert(
      fc.property(exactGrids, (grid) => {
        expect(fineIndex(grid, gridLow(grid) - 1e-9)).toBe(-1);
        expect(fineIndex(grid, gridHigh(grid))).toBe(gridCells(grid));
        expect(fineIndex(grid, -Number.MAX_VALUE)).toBe(-1);
        expect(fineIndex(grid, Number.MAX_VALUE)).toBe(gridCells(grid));
      }),
    );
  });

  it("knows the mean of a cell to half a step", () => {
    fc.assert(
      fc.property(
        exactGrids,
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 1,
          maxLength: 9,
        }),
        (grid, parts) => {
          for (let i = 0; i < gridCells(grid); i += 7) {
            const [lo, hi] = cellRange(grid, i);
            const values = parts.map((part) => lo + (hi - lo) * part);
            const steps = values.reduce((a, v) => a + stepOf(grid, v), 0);
            const mean = values.reduce((a, v) => a + v, 0) / values.length;
            const found = cellMean(grid, i, values.length, steps);
            expect(Math.abs(found - mean)).toBeLessThanOrEqual(((hi - lo) / STEPS) * 0.5000001);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("rises with the value", () => {
    const grid: Grid = {
      segments: [
        { lo: -1.1, scale: 3.3, cells: 16 },
        { lo: 3.7, scale: 0.77, cells: 40 },
      ],
      points: [],
    };
    const values = Array.from({ length: 2000 }, (_, i) => -3 + i * 0.05);
    const cells = values.map((v) => fineIndex(grid, v));
    for (let i = 1; i < cells.length; i++) expect(cells[i]!).toBeGreaterThanOrEqual(cells[i - 1]!);
    expect([cells[0], cells.at(-1)]).toEqual([-1, 56]);
  });

  it("gives heavy values cells of their own", () => {
    const grid: Grid = { segments: [{ lo: 0, scale: 1, cells: 4 }], points: [2, 99] };
    expect([2, 99, 2.5, -0].map((v) => fineIndex(grid, v))).toEqual([pointIndex(0), pointIndex(1), 2, 0]);
  });

  it("has no cell beyond its last", () => {
    const grid: Grid = { segments: [{ lo: 0, scale: 1, cells: 4 }], points: [] };
    expect(() => cellRange(grid, 4)).toThrow("cellRange: cell 4; the grid has 4");
  });
});
