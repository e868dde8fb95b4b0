import { kl } from "@relent/core";
import { exponential, multivariateNormal, normal } from "@relent/core/family";
import { random } from "@relent/core/random";
import { expect, it } from "vitest";
import { INFORMATION_TASKS } from "../../src/samples/beyond-normal.ts";
import { DIVERGENCE_CASES } from "../../src/samples/divergence-cases.ts";
import { performanceOf } from "../../src/samples/summary.ts";

it("has the forty tasks, each once, and draws points of their dimensions", () => {
  expect(INFORMATION_TASKS).toHaveLength(40);
  expect(new Set(INFORMATION_TASKS.map(({ name }) => name)).size).toBe(40);
  const rng = random(1);
  for (const { name, dims, draw } of INFORMATION_TASKS) {
    const { x, y } = draw(rng);
    expect([x.length, y.length], name).toEqual(dims);
    expect([...x, ...y].every(Number.isFinite), name).toBe(true);
  }
});

it.each([
  ["Binormal", -0.5 * Math.log(1 - 0.75 ** 2)],
  // H(y) = ln 1 + ε for a trapezium of height 1, less ln 2ε of the noise.
  ["Additive noise 0.1", 0.1 - Math.log(0.2)],
  // Of the two-dimensional Cauchy law of independent directions: ln 8π − 3.
  ["Student 1 × 1 (1 degrees of freedom)", Math.log(8 * Math.PI) - 3],
  ["Multinormal 2 × 2 (2-pair)", -Math.log(1 - 0.64)],
  ["Spiral @ Multinormal 25 × 25 (2-pair)", -Math.log(1 - 0.64)],
])("knows the information of %s", (name, truth) => {
  expect(INFORMATION_TASKS.find((task) => task.name === name)!.truth).toBeCloseTo(truth, 12);
});

it("has the dense normal tasks' information by determinants", () => {
  // 2 × 2, correlations ½: det of the 2 × 2 blocks ¾, of the whole 5/16.
  const task = INFORMATION_TASKS.find(({ name }) => name === "Multinormal 2 × 2 (dense)")!;
  expect(task.truth).toBeCloseTo(0.5 * Math.log((0.75 * 0.75) / (5 / 16)), 14);
});

it("agrees with the families on the divergences that they know", () => {
  const truth = (name: string, dim: number): number =>
    DIVERGENCE_CASES.find((of) => of.name === name && of.dim === dim)!.truth;
  expect(truth("shifted normal", 1)).toBeCloseTo(kl(normal(1, 1), normal(0, 1)), 14);
  expect(truth("exponential, rate 2 against 1", 1)).toBeCloseTo(kl(exponential(2), exponential(1)), 14);
  const entries = Array.from({ length: 5 }, (_, i) =>
    Array.from({ length: 5 }, (_, j) => 0.9 ** Math.abs(i - j)),
  );
  const identity = entries.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  const zero = [0, 0, 0, 0, 0];
  expect(truth("correlations 0.9^|i−j|", 5)).toBeCloseTo(
    kl(multivariateNormal(zero, entries), multivariateNormal(zero, identity)),
    12,
  );
});

it("tells bias, error and coverage", () => {
  const runs = [
    { value: 1, low: 0, high: 3 },
    { value: 4, low: 3, high: 5 },
  ];
  expect(performanceOf(runs, 2)).toEqual({ mean: 2.5, bias: 0.5, rmse: Math.sqrt(2.5), coverage: 0.5 });
  expect(performanceOf([{ value: 1 }], 2).coverage).toBeUndefined();
});
