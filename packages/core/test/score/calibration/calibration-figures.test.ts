import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../src/random/index.ts";
import {
  type CalibrationSummary,
  calibrationFigures,
  collectCalibration,
  probabilityRow,
  type ScoreSplit,
} from "../../../src/score/index.ts";

type Row = readonly [p: readonly number[], label: number];

function summaryOf(rows: readonly Row[], classes: number): CalibrationSummary {
  const row = probabilityRow("weights", classes);
  const calibration = collectCalibration({ classes });
  rows.forEach(([p, label], i) => {
    row.read(p, 0, i);
    calibration.add(row, label);
  });
  return calibration.summary();
}

function draw(n: number, classes: number, seed: number): Row[] {
  const rng = random(seed);
  return Array.from({ length: n }, () => [
    Array.from({ length: classes }, () => rng.uniform()),
    rng.integer(classes),
  ]);
}

const total = (
  { uncertainty, resolution, calibration, within }: ScoreSplit,
  of: "value" | "plugIn",
): number => uncertainty[of]! - resolution[of]! + calibration[of]! + within[of]!;

describe("the four-term split", () => {
  it("adds up, corrected or not, and is the mean score", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 5, max: 300 }), (classes, n) => {
        const rows = draw(n, classes, n);
        const { split, brierSplit } = calibrationFigures(summaryOf(rows, classes));
        const loss =
          rows.reduce((sum, [p, y]) => sum - Math.log(p[y]! / p.reduce((a, b) => a + b, 0)), 0) / n;
        expect(Math.abs(split.score - loss)).toBeLessThan(1e-12);
        for (const one of [split, brierSplit]) {
          expect(Math.abs(total(one, "plugIn") - one.score)).toBeLessThan(1e-12);
          expect(Math.abs(total(one, "value") - one.score)).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("is corrected by (K−1)/2n, (J−1)(K−1)/2n and J(K−1)/2n", () => {
    const { split } = calibrationFigures(summaryOf(draw(400, 3, 1), 3));
    const [J, unit] = [split.bins, 2 / (2 * 400)];
    expect(split.uncertainty.bias).toBeCloseTo(-unit, 15);
    expect(split.resolution.bias).toBeCloseTo((J - 1) * unit, 14);
    expect(split.calibration.bias).toBeCloseTo(J * unit, 14);
  });

  it("takes distinct forecasts where they are few and often, and leaves nothing within", () => {
    const rows = Array.from({ length: 200 }, (_, i): Row => [i % 2 ? [1, 3] : [3, 1], (i >> 1) % 2]);
    const { split } = calibrationFigures(summaryOf(rows, 2));
    expect([split.distinct, split.bins, split.within.value]).toEqual([true, 2, 0]);
    // Outcomes are 1/2 where 1/4 and 3/4 were said: KL(1/2 ‖ 1/4) = ½ ln(4/3).
    expect(split.calibration.plugIn).toBeCloseTo(0.5 * Math.log(4 / 3), 14);
  });

  it("takes bins where a distinct forecast comes fewer than 20 times", () => {
    const rows = Array.from({ length: 30 }, (_, i): Row => [i % 2 ? [1, 3] : [3, 1], (i >> 1) % 2]);
    expect(calibrationFigures(summaryOf(rows, 2)).split.distinct).toBe(false);
  });

  it("puts an infinite loss into calibration, uncorrected, and splits the others beside it", () => {
    const rows: Row[] = [...draw(100, 2, 3), [[1, 0], 1]];
    const figures = calibrationFigures(summaryOf(rows, 2));
    expect(figures.infiniteRows).toBe(1);
    expect([figures.split.score, figures.split.calibration.value]).toEqual([Infinity, Infinity]);
    expect(figures.split.calibration.bias).toBe(0);
    expect(figures.split.rows).toBe(101);
    expect(figures.finiteSplit!.rows).toBe(100);
    expect(Math.abs(total(figures.finiteSplit!, "value") - figures.finiteSplit!.score)).toBeLessThan(1e-12);
    expect(JSON.stringify(figures)).not.toContain("NaN");
  });

  it("stands where every loss is infinite and where there is one row", () => {
    expect(calibrationFigures(summaryOf([[[1, 0], 1]], 2)).split.score).toBe(Number.POSITIVE_INFINITY);
    const { split } = calibrationFigures(summaryOf([[[1, 3], 1]], 2));
    expect(split.score).toBeCloseTo(Math.log(4 / 3), 15);
  });

  it("is Brier's with terms that Murphy's identity gives for distinct forecasts", () => {
    const rows = Array.from({ length: 200 }, (_, i): Row => [i % 2 ? [1, 3] : [3, 1], i % 5 === 0 ? 0 : 1]);
    const { brierSplit } = calibrationFigures(summaryOf(rows, 2));
    // Over both classes: 2·Σ w(ō − f̄)²; the share of label 1 is 0.8 under both forecasts.
    expect(brierSplit.calibration.plugIn).toBeCloseTo(((0.8 - 0.75) ** 2 + (0.8 - 0.25) ** 2) / 1, 14);
    expect(brierSplit.uncertainty.plugIn).toBeCloseTo(2 * 0.8 * 0.2, 14);
  });
});

describe("a calibration summary", () => {
  it("of merged parts is that of the whole, also as JSON", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 199 }), fc.integer({ min: 2, max: 4 }), (cut, classes) => {
        const rows = draw(200, classes, cut);
        const merged = collectCalibration({ classes });
        for (const part of [rows.slice(0, cut), rows.slice(cut)]) {
          merged.merge(JSON.parse(JSON.stringify(summaryOf(part, classes))));
        }
        const [a, b] = [calibrationFigures(merged.summary()), calibrationFigures(summaryOf(rows, classes))];
        expect(a.split.bins).toBe(b.split.bins);
        expect(a.split.calibration.value).toBeCloseTo(b.split.calibration.value, 12);
        expect(a.split.within.standardError).toBeCloseTo(b.split.within.standardError, 10);
        expect(a.confidence.test!.value).toBeCloseTo(b.confidence.test!.value, 9);
      }),
      { numRuns: 15 },
    );
  });

  it("refuses other classes and no rows", () => {
    expect(() => collectCalibration({ classes: 2 }).merge(summaryOf(draw(3, 3, 1), 3))).toThrow(
      "merge of 3 classes into 2",
    );
    expect(() => calibrationFigures(summaryOf([], 2))).toThrow("no rows");
    expect(() => calibrationFigures(summaryOf(draw(3, 2, 1), 2), { bins: 0 })).toThrow("bins = 0");
  });
});
