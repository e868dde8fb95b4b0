import { describe, expect, it } from "vitest";
import type { Estimate } from "../../../src/estimate/index.ts";
import { random } from "../../../src/random/index.ts";
import {
  calibrationFigures,
  collectCalibration,
  collectReliability,
  probabilityRow,
  reliability,
} from "../../../src/score/index.ts";

const NOTE = /one cluster: no error can be estimated/;

function numbers(estimate: Estimate): number[] {
  const { value, low, high, standardError, bias, plugIn } = estimate;
  return [value, low, high, standardError, bias, plugIn!];
}

describe("rows of a single cluster", () => {
  const rng = random(3);
  const rows = Array.from({ length: 300 }, () => [rng.uniform(), rng.uniform() < 0.5 ? 1 : 0] as const);

  it("give calibration errors without an interval", () => {
    const pairs = collectReliability();
    for (const [p, y] of rows) pairs.add(p, y, 1, "only");
    const found = reliability(pairs.summary());
    for (const error of [found.expectedCalibrationError, found.squaredCalibrationError]) {
      expect(numbers(error).some(Number.isNaN)).toBe(false);
      expect(error.value).toBe(error.plugIn);
      expect([error.low, error.high]).toEqual([0, 1]);
      expect(error.notes.join()).toMatch(NOTE);
    }
    expect(found.test).toBeUndefined();
  });

  it("give a split that adds up, without intervals", () => {
    const row = probabilityRow("prob", 2);
    const calibration = collectCalibration({ classes: 2 });
    rows.forEach(([p, y], i) => {
      row.read([p], 0, i);
      calibration.add(row, y, 1, "only");
    });
    const { split, brierSplit } = calibrationFigures(calibration.summary());
    for (const { uncertainty, resolution, calibration, within, score } of [split, brierSplit]) {
      expect(uncertainty.value - resolution.value + calibration.value + within.value).toBeCloseTo(score, 12);
      for (const part of [uncertainty, resolution, calibration, within]) {
        expect(numbers(part).some(Number.isNaN)).toBe(false);
        expect(part.high).toBe(Number.POSITIVE_INFINITY);
        expect(part.notes.join()).toMatch(NOTE);
      }
    }
  });
});
