import { expect, it } from "vitest";
import {
  type DifferentialEntropyMethod,
  estimateDifferentialEntropy,
  samples,
} from "../../../src/estimate/index.ts";
import { gammaDraw } from "../../../src/random/index.ts";
import { mapRows, normalSample, sampleOf } from "./draws.ts";

const TWELVE = samples([0.31, -1.2, 2.4, 0.05, 1.1, -0.7, 0.66, -0.21, 1.9, -2.3, 0.42, 0.93]);

// scipy.stats.differential_entropy(x, method=…, window_length=3), SciPy 1.17.1
it.each([
  ["vasicek", 1.3519254471701634],
  ["van-es", 1.575499752142385],
  ["ebrahimi", 1.5654144214138406],
  ["correa", 1.4753104758894817],
] as const)("agrees with the literature's %s", (method, value) => {
  expect(estimateDifferentialEntropy(TWELVE, { method, window: 3 }).value).toBeCloseTo(value, 13);
});

it("is Kozachenko and Leonenko's formula for one neighbour", () => {
  // ψ(4) − ψ(1) + ln 2 + mean of ln of the distances 1, 1, 2, 4, in the units given.
  const estimate = estimateDifferentialEntropy(samples([0, 1, 3, 7]), {
    method: "kozachenko-leonenko",
    neighbours: 1,
  });
  expect(estimate.value).toBeCloseTo(1 + 1 / 2 + 1 / 3 + Math.LN2 + Math.log(8) / 4, 12);
});

it.each([1, 2, 3])("finds that of the normal law in %i dimensions", (dim) => {
  const truth = (dim / 2) * Math.log(2 * Math.PI * Math.E);
  const { low, high, value } = estimateDifferentialEntropy(normalSample(2000, dim, 1));
  expect(low).toBeLessThan(truth);
  expect(high).toBeGreaterThan(truth);
  expect(Math.abs(value - truth)).toBeLessThan(0.15);
});

it("finds that of an exponential law, which ends abruptly", () => {
  // 1 − ln 2 for rate 2.
  const { low, high } = estimateDifferentialEntropy(sampleOf(3000, 2, (rng) => [gammaDraw(rng, 1) / 2]));
  expect(low).toBeLessThan(1 - Math.LN2);
  expect(high).toBeGreaterThan(1 - Math.LN2);
});

it("grows by d ln c when the coordinates are multiplied by c, in bits too", () => {
  const x = normalSample(500, 2, 3);
  const times8 = mapRows(x, (row) => row.map((value) => 8 * value));
  const [small, large] = [x, times8].map((of) => estimateDifferentialEntropy(of, { base: 2 }));
  expect(large!.value - small!.value).toBeCloseTo(6, 8);
  expect(large!.unit).toBe("bits");
});

it.each([
  [() => estimateDifferentialEntropy(samples([1, 2])), "2 points; at least 4 are needed"],
  [
    () => estimateDifferentialEntropy(TWELVE, { method: "histogram" as DifferentialEntropyMethod }),
    'method = "histogram"',
  ],
  [
    () => estimateDifferentialEntropy(TWELVE, { window: 9 }),
    "window = 9; it must be a whole number from 1 to 5",
  ],
  [
    () => estimateDifferentialEntropy(normalSample(9, 2, 1), { method: "correa" }),
    'method "correa" in 2 dimensions',
  ],
  [() => estimateDifferentialEntropy(samples([3, 3, 3, 3, 1])), "of the sample is the one row (3)"],
])("refuses what has no answer: %#", (estimate, message) => {
  expect(estimate).toThrow(message);
});
