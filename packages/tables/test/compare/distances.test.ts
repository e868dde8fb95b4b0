import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distances } from "../../src/compare/distances.ts";
import { layOut } from "../../src/compare/fine-cells.ts";
import { buildGrid } from "../../src/plan/build-grid.ts";
import type { Grid } from "../../src/plan/grid.ts";
import { gridHigh, gridLow } from "../../src/plan/grid.ts";
import { weighted } from "../../src/plan/weighted.ts";
import { countNumbers } from "../../src/summary/index.ts";
import { draws, lognormal, type NumberLaw, normal, zeroInflated } from "../draws.ts";

/** KS and W1 of two samples from their sorted values, W1 of values kept within [low, high]. */
function direct(x: readonly number[], y: readonly number[], low = -Infinity, high = Infinity) {
  const kept = (v: number): number => Math.min(high, Math.max(low, v));
  const at = [...new Set([...x, ...y])].sort((a, b) => a - b);
  const share = (values: readonly number[], v: number): number =>
    values.filter((u) => u <= v).length / values.length;
  let ks = 0;
  let w1 = 0;
  at.forEach((v, i) => {
    const gap = Math.abs(share(x, v) - share(y, v));
    ks = Math.max(ks, gap);
    if (i + 1 < at.length) w1 += gap * (kept(at[i + 1]!) - kept(v));
  });
  return { ks, w1 };
}

function found(grid: Grid, kind: "values" | "cells", x: readonly number[], y: readonly number[]) {
  const plan = kind === "cells" ? { kind, grid } : ({ kind, numeric: true, grid } as const);
  const count = (values: readonly number[]) => countNumbers(plan, Float64Array.from(values));
  return distances(layOut(grid, count(x), count(y))!, "EUR", 1)!;
}

const gridOf = (values: readonly number[]): Grid => buildGrid(weighted(Float64Array.from(values)));

describe("KS and W1 of values", () => {
  const range = Array.from({ length: 100 }, (_, i) => i);

  // scipy: ks_2samp(range(100), range(25, 125)).statistic, wasserstein_distance of the same; evidently's figure is this
  // over the standard deviation 28.86607: 0.8660687083024938
  it("are exact: 0…99 against 25…124", () => {
    const { ks, wasserstein } = found(
      gridOf(range),
      "values",
      range.map((v) => v + 25),
      range,
    );
    expect(ks.value).toBeCloseTo(0.25, 12);
    expect(wasserstein.value).toBeCloseTo(25, 10);
    expect(wasserstein.value / 28.86607004772212).toBeCloseTo(0.8660687083024938, 12);
    expect(wasserstein.unit).toBe("EUR");
  });

  // scipy: wasserstein_distance(x, x**2/99)/std(x) = 0.5658315560909626; ks_2samp 0.25 (p 0.0037294923618311367)
  it("are exact: 0…99 against x²/99", () => {
    const { ks, wasserstein } = found(
      gridOf(range),
      "values",
      range.map((v) => v ** 2 / 99),
      range,
    );
    expect(wasserstein.value / 28.86607004772212).toBeCloseTo(0.5658315560909626, 9);
    expect(ks.value).toBeCloseTo(0.25, 12);
  });

  // scipy: wasserstein_distance(a, b)/std(a) = 0.781236105789365
  it("are exact: eight against eight", () => {
    const a = [38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0];
    const b = [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8];
    const mean = a.reduce((s, v) => s + v, 0) / 8;
    const sd = Math.sqrt(a.reduce((s, v) => s + (v - mean) ** 2, 0) / 8);
    const { wasserstein } = found(gridOf(a), "values", b, a);
    expect(wasserstein.value / sd).toBeCloseTo(0.781236105789365, 9);
  });

  it("agree with the sorted samples, of any values", () => {
    const sample = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const grid = gridOf(y);
        const { ks, wasserstein } = found(grid, "values", x, y);
        const low = Math.min(gridLow(grid), ...y);
        const high = Math.max(gridHigh(grid), ...y);
        const wanted = direct(x, y, low, high);
        expect(ks.value).toBeCloseTo(wanted.ks, 10);
        expect(wasserstein.value).toBeCloseTo(wanted.w1, 9);
      }),
    );
  });
});

describe("KS and W1 of cells", () => {
  it.each<readonly [string, NumberLaw, NumberLaw]>([
    ["normal, shifted", normal(), normal(0.3)],
    ["normal, wider", normal(), normal(0, 1.4)],
    ["one law", normal(), normal()],
    ["lognormal", lognormal(0, 2), lognormal(0.2, 2)],
    ["half zeros", zeroInflated(0.5, lognormal(0, 1)), zeroInflated(0.4, lognormal(0, 1))],
  ])("bound the figures of the samples, closely: %s", (_, before, after) => {
    const y = draws(1500, 1, before);
    const x = draws(1500, 2, after);
    const grid = gridOf(y);
    const { ks, wasserstein } = found(grid, "cells", x, y);
    const wanted = direct(x, y, gridLow(grid), gridHigh(grid));
    const [least, most] = wasserstein.bounds!;
    const width = (gridHigh(grid) - gridLow(grid)) / 1024;
    expect(least).toBeLessThanOrEqual(wanted.w1 + width / 1000);
    expect(most).toBeGreaterThanOrEqual(wanted.w1 - width / 1000);
    expect(most - least).toBeLessThan(0.1 * wanted.w1 + 1e-3);
    expect(ks.bounds![0]).toBeLessThanOrEqual(wanted.ks + 1e-12);
    expect(ks.bounds![1]).toBeGreaterThanOrEqual(wanted.ks - 1e-12);
    expect(ks.bounds![1] - ks.bounds![0]).toBeLessThan(0.02);
  });

  it("know nothing of a side without numbers", () => {
    const grid = gridOf([1, 2, 3]);
    const empty = countNumbers({ kind: "cells", grid }, new Float64Array(0));
    expect(distances(layOut(grid, empty, empty)!, "EUR", 1)).toBeNull();
  });
});

describe("their intervals", () => {
  it("hold the truth in about 95 % of samples, and are not the bounds", () => {
    let inside = 0;
    for (let i = 0; i < 40; i++) {
      const y = draws(400, 100 + i, normal());
      const x = draws(400, 200 + i, normal(0.5));
      const { wasserstein } = found(gridOf(y), "cells", x, y);
      if (wasserstein.low <= 0.5 && 0.5 <= wasserstein.high) inside++;
      expect(wasserstein.low).toBeLessThan(wasserstein.bounds![0]);
    }
    expect(inside).toBeGreaterThanOrEqual(34);
  });
});
