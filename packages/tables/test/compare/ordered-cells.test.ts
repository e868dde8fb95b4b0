import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut } from "../../src/compare/fine-cells.ts";
import { writerFor } from "../../src/compare/label.ts";
import { orderedCells } from "../../src/compare/ordered-cells.ts";
import { buildGrid } from "../../src/plan/build-grid.ts";
import { weighted } from "../../src/plan/weighted.ts";
import { type CountPlan, countNumbers, NO_SPECIALS } from "../../src/summary/index.ts";
import { draws, lognormal, normal, zeroInflated } from "../draws.ts";
import { textColumn } from "./made.ts";

function cellsOf(x: readonly number[], y: readonly number[], kind: "cells" | "values" = "cells") {
  const grid = buildGrid(weighted(Float64Array.from(y)));
  const plan: CountPlan = kind === "cells" ? { kind, grid } : { kind, numeric: true, grid };
  const axis = layOut(
    grid,
    countNumbers(plan, Float64Array.from(x)),
    countNumbers(plan, Float64Array.from(y)),
  )!;
  const sizes = { n: x.length, m: y.length, effect: 1 };
  return orderedCells(
    axis,
    NO_SPECIALS,
    NO_SPECIALS,
    writerFor({ ...textColumn("c"), type: "float" }),
    sizes,
  );
}

describe("the cells of a numeric column", () => {
  it("are 32 of about equal mass of the reference", () => {
    const set = cellsOf(draws(5000, 1, normal(0.3)), draws(5000, 2, normal()));
    const inner = set.cells.filter((c) => !c.aside);
    expect(inner.length).toBe(32);
    for (const c of inner) expect(Math.abs(c.y / 5000 - 1 / 32)).toBeLessThan(0.012);
    expect(set.scale).toBe("ordered");
    expect(set.notes).toEqual([]);
  });

  it("are fewer of few rows, and this is said", () => {
    const set = cellsOf(draws(150, 1, normal()), draws(5000, 2, normal()));
    expect(set.cells.length).toBeLessThanOrEqual(9);
    expect(set.notes).toEqual(["few rows: 8 cells of equal mass instead of 32"]);
  });

  it("give a heavy value a cell of its own", () => {
    const law = zeroInflated(0.4, lognormal(0, 1));
    const set = cellsOf(draws(5000, 1, law), draws(5000, 2, law));
    const zero = set.cells.find((c) => c.label === "0")!;
    expect(Math.abs(zero.y / 5000 - 0.4)).toBeLessThan(0.03);
  });

  it("join neighbours rather than pool what is far apart, where each value is rare", () => {
    const values = (seed: number): number[] => draws(150, seed, (rng) => 180 + rng.integer(40));
    const set = cellsOf(values(1), values(2), "values");
    expect(set.cells.map((c) => c.label).filter((label) => label.startsWith("rare"))).toEqual([]);
    expect(set.rareShare).toBe(0);
    expect(set.cells.length).toBeGreaterThanOrEqual(4);
  });

  it("lose no row of either side", () => {
    const sample = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(-999, 0, 1e9)), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(sample, sample, fc.constantFrom("cells" as const, "values" as const), (x, y, kind) => {
        const { cells } = cellsOf(x, y, kind);
        expect(cells.reduce((a, c) => a + c.x, 0)).toBe(x.length);
        expect(cells.reduce((a, c) => a + c.y, 0)).toBe(y.length);
        expect(new Set(cells.map((c) => c.label)).size).toBe(cells.length);
      }),
    );
  });
});
