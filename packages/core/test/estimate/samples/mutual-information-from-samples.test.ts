import { expect, it } from "vitest";
import {
  estimateMutualInformationFromSamples,
  type SampleInformationMethod,
  type Samples,
  samples,
} from "../../../src/estimate/index.ts";
import { normalDraw, type Random, random } from "../../../src/random/index.ts";
import { mapRows, normalSample } from "./draws.ts";

/** Pairs of a draw that gives both blocks. */
function pairs(
  n: number,
  seed: number,
  draw: (rng: Random) => readonly [number[], number[]],
): readonly [Samples, Samples] {
  const rng = random(["pairs", seed].join());
  const rows = Array.from({ length: n }, () => draw(rng));
  return [samples(rows.map(([x]) => x)), samples(rows.map(([, y]) => y))];
}

const correlated =
  (dim: number, r: number) =>
  (rng: Random): readonly [number[], number[]] => {
    const x = Array.from({ length: dim }, () => normalDraw(rng));
    return [x, x.map((value) => r * value + Math.sqrt(1 - r * r) * normalDraw(rng))];
  };

it.each([
  ["normal-referenced", 0.12],
  ["ksg1", 0.12],
  ["ksg2", 0.12],
  ["mixed", 0.12],
  ["gaussian-copula", 0.1],
] as const)("finds that of a normal pair by %s", (method, tolerance) => {
  const truth = -0.5 * Math.log(1 - 0.75 ** 2);
  const [x, y] = pairs(1500, 1, correlated(1, 0.75));
  const { value, low, high } = estimateMutualInformationFromSamples(x, y, { method });
  expect(Math.abs(value - truth)).toBeLessThan(tolerance);
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
});

it("keeps close to the truth in many dimensions, where neighbours alone fall short", () => {
  const truth = -5 * Math.log(1 - 0.8 ** 2);
  const [x, y] = pairs(1000, 2, correlated(10, 0.8));
  const ours = estimateMutualInformationFromSamples(x, y);
  const plain = estimateMutualInformationFromSamples(x, y, { method: "ksg1" });
  expect(Math.abs(ours.value - truth)).toBeLessThan(0.5);
  expect(plain.value).toBeLessThan(truth / 2);
});

it("sees dependence without correlation", () => {
  const [x, y] = pairs(1500, 3, (rng) => {
    const value = normalDraw(rng);
    return [[value], [value * value + 0.3 * normalDraw(rng)]];
  });
  const { low, gaussianCopula } = estimateMutualInformationFromSamples(x, y);
  expect(low).toBeGreaterThan(0.5);
  expect(gaussianCopula!).toBeLessThan(0.05);
});

it("does not change under increasing maps of single coordinates", () => {
  const [x, y] = pairs(400, 4, correlated(2, 0.6));
  const bent = mapRows(x, ([a, b]) => [a! ** 3, Math.exp(b!)]);
  expect(estimateMutualInformationFromSamples(bent, y).value).toBe(
    estimateMutualInformationFromSamples(x, y).value,
  );
});

it("is symmetric, but for the drawn reference", () => {
  const [x, y] = pairs(400, 5, correlated(2, 0.6));
  for (const method of ["ksg1", "ksg2", "mixed"] as const) {
    expect(estimateMutualInformationFromSamples(x, y, { method }).value).toBeCloseTo(
      estimateMutualInformationFromSamples(y, x, { method }).value,
      12,
    );
  }
});

it("treats repeated values as a law of points and densities", () => {
  // x a fair coin, y uniform on a unit interval of its own for each side: ln 2.
  const [x, y] = pairs(1000, 6, (rng) => {
    const side = rng.integer(2);
    return [[side], [3 * side + rng.uniform()]];
  });
  const estimate = estimateMutualInformationFromSamples(x, y);
  expect(estimate.value).toBeCloseTo(Math.LN2, 1);
  expect(estimate.method).toContain("mixed laws");
  expect(estimate.notes[0]).toBe("998 values repeat another of their column");
});

it("is near the figure of the counts where both sides are labels", () => {
  // P(y = x) = 0.9 for a fair coin x: ln 2 − H(0.9), H in nats.
  const [x, y] = pairs(2000, 7, (rng) => {
    const side = rng.integer(2);
    return [[side], [rng.uniform() < 0.9 ? side : 1 - side]];
  });
  const truth = Math.LN2 + 0.9 * Math.log(0.9) + 0.1 * Math.log(0.1);
  const { low, high } = estimateMutualInformationFromSamples(x, y);
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
});

it("gives the same figure for the same seed, and in bits", () => {
  const [x, y] = pairs(300, 8, correlated(1, 0.5));
  const once = estimateMutualInformationFromSamples(x, y, { seed: "a" });
  expect(estimateMutualInformationFromSamples(x, y, { seed: "a" })).toEqual(once);
  expect(estimateMutualInformationFromSamples(x, y, { seed: "b" }).value).not.toBe(once.value);
  const bits = estimateMutualInformationFromSamples(x, y, { seed: "a", base: 2 });
  expect(bits.value).toBeCloseTo(once.value / Math.LN2, 14);
  expect(bits.unit).toBe("bits");
});

it("warns where the dependence is stronger than the points can show", () => {
  const [x, y] = pairs(200, 9, correlated(1, 0.99999));
  expect(estimateMutualInformationFromSamples(x, y).notes.join()).toContain("strong dependence");
});

it("is about 0 for independent blocks", () => {
  const { low, value } = estimateMutualInformationFromSamples(
    normalSample(800, 2, 1),
    normalSample(800, 2, 2),
  );
  expect(low).toBe(0);
  expect(Math.abs(value)).toBeLessThan(0.15);
});

it.each([
  [
    () => estimateMutualInformationFromSamples(normalSample(9, 1, 1), normalSample(10, 1, 2)),
    "x has 9 points and y has 10; they must be paired",
  ],
  [
    () =>
      estimateMutualInformationFromSamples(normalSample(9, 1, 1), normalSample(9, 1, 2), {
        method: "mine" as SampleInformationMethod,
      }),
    'method = "mine"',
  ],
  [
    () =>
      estimateMutualInformationFromSamples(normalSample(9, 1, 1), normalSample(9, 1, 2), { neighbours: 9 }),
    "neighbours = 9",
  ],
])("refuses what has no answer: %#", (estimate, message) => {
  expect(estimate).toThrow(message);
});
