import { describe, expect, it } from "vitest";
import { calibrationCurve } from "../../../src/score/index.ts";
import { CASES } from "../scikit-learn.ts";

const cases = CASES.filter(({ expected }) => "curve_uniform" in expected);

describe.each(cases)("the calibration curve of $name", ({ p, y, expected }) => {
  it.each(["uniform", "quantile"] as const)("equals scikit-learn's with %s bins to 1e-12", (strategy) => {
    const [outcome, forecast] = expected[`curve_${strategy}`]!.value as readonly (readonly number[])[];
    const found = calibrationCurve(
      p.map(([f]) => f!),
      y,
      { bins: 10, strategy },
    );
    expect(found.outcome.length).toBe(outcome!.length);
    outcome!.forEach((value, i) => {
      expect(Math.abs(found.outcome[i]! - value)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(found.forecast[i]! - forecast![i]!)).toBeLessThanOrEqual(1e-12);
    });
  });
});

it("refuses a forecast outside of 0 to 1, naming it", () => {
  expect(() => calibrationCurve([0.5, 1.5], [0, 1])).toThrow("forecast[1] = 1.5");
});
