import { describe, expect, it } from "vitest";
import { probs } from "../../../src/index.ts";
import {
  applyCalibrator,
  type CalibratorMethod,
  fitCalibrator,
  fitCalibrators,
  parseCalibrator,
} from "../../../src/score/index.ts";

const p = probs([0.9, 0.1, 0.2, 0.8, 0.7, 0.3, 0.4, 0.6], { cols: 2 });
const labels = [0, 1, 1, 0];
const three = probs([0.5, 0.25, 0.25], { cols: 3 });

describe("a calibrator file", () => {
  const saved = fitCalibrator("beta", p, labels, { classes: ["no", "yes"] });
  const text = JSON.stringify(saved);

  it("is read as it was written, and does the same", () => {
    const read = parseCalibrator(text);
    expect(read).toEqual(saved);
    expect(applyCalibrator(read, p)).toEqual(applyCalibrator(saved, p));
  });

  it.each([
    [{ schema: "relent/calibrator@2" }, "schema = relent/calibrator@2"],
    [{ method: "spline" }, "method = spline; it must be one of floor, temperature"],
    [{ classes: ["one"] }, "classes must be a list of two names at least"],
    [{ classes: ["a", "b", "c"] }, "classes has 3 names; beta is for two"],
    [{ parameters: { a: [1], b: [1] } }, "parameters.c is no list of numbers"],
    [{ parameters: { a: [1], b: [1], c: [null] } }, "parameters.c[0] = null; it must be a finite number"],
    [{ rows: 0 }, "rows = 0"],
    [{ floor: { weight: 1, toward: [0.5, 0.5], at: "input" } }, "floor.weight = 1"],
    [{ floor: { weight: 0.1, toward: [0.5, 0.4], at: "input" } }, "floor.toward sums to 0.9"],
    [{ floor: { weight: 0.1, toward: [0.5, 0.5], at: "middle" } }, "floor.at = middle"],
  ])("with %j is refused", (change, message) => {
    expect(() => parseCalibrator(JSON.stringify({ ...saved, ...change }))).toThrow(
      `parseCalibrator: ${message}`,
    );
  });

  it("that is no JSON is refused", () => {
    expect(() => parseCalibrator("nothing")).toThrow("parseCalibrator: the text is no JSON");
  });
});

describe("what cannot be fitted is said", () => {
  it.each<[string, () => unknown, string]>([
    ["an unknown method", () => fitCalibrator("spline" as CalibratorMethod, p, labels), "method = spline"],
    [
      "beta for three classes",
      () => fitCalibrator("beta", three, [0]),
      "beta is for two classes, and there are 3",
    ],
    ["a label outside the classes", () => fitCalibrator("vector", p, [0, 1, 2, 0]), "label[2] = 2"],
    ["too few labels", () => fitCalibrator("vector", p, [0]), "1 labels for 4 rows"],
    ["a floor of 1", () => fitCalibrator("vector", p, labels, { floor: 1 }), "floor = 1"],
    ["a negative ridge", () => fitCalibrator("vector", p, labels, { ridge: -1 }), "ridge = -1"],
    ["a bad weight", () => fitCalibrator("vector", p, labels, { weights: [1, 1, -1, 1] }), "weight[2] = -1"],
    ["fewer rows than folds", () => fitCalibrators(p, labels), "4 rows for 5 folds"],
    ["two folds", () => fitCalibrators(p, labels, { folds: 2 }), "folds = 2"],
    [
      "labels that predictions separate, without a pull",
      () => fitCalibrator("vector", p, [0, 1, 0, 1], { ridge: 0, floor: 0 }),
      "the predictions separate the labels",
    ],
    [
      "a probability of 0 without a floor",
      () => fitCalibrator("vector", probs([1, 0, 0.5, 0.5], { cols: 2 }), [0, 1], { floor: 0 }),
      "row 0 has a probability of 0 for class 1; that needs a floor above 0",
    ],
    [
      "other classes than the calibrator's",
      () => applyCalibrator(fitCalibrator("vector", p, labels), three),
      "predictions has 3 classes and the calibrator 2",
    ],
  ])("%s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});
