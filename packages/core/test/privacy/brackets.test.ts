import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  approximateDp,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  exponentialMechanism,
  gaussianMechanism,
  laplaceMechanism,
  type PrivacyEvent,
  poissonSubsampledGaussian,
  privacyDelta,
  privacyEpsilon,
  randomisedResponse,
  renyiPrivacy,
  repeatAndSelect,
  selfCompose,
  treeAggregation,
  withoutReplacementGaussian,
} from "../../src/privacy/index.ts";
import { relative } from "./fixture.ts";

const runOf = (sigma: number, rate: number, steps: number): PrivacyEvent =>
  selfCompose(poissonSubsampledGaussian(sigma, rate), steps);

const setting = fc.record({
  sigma: fc.double({ min: 0.5, max: 8, noNaN: true }),
  rate: fc.double({ min: -4, max: -0.3, noNaN: true }).map((log) => 10 ** log),
  steps: fc.double({ min: 0, max: 4.3, noNaN: true }).map((log) => Math.round(10 ** log)),
  delta: fc.double({ min: -30, max: -3, noNaN: true }).map((log) => 10 ** log),
});

describe("the figure that is given", () => {
  it("lies between the grids' bounds on 15 random runs, few uses and δ down to 1e-30 among them", () => {
    fc.assert(
      fc.property(setting, ({ sigma, rate, steps, delta }) => {
        const event = runOf(sigma, rate, steps);
        const { value, bracket } = privacyEpsilon(event, delta);
        const [low, high] = ["optimistic", "pessimistic"].map(
          (accountant) => privacyEpsilon(event, delta, { accountant, rough: true }).value,
        ) as [number, number];
        const [least, most] = bracket ?? [value, value];
        expect(least).toBeLessThanOrEqual(value);
        expect(most).toBeGreaterThanOrEqual(value);
        expect(least).toBeGreaterThanOrEqual(low * (1 - 1e-9));
        // a bound from above may itself be the figure, on a grid that is finer
        expect(most).toBeLessThanOrEqual(high * (1 + 1e-9) + 1e-12);
        expect(value).toBeLessThanOrEqual(
          privacyEpsilon(event, delta, { accountant: "renyi" }).value * (1 + 1e-9),
        );
      }),
      { numRuns: 15 },
    );
  });
  it("is exact in a bracket of 1e-10, and a bound from above where the integral hardly decays", () => {
    const { status, bracket, value } = privacyEpsilon(runOf(1.1, 0.01, 10000), 1e-5);
    expect(status).toBe("exact");
    expect(bracket![0]).toBeLessThanOrEqual(value);
    expect(bracket![1]).toBeGreaterThanOrEqual(value);
    expect(bracket![1] - bracket![0]).toBeLessThan(1e-10);
    const few = privacyEpsilon(runOf(1, 0.001, 20), 1e-5);
    expect(few.status).toBe("upper");
    expect(few.method).toContain("pessimistic");
  });
  it("has bounds from both sides that meet within 0.05 % after 100,000 steps", () => {
    const event = runOf(4, 0.001, 100000);
    const at = (accountant: string) => privacyEpsilon(event, 1e-6, { accountant }).value;
    expect(at("pessimistic") / at("optimistic") - 1).toBeLessThan(5e-4);
  });
});

describe("bounds on a grid that is coarse beside the losses", () => {
  const side = (event: PrivacyEvent, accountant: string, options = {}) =>
    privacyEpsilon(event, 1e-6, { accountant, ...options }).value;
  it("hold where the grid moves the losses further than their window is wide", () => {
    // a million uses, each moved by a part of a step of 3
    const event = runOf(0.75, 0.997, 1_271_075);
    const [least, most] = privacyEpsilon(event, 1e-6).bracket!;
    expect(side(event, "pessimistic", { rough: true })).toBeGreaterThan(most);
    expect(side(event, "optimistic", { rough: true })).toBeLessThan(least);
  });
  it.each([5, 100])(
    "hold for %d uses of discrete noise of 700,000 outcomes, near those of normal noise",
    (times) => {
      // discrete and continuous noise of the same divergences differ by the lattice's step, 1e-8 here
      const discrete = selfCompose(discreteGaussianMechanism(9000, 3000), times);
      const normal = privacyEpsilon(selfCompose(gaussianMechanism(3), times), 1e-6).value;
      const [low, high] = [side(discrete, "optimistic"), side(discrete, "pessimistic")];
      expect(low).toBeLessThan(normal + 1e-6);
      expect(high).toBeGreaterThan(normal - 1e-6);
      expect(high / low - 1).toBeLessThan(1e-4);
    },
  );
  it("are told of 100,001 outcomes as of the few of the same law", () => {
    const lap = (sensitivity: number) =>
      selfCompose(discreteLaplaceMechanism(2 * sensitivity, sensitivity), 5);
    expect(relative(side(lap(100_000), "pessimistic"), side(lap(4000), "pessimistic"))).toBeLessThan(1e-6);
    expect(relative(renyiPrivacy(lap(100_000), 3).value, renyiPrivacy(lap(4000), 3).value)).toBeLessThan(
      1e-7,
    );
  });
});

/** Each mechanism with one argument that spends more the larger it is, or the smaller where the sign is −1. */
const ARGUMENTS: readonly (readonly [
  string,
  (x: number) => PrivacyEvent,
  readonly [number, number, number],
])[] = [
  ["gaussian, noise", (x) => gaussianMechanism(1 / x), [0.2, 0.5, 1.1]],
  ["laplace, noise", (x) => laplaceMechanism(1 / x), [0.2, 0.5, 1.1]],
  ["discrete normal, noise", (x) => discreteGaussianMechanism(10 / x), [1, 2, 4]],
  ["discrete normal, sensitivity", (x) => discreteGaussianMechanism(10, x), [1, 2, 4]],
  ["discrete Laplace, scale", (x) => discreteLaplaceMechanism(10 / x), [1, 2, 4]],
  ["discrete Laplace, sensitivity", (x) => discreteLaplaceMechanism(10, x), [1, 2, 4]],
  ["randomised response, truth", (x) => randomisedResponse(x), [0.6, 0.75, 0.9]],
  ["exponential, ε", (x) => exponentialMechanism(x), [0.1, 0.5, 1]],
  ["subsampled, noise", (x) => poissonSubsampledGaussian(1 / x, 0.1), [0.3, 0.6, 1.2]],
  ["subsampled, rate", (x) => poissonSubsampledGaussian(1, x), [0.05, 0.1, 0.3]],
  ["without replacement, noise", (x) => withoutReplacementGaussian(1 / x, 100, 10), [0.2, 0.4, 0.6]],
  ["without replacement, batch", (x) => withoutReplacementGaussian(3, 100, x), [5, 10, 30]],
  ["tree, noise", (x) => treeAggregation(1 / x, 7), [0.2, 0.5, 1]],
  ["tree, leaves", (x) => treeAggregation(3, x), [1, 7, 100]],
  ["(ε, δ), ε", (x) => approximateDp(x, 1e-9), [0.1, 0.5, 1]],
  ["(ε, δ), δ", (x) => approximateDp(0.3, x), [1e-12, 1e-8, 1e-7]],
  ["zero-concentrated, ρ", (x) => concentratedDp(x), [0.01, 0.1, 1]],
  ["best of several, mean", (x) => repeatAndSelect(gaussianMechanism(4), x), [2, 5, 50]],
  ["best of several, shape", (x) => repeatAndSelect(gaussianMechanism(4), 5, x), [0, 1, 3]],
];

describe.each(ARGUMENTS)("%s", (_, make, [low, middle, high]) => {
  it.each([1, 3])("spends more the more it is, used %d times, by ε and by δ", (times) => {
    const events = [low, middle, high].map((x) => selfCompose(make(x), times));
    const rising = (values: readonly number[]) => {
      expect(values[1]).toBeGreaterThanOrEqual(values[0]!);
      expect(values[2]).toBeGreaterThanOrEqual(values[1]!);
      expect(values[2]).toBeGreaterThan(values[0]!);
    };
    rising(events.map((event) => privacyEpsilon(event, 1e-5, { interval: 0.002 }).value));
    rising(events.map((event) => privacyDelta(event, 0.01, { interval: 0.002 }).value));
    const deltas = [1e-3, 1e-5, 1e-7].map(
      (delta) => privacyEpsilon(events[2]!, delta, { interval: 0.002 }).value,
    );
    expect(deltas).toEqual(deltas.toSorted((a, b) => a - b));
  });
});
