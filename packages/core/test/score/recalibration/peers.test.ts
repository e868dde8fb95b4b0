import { describe, expect, it } from "vitest";
import { logits, probs } from "../../../src/index.ts";
import { applyCalibrator, fitCalibrator } from "../../../src/score/index.ts";
import { expected } from "../what-to-do.ts";

const exact = { ridge: 0, floor: 0 };
const both = (p: readonly number[]): Float64Array => Float64Array.from(p.flatMap((x) => [1 - x, x]));

/** Numbers agree to the digits that the peer's optimiser reached. */
function near(got: readonly number[], want: readonly number[], within = 1e-6): void {
  expect(got.length).toBe(want.length);
  got.forEach((x, i) => {
    expect(Math.abs(x - want[i]!)).toBeLessThan(within * Math.max(1, Math.abs(want[i]!)));
  });
}

describe("two classes, against scikit-learn and SciPy", () => {
  const { p, labels, temperature, beta, betaBound, isotonic, weights } = expected.binary;
  const predictions = probs(both(p), { cols: 2 });

  it("finds the temperature", () => {
    const { parameters } = fitCalibrator("temperature", predictions, labels, exact);
    near(parameters["inverse"] as number[], [temperature.inverse]);
  });

  it("finds the coefficients of beta calibration", () => {
    const { parameters } = fitCalibrator("beta", predictions, beta.labels, exact);
    near(
      [parameters["a"]![0] as number, parameters["b"]![0] as number, parameters["c"]![0] as number],
      [beta.a, beta.b, beta.c],
    );
  });

  it("leaves out a coefficient of beta calibration that would be negative", () => {
    expect(betaBound.free).toBeLessThan(0);
    const { parameters } = fitCalibrator("beta", predictions, labels, exact);
    expect(parameters["b"]).toEqual([0]);
    near([parameters["a"]![0] as number, parameters["c"]![0] as number], [betaBound.a, betaBound.c]);
  });

  it.each([
    ["plain", {}, isotonic.value],
    ["weighted", { weights }, isotonic.weighted],
  ])("fits the isotonic function, %s", (_, options, wanted) => {
    const calibrator = fitCalibrator("isotonic", predictions, labels, { ...options, floor: 0 });
    const mapped = applyCalibrator(calibrator, probs(both(isotonic.at), { cols: 2 }));
    near(
      wanted.map((_, i) => Math.exp(mapped[2 * i + 1]!)),
      wanted,
      1e-12,
    );
  });
});

describe("three classes, against SciPy", () => {
  const { logits: z, labels, temperature, vector, dirichlet } = expected.three;
  const predictions = logits(z, { cols: 3 });

  it("finds the temperature", () => {
    near(fitCalibrator("temperature", predictions, labels, exact).parameters["inverse"] as number[], [
      temperature.inverse,
    ]);
  });

  it("finds the scales and shifts of vector scaling", () => {
    const { parameters } = fitCalibrator("vector", predictions, labels, { ridge: 1, floor: 0 });
    near(parameters["scale"] as number[], vector.scale);
    near(parameters["shift"] as number[], vector.shift);
  });

  it("finds the matrix of Dirichlet calibration", () => {
    const { parameters } = fitCalibrator("dirichlet", predictions, labels, { ridge: 1, floor: 0 });
    near((parameters["matrix"] as number[][]).flat(), dirichlet.matrix.flat());
    near(parameters["shift"] as number[], dirichlet.shift);
  });
});
