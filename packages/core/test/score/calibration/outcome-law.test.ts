import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeLaw } from "../../../src/score/calibration/outcome-law.ts";
import { collectReliability } from "../../../src/score/index.ts";

function lawOf(forecasts: readonly number[]) {
  const pairs = collectReliability();
  for (const f of forecasts) pairs.add(f, 0);
  const { cells } = pairs.summary();
  return outcomeLaw(cells, [...cells.cell.keys()]);
}

describe("outcomeLaw", () => {
  it("of one forecast is binomial: P(k) = C(4, k)/4^k·(3/4)^(4 − k)", () => {
    const { from, mass } = lawOf([0.25, 0.25, 0.25, 0.25]);
    expect(from).toBe(0);
    [81, 108, 54, 12, 1].forEach((x, k) => {
      expect(mass[k]).toBeCloseTo(x / 256, 15);
    });
  });

  it("of two forecasts counts the ways: ¼ and ½ give 3/8, 4/8, 1/8", () => {
    expect(Array.from(lawOf([0.25, 0.5]).mass)).toEqual([0.375, 0.5, 0.125]);
  });

  it("is sure of forecasts of 0 and 1", () => {
    expect(lawOf([0, 1, 1])).toEqual({ from: 2, mass: Float64Array.of(1) });
  });

  it("has the forecasts' mean and, but for the width of cells, their variance", () => {
    const forecasts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(forecasts, (list) => {
        const { from, mass } = lawOf(list);
        const sum = (of: (k: number) => number): number =>
          mass.reduce((total, share, i) => total + share * of(from + i), 0);
        const mean = sum((k) => k);
        expect(sum(() => 1)).toBeCloseTo(1, 10);
        expect(mean).toBeCloseTo(
          list.reduce((a, f) => a + f, 0),
          9,
        );
        const variance = list.reduce((a, f) => a + f * (1 - f), 0);
        // Forecasts of a cell lie within 1/256 of each other, so that Σ(f − f̄)² is at most n/4·2⁻¹⁶.
        const off = sum((k) => (k - mean) ** 2) - variance;
        expect(off).toBeGreaterThan(-1e-9);
        expect(off).toBeLessThan((list.length / 4) * 2 ** -16 + 1e-9);
      }),
    );
  });
});
