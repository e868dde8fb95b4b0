import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../src/random/index.ts";
import { gridCell, gridCells } from "../../../src/score/calibration/forecast-grid.ts";
import { collectReliability, type Reliability, reliability } from "../../../src/score/index.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("the grid of forecasts", () => {
  it("keeps the order of forecasts and stays within its cells", () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(gridCell(low, 7)).toBeLessThanOrEqual(gridCell(high, 7));
        expect(gridCell(high, 7)).toBeLessThan(gridCells(7));
      }),
    );
  });

  it("is symmetric about ½ but for ½ itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 511 }), (k) => {
        const p = k / 1024;
        expect(gridCell(1 - p, 7)).toBe(gridCells(7) - 1 - gridCell(p, 7));
      }),
    );
  });

  it("gives exactly 0 and exactly 1 cells of their own", () => {
    expect([gridCell(0, 7), gridCell(Number.MIN_VALUE, 7)]).toEqual([0, 1]);
    expect(gridCell(1, 7) - gridCell(1 - 2 ** -53, 7)).toBe(1);
  });

  it("nests: cells of a coarser grid are unions of finer ones", () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        if (gridCell(a, 7) === gridCell(b, 7)) expect(gridCell(a, 4)).toBe(gridCell(b, 4));
      }),
    );
    for (let p = 1e-9; p < 1; p *= 1.01) {
      const cell = gridCell(p, 7);
      expect(gridCell(p, 4)).toBe(1 + ((cell - 1) >> 3));
    }
  });
});

/** Rows of forecasts spread over (0, 1), true with probability `truth(f)`. */
function simulate(n: number, seed: number, truth: (f: number) => number, clusters?: number): Reliability {
  const rng = random([seed, n]);
  const pairs = collectReliability();
  for (let i = 0; i < n; i++) {
    const f = rng.uniform();
    pairs.add(f, rng.uniform() < truth(f) ? 1 : 0, 1, clusters === undefined ? undefined : i % clusters);
  }
  return reliability(pairs.summary());
}

describe("reliability", () => {
  it("has bins of about equal mass that hold every row", () => {
    const { bins, rows } = simulate(3000, 1, (f) => f);
    expect(bins.length).toBe(15);
    expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows);
    for (const bin of bins) expect(Math.abs(bin.rows - 200)).toBeLessThan(40);
    for (const bin of bins) expect(bin.low <= bin.forecast && bin.forecast <= bin.high).toBe(true);
  });

  it("debiases the squared error by ō(1 − ō)/(n − 1) a bin", () => {
    const pairs = collectReliability();
    const bins = [
      { forecast: 0.25, hits: 6, rows: 10 },
      { forecast: 0.75, hits: 7, rows: 10 },
    ];
    for (const { forecast, hits, rows } of bins) {
      for (let i = 0; i < rows; i++) pairs.add(forecast, i < hits ? 1 : 0);
    }
    const found = reliability(pairs.summary(), { bins: 2 });
    const expected = ((0.6 - 0.25) ** 2 - (0.6 * 0.4) / 9 + (0.7 - 0.75) ** 2 - (0.7 * 0.3) / 9) / 2;
    expect(found.squaredCalibrationError.value).toBeCloseTo(expected, 14);
    expect(found.expectedCalibrationError.plugIn).toBeCloseTo((0.35 + 0.05) / 2, 14);
    expect(found.maximumCalibrationError.value).toBeCloseTo(0.35, 14);
    expect(found.maximumCalibrationError.bin).toBe(0);
    // Half-normal means of the binomial deviations under right forecasts: √(2/π · f(1 − f)/10).
    expect(found.expectedCalibrationError.nullMean).toBeCloseTo(Math.sqrt((2 / Math.PI) * 0.01875), 14);
  });

  it("tests by exact variances: χ² = Σ (hits − Σf)²/Σf(1 − f)", () => {
    const pairs = collectReliability();
    for (let i = 0; i < 100; i++) pairs.add(0.25, i < 30 ? 1 : 0);
    for (let i = 0; i < 100; i++) pairs.add(0.5, i < 45 ? 1 : 0);
    const { test, spiegelhalter } = reliability(pairs.summary(), { bins: 2 });
    expect(test!.value).toBeCloseTo(5 ** 2 / 18.75 + 5 ** 2 / 25, 12);
    // Z = Σ(o − f)(1 − 2f)/√Σ(1 − 2f)²f(1 − f): only the first hundred count.
    expect(spiegelhalter!.value).toBeCloseTo((5 * 0.5) / Math.sqrt(0.25 * 18.75), 12);
  });

  it("rejects wrong forecasts and not right ones", () => {
    expect(simulate(2000, 3, (f) => f * f).test!.p).toBeLessThan(1e-6);
    const rejected = Array.from({ length: 100 }, (_, seed) => simulate(400, seed, (f) => f).test!.p).filter(
      (p) => p <= 0.05,
    );
    // 5 % of 100, three standard errors.
    expect(rejected.length).toBeLessThanOrEqual(12);
  });

  it("leaves less bias in the expected calibration error than the plug-in has", () => {
    const found = Array.from(
      { length: 40 },
      (_, seed) => simulate(400, seed, (f) => f).expectedCalibrationError,
    );
    const mean = (of: (one: (typeof found)[number]) => number): number =>
      found.reduce((sum, one) => sum + of(one), 0) / found.length;
    expect(mean(({ plugIn, nullMean }) => plugIn! / nullMean)).toBeGreaterThan(0.9);
    expect(mean(({ value, nullMean }) => value / nullMean)).toBeLessThan(0.45);
    // 2.5 % of 40, three standard errors.
    expect(found.filter(({ low }) => low > 0).length).toBeLessThanOrEqual(4);
  });

  it("finds the gap itself where chance adds nothing that rounding would keep", () => {
    const pairs = collectReliability();
    for (let i = 0; i < 30_000; i++) {
      const f = 0.2 + 0.2 * (i % 3);
      pairs.add(f, i % 10 === 0 ? 1 : 0);
    }
    // Outcomes are 1 in 10, of all three forecasts: mean gap 0.3.
    const { value, low, high } = reliability(pairs.summary()).expectedCalibrationError;
    expect(value).toBeCloseTo(0.3, 10);
    expect([low < 0.3, low > 0.29, high > 0.3, high < 0.31]).toEqual([true, true, true, true]);
  });

  it("is certain that an impossible outcome is impossible", () => {
    const pairs = collectReliability();
    for (let i = 0; i < 50; i++) pairs.add(0, i === 0 ? 1 : 0);
    expect(reliability(pairs.summary()).test!.p).toBe(0);
  });

  it("draws the outcomes by their forecasts: p is that of the exact law of few rare events", () => {
    const pairs = collectReliability();
    for (let i = 0; i < 60; i++) pairs.add(0.1, i < 12 ? 1 : 0);
    const { test } = reliability(pairs.summary());
    expect(test!.value).toBeCloseTo(36 / 5.4, 12);
    // P(X ≥ 12 or X ≤ 0) = 0.016382 for X binomial(60, 0.1), summed; χ² with 1 degree of freedom says 0.0098.
    expect(Math.abs(test!.p - 0.016382)).toBeLessThan(0.004);
  });

  it("leaves rows of different weights to χ²", () => {
    const pairs = collectReliability();
    for (let i = 0; i < 60; i++) pairs.add(0.5, i < 24 ? 1 : 0, 1 + (i % 2));
    const { test } = reliability(pairs.summary());
    // 12 rows of weight 1 and 12 of weight 2 of 30 each came true: (36 − 45)²/(¼·(30 + 120)), tail of χ² with 1 degree of freedom.
    expect(test!.value).toBeCloseTo(81 / 37.5, 12);
    expect(test!.p).toBeCloseTo(0.1416447, 6);
  });

  it("flips the signs of groups of whole clusters where they are named", () => {
    expect(simulate(2000, 5, (f) => f, 100).test!.method).toContain("whole clusters");
    expect(simulate(2000, 5, (f) => f * f, 100).test!.p).toBeLessThan(1e-3);
  });

  it("says nothing of five clusters, of which no pattern of signs is rare", () => {
    expect(simulate(200, 5, (f) => f, 5).test).toBeUndefined();
    expect(simulate(200, 5, (f) => f, 6).test).toBeDefined();
  });

  it("is no surer of clusters than of as many independent rows", () => {
    const [clustered, independent] = [collectReliability(), collectReliability()];
    // Each of 20 clusters has one outcome in two by chance never missed: their residuals are all 0.5 − 0.4.
    for (let i = 0; i < 40; i++) {
      clustered.add(0.4, i % 2, 1, i >> 1);
      independent.add(0.4, i % 2);
    }
    const [a, b] = [reliability(clustered.summary()).test!, reliability(independent.summary()).test!];
    expect(b.p).toBeGreaterThan(0.1);
    expect(a.p).toBe(b.p);
  });

  it("of merged parts is that of the whole", () => {
    const rng = random(8);
    const [whole, left, right] = [collectReliability(), collectReliability(), collectReliability()];
    for (let i = 0; i < 500; i++) {
      const [f, o] = [rng.uniform(), rng.integer(2)];
      whole.add(f, o, 1, i % 40);
      (i < 200 ? left : right).add(f, o, 1, i % 40);
    }
    left.merge(JSON.parse(JSON.stringify(right.summary())));
    const [a, b] = [reliability(left.summary()), reliability(whole.summary())];
    expect(a.test!.p).toBeCloseTo(b.test!.p, 10);
    expect(a.expectedCalibrationError.high).toBeCloseTo(b.expectedCalibrationError.high, 10);
  });

  it.each([
    [[1.5, 1], "forecast[0] = 1.5"],
    [[0.5, 2], "outcome[0] = 2"],
    [[Number.NaN, 1], "forecast[0] = NaN"],
  ] as const)("refuses the pair %j", ([f, o], message) => {
    expect(() => collectReliability().add(f, o)).toThrow(message);
  });
});
