import { describe, expect, it } from "vitest";
import { probs } from "../../../src/index.ts";
import { normalDraw, random } from "../../../src/random/index.ts";
import { type LogRows, priorShift, withPriors } from "../../../src/score/index.ts";
import { logSoftmaxInPlace } from "../../../src/score/recalibration/log-softmax.ts";
import { draw } from "../simulated.ts";
import { expected } from "../what-to-do.ts";

describe("against SciPy", () => {
  const { p, trained, value, standardError, kl, statistic, pValue } = expected.priors;
  const found = priorShift(probs(p, { cols: 3 }), trained);

  it("finds the shares with the greatest likelihood, and their errors", () => {
    found.priors.forEach((share, k) => {
      expect(share.value).toBeCloseTo(value[k]!, 7);
      expect(share.standardError).toBeCloseTo(standardError[k]!, 6);
    });
  });

  it("finds the divergence and the test of no change", () => {
    expect(found.kl.plugIn).toBeCloseTo(kl, 6);
    expect(found.test.value).toBeCloseTo(statistic, 6);
    expect(found.test.p / pValue).toBeCloseTo(1, 5);
  });
});

/** Predictions of classes whose inputs are normal, a distance of 1.5 apart, under `trained` base rates, drawn by `current`. */
function drawn(seed: number, rows: number, trained: readonly number[], current: readonly number[]): LogRows {
  const rng = random([seed, rows]);
  const classes = trained.length;
  const logs = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) {
    const label = draw(rng, current.map(Math.log));
    for (let k = 0; k < classes; k++) {
      const x = normalDraw(rng) + (k === label ? 1.5 : 0);
      logs[i * classes + k] = Math.log(trained[k]!) + 1.5 * x;
    }
    logSoftmaxInPlace(logs, i * classes, classes);
  }
  return { rows, classes, logs };
}

describe("simulated shifts", () => {
  const trained = [0.5, 0.3, 0.2];
  const bits = (q: readonly number[]): number =>
    q.reduce((sum, share, k) => sum + (share > 0 ? share * Math.log2(share / trained[k]!) : 0), 0);

  it.each([
    ["of all classes", [0.2, 0.3, 0.5]],
    ["to the edge, where a class has gone", [0.7, 0.3, 0]],
    ["that is none", trained],
  ])("%s: the intervals hold the shares and the divergence", (_, current) => {
    const trials = 120;
    let [shares, divergences, rejected] = [0, 0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const found = priorShift(drawn(trial, 500, trained, current), trained);
      found.priors.forEach(({ low, high }, k) => {
        if (low - 1e-9 <= current[k]! && current[k]! <= high + 1e-9) shares += 1 / 3;
      });
      const { low, high } = found.kl;
      if (low - 1e-9 <= bits(current) && bits(current) <= high + 1e-9) divergences++;
      if (found.test.p < 0.05) rejected++;
    }
    expect(shares / trials).toBeGreaterThan(0.92);
    expect(divergences / trials).toBeGreaterThan(0.9);
    if (current === trained) expect(rejected / trials).toBeLessThan(0.11);
    else expect(rejected).toBe(trials);
  });

  it("of clusters: errors are wider than of as many independent rows", () => {
    const one = drawn(1, 100, trained, trained);
    const copies: LogRows = {
      rows: 500,
      classes: 3,
      logs: Float64Array.from({ length: 1500 }, (_, at) => one.logs[at % 300]!),
    };
    const clusters = Array.from({ length: 500 }, (_, i) => i % 100);
    const alone = priorShift(one, trained).priors[0]!;
    const clustered = priorShift(copies, trained, { clusters }).priors[0]!;
    expect(clustered.standardError).toBeCloseTo(alone.standardError, 6);
    expect(priorShift(copies, trained).priors[0]!.standardError).toBeLessThan(alone.standardError / 2);
    const test = priorShift(copies, trained, { clusters }).test;
    expect(test.statistic).toBe("Wald");
    expect(test.p).toBeGreaterThan(priorShift(copies, trained).test.p);
    expect(Math.abs(test.p - priorShift(one, trained).test.p)).toBeLessThan(0.1);
  });

  it("a weight counts as that many rows", () => {
    const one = drawn(2, 60, trained, trained);
    const twice: LogRows = {
      rows: 120,
      classes: 3,
      logs: Float64Array.from({ length: 360 }, (_, at) => one.logs[at % 180]!),
    };
    const weighted = priorShift(one, trained, { weights: new Array(60).fill(2) });
    const repeated = priorShift(twice, trained);
    weighted.priors.forEach(({ value }, k) => {
      expect(value).toBeCloseTo(repeated.priors[k]!.value, 8);
    });
  });
});

describe("what cannot be told is refused", () => {
  const two = probs([0.9, 0.1, 0.2, 0.8], { cols: 2 });
  it.each<[string, () => unknown, string]>([
    [
      "a class that is never predicted",
      () => priorShift(probs([0.5, 0.5, 0, 0.1, 0.9, 0], { cols: 3 }), [0.4, 0.4, 0.2]),
      "class 2 is never predicted",
    ],
    [
      "predictions that are all the same",
      () => priorShift(probs([0.5, 0.5, 0.5, 0.5], { cols: 2 }), [0.5, 0.5]),
      "the share of class 1 cannot be told",
    ],
    [
      "two classes that go together",
      () => priorShift(probs([0.2, 0.2, 0.6, 0.4, 0.4, 0.2, 0.1, 0.1, 0.8], { cols: 3 }), [0.25, 0.25, 0.5]),
      "cannot be told from",
    ],
    ["a base rate of 0", () => priorShift(two, [1, 0]), "trained[1] = 0"],
    ["base rates that do not sum to 1", () => priorShift(two, [0.5, 0.6]), "trained sums to 1.1"],
    ["base rates of other classes", () => priorShift(two, [1]), "trained has 1 base rates for 2 classes"],
    [
      "rows that only allow classes that have gone",
      () => withPriors(probs([1, 0], { cols: 2 }), [0.5, 0.5], [0, 1]),
      "row 0 allows only classes",
    ],
  ])("%s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});

it("predictions for the new base rates average to them", () => {
  const current = [0.2, 0.3, 0.5];
  const rows = drawn(7, 4000, [0.5, 0.3, 0.2], current);
  const found = priorShift(rows, [0.5, 0.3, 0.2]).priors.map(({ value }) => value);
  const corrected = withPriors(rows, [0.5, 0.3, 0.2], found);
  for (let k = 0; k < 3; k++) {
    let mean = 0;
    for (let i = 0; i < 4000; i++) mean += Math.exp(corrected.logs[3 * i + k]!) / 4000;
    // The fixed point that expectation and maximisation stop at.
    expect(mean).toBeCloseTo(found[k]!, 8);
  }
});
