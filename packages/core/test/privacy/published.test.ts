import { describe, expect, it } from "vitest";
import {
  approximateDp,
  gaussianMechanism,
  laplaceMechanism,
  poissonSubsampledGaussian,
  privacyDelta,
  privacyEpsilon,
  randomisedResponse,
  renyiPrivacy,
  selfCompose,
  solvePrivacy,
} from "../../src/privacy/index.ts";
import { relative } from "./fixture.ts";

const runOf = (sigma: number, rate: number, steps: number) =>
  selfCompose(poissonSubsampledGaussian(sigma, rate), steps);

describe("figures that other tools hold themselves to", () => {
  it("noise of one subsampled step (dp_accounting, smallest subsampled noise, to 1e-6)", () => {
    const { noiseMultiplier } = solvePrivacy({ samplingRate: 0.01, steps: 1, epsilon: 1, delta: 1e-5 });
    expect(relative(noiseMultiplier, 0.67379294682)).toBeLessThan(1e-6);
    // mpmath: findroot of q δ_G(σ, log(1 + (e − 1)/q)) = 1e-5 in 30 digits
    expect(relative(noiseMultiplier, 0.6737928924603011)).toBeLessThan(1e-12);
  });
  it("noise of 25 of them (the same; their grid of 1e-4 is from above, as ours)", () => {
    const { noiseMultiplier, status } = solvePrivacy({
      samplingRate: 0.001,
      steps: 25,
      epsilon: 1,
      delta: 1e-5,
    });
    expect(relative(noiseMultiplier, 3.20956502598 / 6)).toBeLessThan(1e-4);
    expect(status).toBe("upper");
  });
  it.each([
    [1.5, 0.000670579741],
    [2.5, 0.0010854871],
    [5, 0.00218075656],
    [50, 0.0238460375],
    [100, 167.416308],
  ])("Rényi divergence of order %d after 50 subsampled steps (dp_accounting, 1e-4)", (order, want) => {
    const { value } = renyiPrivacy(runOf(2.5, 0.01, 50), order);
    // at orders that are not whole theirs is an upper bound
    expect(value).toBeLessThan(want * (1 + 1e-4));
    if (Number.isInteger(order)) expect(relative(value, want)).toBeLessThan(1e-4);
  });
  it.each([
    [60000, 150, 1.3, 15, 1e-5, 0.7242234026109595],
    [100000, 100, 1, 30, 1e-7, 1.4154988495444842],
  ])(
    "%d records in batches of %d, noise %d, %d epochs (tf-privacy, whole orders)",
    (n, batch, sigma, epochs, delta, want) => {
      const { value } = privacyEpsilon(runOf(sigma, batch / n, (epochs * n) / batch), delta, {
        accountant: "renyi",
      });
      // theirs takes the best of a list of whole orders
      expect(value).toBeLessThanOrEqual(want * (1 + 1e-9));
      expect(relative(value, want)).toBeLessThan(2e-3);
    },
  );
  it("a training run by its Rényi divergence and by its losses (Opacus, its prv being an upper end)", () => {
    const run = runOf(1.5, 0.04, 2250);
    expect(privacyEpsilon(run, 1e-5, { accountant: "renyi" }).value).toBeLessThanOrEqual(7.32911117143);
    expect(privacyEpsilon(run, 1e-5).value).toBeLessThanOrEqual(6.777395712150674);
  });
  it("optimal composition of 30 mechanisms of which (1, 0.001) is known (dp_accounting)", () => {
    const event = selfCompose(approximateDp(1, 1e-3), 30);
    expect(privacyEpsilon(event, 0.06).value).toBeLessThanOrEqual(22);
    expect(privacyEpsilon(event, 0.1).value).toBeLessThanOrEqual(20);
    expect(privacyEpsilon(selfCompose(approximateDp(1, 0), 30), 0).value).toBeCloseTo(30, 12);
  });
  it("Laplace noise of 20 uses at (1, 1e-4) is 13.6 times the sensitivity (dp_accounting, 0.1)", () => {
    const epsilon = (scale: number) => privacyEpsilon(selfCompose(laplaceMechanism(scale), 20), 1e-4).value;
    expect(epsilon(13.7)).toBeLessThan(1);
    expect(epsilon(13.5)).toBeGreaterThan(1);
  });
  it("normal noise of a third of the sensitivity has δ(1) = 0.78760074 (dp_accounting)", () => {
    expect(relative(privacyDelta(gaussianMechanism(1 / 3), 1).value, 0.78760074)).toBeLessThan(1e-8);
    // μ-Gaussian differential privacy with μ = 1 at ε = 1, 40 digits
    expect(relative(privacyDelta(gaussianMechanism(1), 1).value, 0.12693673750664394)).toBeLessThan(1e-13);
  });
  it("counts every use of randomised response (half the answers random: 1.0987 once, 10.987 ten times)", () => {
    const at = (times: number) => privacyEpsilon(selfCompose(randomisedResponse(0.75), times), 1e-6).value;
    // dp_accounting's losses of one use, and of ten composed by hand, on a grid of 1e-4
    expect(relative(at(1), 1.0986986666657776)).toBeLessThan(1e-4);
    expect(relative(at(10), 10.986982242115696)).toBeLessThan(1e-4);
  });
});
