import { describe, expect, it } from "vitest";
import { contourEpsilon, contourLogDelta } from "../../src/privacy/accountants/contour.ts";
import {
  gaussianMechanism,
  type PrivacyEvent,
  poissonSubsampledGaussian,
  privacyDelta,
  privacyEpsilon,
  selfCompose,
} from "../../src/privacy/index.ts";
import { directionsOf } from "../../src/privacy/parts.ts";
import { known } from "./fixture.ts";

const runOf = (sigma: number, rate: number, steps: number): PrivacyEvent =>
  selfCompose(poissonSubsampledGaussian(sigma, rate), steps);

/**
 * log δ(ε) of one direction (0 removes a record, 1 adds one): gmpy2 with 176 bits, both quadratures to e^−100, on two paths
 * of different c and steps that agree to 1e-41; the first two with 110 bits and to e^−46.
 */
const TRUTHS: readonly (readonly [
  sigma: number,
  rate: number,
  steps: number,
  side: 0 | 1,
  epsilon: number,
  logDelta: number,
])[] = [
  [1, 0.01, 30, 0, 0.5, -11.440229926066376],
  [2, 0.02, 10, 0, 0.14, -11.395625164149314],
  [0.5, 0.001, 100000, 0, 17.93802233382626, -18.42068074395237],
  [1.1, 0.01, 10000, 0, 4.5, -9.184056597507631],
  [1.1, 0.01, 10000, 1, 4.5, -10.294923841072803],
  [0.5, 0.001, 100000, 1, 9, -13.292898788925829],
  [100, 0.5, 1000000, 0, 20, -3.050622763333073],
  [500, 0.999, 1000000, 1, 1, -0.6749983426928565],
  [500, 0.999, 1000000, 0, 25, -71.57335982069633],
  [30, 0.001, 1000000, 0, 0.3, -49.06446254172105],
  [4, 0.2, 50, 0, 2.5, -24.94920426212919],
  [4, 0.2, 50, 1, 9, -1196.4889742462829],
  [1, 0.999999, 20, 0, 40, -26.279929978051154],
  [1, 0.999999, 20, 1, 30, -13.188881130516087],
  [0.25, 0.9, 10, 0, 200, -50.605436634749104],
  [10, 0.9, 200, 0, 10, -30.745109791146444],
  [10, 0.9, 200, 1, 25, -190.1773086245075],
];

describe.each(TRUTHS)(
  "noise %d, rate %d, %d steps, direction %d, ε %d",
  (sigma, rate, steps, side, epsilon, truth) => {
    const pairs = known(directionsOf(runOf(sigma, rate, steps)), side);
    it("has log δ in its bracket, far nearer to the figure than to the bounds", () => {
      const { value, low, high } = contourLogDelta(pairs, epsilon)!;
      expect(truth).toBeGreaterThanOrEqual(low);
      expect(truth).toBeLessThanOrEqual(high);
      expect(high - low).toBeLessThan(1e-6);
      // what rounding does is some hundred times less than what it may do
      expect(Math.abs(truth - value)).toBeLessThan((high - low) / 10 + 1e-15 * Math.abs(truth));
    });
    it("has ε in the bracket of the ε of this δ", () => {
      const { low, high } = contourEpsilon(pairs, truth)!;
      expect(epsilon).toBeGreaterThanOrEqual(low);
      expect(epsilon).toBeLessThanOrEqual(high);
    });
  },
);

describe("the contour accountant", () => {
  it("holds the closed form of normal noise, also of a subsample that takes every record", () => {
    for (const [sigma, times, delta] of [
      [1, 1, 1e-5],
      [3, 40, 1e-30],
      [200, 7, 1e-3],
    ] as const) {
      const truth = privacyEpsilon(selfCompose(gaussianMechanism(sigma), times), delta).value;
      for (const event of [selfCompose(gaussianMechanism(sigma), times), runOf(sigma, 1, times)]) {
        const [low, high] = privacyEpsilon(event, delta, { accountant: "contour" }).bracket!;
        // the closed form is itself rounded
        expect(truth * (1 + 1e-13)).toBeGreaterThanOrEqual(low);
        expect(truth * (1 - 1e-13)).toBeLessThanOrEqual(high);
      }
    }
  });
  it("takes 30 steps of a small rate, where adding a record cannot reach ε at all", () => {
    const event = runOf(1, 0.01, 30);
    const { status, value } = privacyDelta(event, 0.5);
    expect(status).toBe("exact");
    expect(value).toBeLessThan(privacyDelta(event, 0.5, { accountant: "pessimistic" }).value);
    expect(value).toBeGreaterThan(privacyDelta(event, 0.5, { accountant: "optimistic" }).value);
  });
  it("answers for a billion steps", () => {
    const { status, value, bracket } = privacyEpsilon(runOf(1, 0.5, 1e9), 1e-5);
    expect(status).toBe("exact");
    expect(bracket![1] / bracket![0] - 1).toBeLessThan(1e-10);
    expect(value).toBeLessThan(privacyEpsilon(runOf(1, 0.5, 1e9), 1e-5, { accountant: "renyi" }).value);
  });
});
