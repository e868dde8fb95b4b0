import { describe, expect, it } from "vitest";
import {
  approximateDp,
  gaussianMechanism,
  poissonSubsampledGaussian,
  privacyBounds,
  privacyEpsilon,
  randomisedResponse,
  renyiPrivacy,
  repeatAndSelect,
  selfCompose,
} from "../../src/privacy/index.ts";

/** dp_accounting 0.6.0, RepeatAndSelectDpEvent of a Gaussian at δ = 1e-5 over 3,000 orders from 1.001 to 10,001. */
const PEER = [
  [10, 20, 1, 0.9247491346655473],
  [10, 20, 0, 0.7406616665904113],
  [10, 20, "poisson", 1.3406403746834203],
  [5, 3, 0.5, 1.3157663644098565],
] as const;

describe("the best of a random number of runs", () => {
  it.each(PEER)("of noise %d, %d in the mean, shape %s, has ε = %d", (sigma, mean, shape, want) => {
    const found = privacyEpsilon(repeatAndSelect(gaussianMechanism(sigma), mean, shape), 1e-5);
    // theirs stands on a list of orders, so it is above the least by no more than the list's steps
    expect(found.value).toBeLessThanOrEqual(want);
    expect(found.value / want).toBeGreaterThan(1 - 1e-5);
    expect(found.status).toBe("upper");
  });
  it("has the divergence of theorem 2 at its own order", () => {
    // ε + (1 + η) min_j [(1 − 1/j) ε_j − log γ/j] + log E K/(α − 1), with γ = 1/20, ε_j = j/2σ²: at j = σ√(2 log 20)
    const sigma = 10;
    const log = Math.log(20);
    const least = Math.sqrt((2 * log) / 1) / sigma - 1 / (2 * sigma ** 2);
    const order = 47;
    const want = order / (2 * sigma ** 2) + 2 * least + log / (order - 1);
    const found = renyiPrivacy(repeatAndSelect(gaussianMechanism(sigma), 20, 1), order).value;
    expect(Math.abs(found / want - 1)).toBeLessThan(1e-9);
  });
  it("costs more the more runs there are, and more than one run", () => {
    const run = selfCompose(poissonSubsampledGaussian(2, 0.02), 500);
    const epsilons = [2, 10, 100].map((mean) => privacyEpsilon(repeatAndSelect(run, mean), 1e-6).value);
    expect(epsilons[0]).toBeGreaterThan(privacyEpsilon(run, 1e-6).value);
    expect(epsilons).toEqual(epsilons.toSorted((a, b) => a - b));
  });
  it("is not mistaken for the same choice among other runs", () => {
    const two = selfCompose(repeatAndSelect(gaussianMechanism(5), 4), 2);
    const mixed = {
      ...two,
      mechanism: "composition",
      events: [5, 50].map((s) => repeatAndSelect(gaussianMechanism(s), 4)),
    };
    const at = (event: unknown) => privacyEpsilon(event as typeof two, 1e-5).value;
    expect(at(mixed)).toBeLessThan(at(two));
  });
  it("of a mechanism that fails outright with some probability has no bound", () => {
    expect(privacyEpsilon(repeatAndSelect(approximateDp(1, 1e-9), 4), 1e-5).value).toBe(Infinity);
  });
  it("takes its adjacency from what is run, and refuses what that refuses", () => {
    expect(repeatAndSelect(randomisedResponse(0.6), 3).adjacency).toBe("replace-one");
    const wrong = {
      ...repeatAndSelect(gaussianMechanism(1), 3),
      event: { mechanism: "gaussian", noiseMultiplier: 0, adjacency: "add-remove" },
    };
    expect(() => privacyBounds(wrong as never, 1e-5)).toThrow(/noiseMultiplier = 0/);
    const other = { ...repeatAndSelect(gaussianMechanism(1), 3), event: randomisedResponse(0.6) };
    expect(() => privacyBounds(other as never, 1e-5)).toThrow(/adjacency/);
  });
  it.each([
    ["no runs", 0, 1, /mean = 0/],
    ["one run, always", 1, 1, /mean = 1/],
    ["a shape of −1", 2, -1, /shape = -1/],
  ])("refuses %s", (_, mean, shape, message) => {
    expect(() => repeatAndSelect(gaussianMechanism(1), mean, shape)).toThrow(message);
  });
});
