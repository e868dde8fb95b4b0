import { describe, expect, it } from "vitest";
import { contourEpsilon } from "../../src/privacy/accountants/contour.ts";
import {
  concentratedDp,
  discreteGaussianMechanism,
  exponentialMechanism,
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
import { directionsOf } from "../../src/privacy/parts.ts";
import { known, relative, TRUTH } from "./fixture.ts";

const truthOf = (loss: number) => 1 / (1 + Math.exp(-loss));

describe("normal noise", () => {
  it.each(TRUTH.gaussianDelta)("of %d has δ(%d) = %d", (sigma, epsilon, delta) => {
    expect(relative(privacyDelta(gaussianMechanism(sigma), epsilon).value, delta)).toBeLessThan(1e-12);
  });
  it.each(TRUTH.gaussianEpsilon)("of %d at δ = %d has ε = %d", (sigma, delta, epsilon) => {
    expect(relative(privacyEpsilon(gaussianMechanism(sigma), delta).value, epsilon)).toBeLessThan(1e-12);
  });
  it.each(TRUTH.gaussianSigma)("for ε = %d, δ = %d is %d", (epsilon, delta, sigma) => {
    const found = solvePrivacy({ samplingRate: 1, steps: 1, epsilon, delta });
    expect(relative(found.noiseMultiplier, sigma)).toBeLessThan(1e-12);
    expect(found.status).toBe("exact");
  });
  it.each(TRUTH.gaussianRenyi)("of %d has Rényi divergence of order %d %d", (sigma, order, value) => {
    expect(relative(renyiPrivacy(gaussianMechanism(sigma), order).value, value)).toBeLessThan(1e-15);
  });
  it("keeps its digits where δ is 1e-30", () => {
    // mpmath: findroot of log delta(eps) = -30 log 10 at sigma = 1
    const epsilon = privacyEpsilon(gaussianMechanism(1), 1e-30).value;
    expect(relative(privacyDelta(gaussianMechanism(1), epsilon).value, 1e-30)).toBeLessThan(1e-11);
    for (const accountant of ["contour", "pessimistic", "optimistic"])
      expect(
        relative(privacyEpsilon(gaussianMechanism(1), 1e-30, { accountant }).value, epsilon),
      ).toBeLessThan(accountant === "contour" ? 1e-11 : 1e-5);
  });
});

describe("Rényi divergences", () => {
  it.each(TRUTH.laplaceRenyi)("of Laplace noise with ε = %d of order %d are %d", (epsilon, order, value) => {
    expect(relative(renyiPrivacy(laplaceMechanism(1 / epsilon), order).value, value)).toBeLessThan(1e-12);
  });
  it.each(TRUTH.responseRenyi)("of answers true with %d of order %d are %d", (truth, order, value) => {
    expect(relative(renyiPrivacy(randomisedResponse(truth), order).value, value)).toBeLessThan(1e-12);
  });
  it.each(TRUTH.subsampledRenyi)("of rate %d, noise %d, order %d are %d", (q, sigma, order, value) => {
    expect(relative(renyiPrivacy(poissonSubsampledGaussian(sigma, q), order).value, value)).toBeLessThan(
      1e-13,
    );
  });
  it.each(TRUTH.published.subsampledRenyi)(
    "agree with others at %d, %d, %d: %d",
    (q, sigma, order, value) => {
      const found = renyiPrivacy(poissonSubsampledGaussian(sigma, q), order).value;
      // their own tolerance; at orders that are not whole their series leaves signs out, an upper bound
      if (order < 2) expect(found).toBeLessThan(value);
      else expect(relative(found, value)).toBeLessThan(1e-4);
    },
  );
  it.each(TRUTH.published.responseRenyi)(
    "agree with others for answers %d of %d, %d: %d",
    (p, k, order, value) => {
      const truth = 1 - p + p / k;
      expect(relative(renyiPrivacy(randomisedResponse(truth, k), order).value, value)).toBeLessThan(1e-9);
    },
  );
  it("of the discrete Gaussian are those of the continuous one at σ = 10", () => {
    const { sigma, order, renyi } = TRUTH.discreteGaussian;
    expect(relative(renyiPrivacy(discreteGaussianMechanism(sigma), order).value, renyi)).toBeLessThan(1e-12);
  });
});

describe("conversion of zero-concentrated budgets", () => {
  it.each(TRUTH.concentrated)("ρ = %d at δ = %d gives ε = %d at order %d", (rho, delta, epsilon, order) => {
    const found = privacyEpsilon(concentratedDp(rho), delta);
    expect(relative(found.value, epsilon)).toBeLessThan(1e-12);
    expect(relative(found.order!, order)).toBeLessThan(1e-6);
  });
});

describe("pure mechanisms composed", () => {
  it.each(TRUTH.responseDelta)(
    "answers of loss %d, %d times, at ε = %d have δ = %d",
    (loss, times, epsilon, delta) => {
      const event = selfCompose(randomisedResponse(truthOf(loss)), times);
      expect(relative(privacyDelta(event, epsilon).value, delta)).toBeLessThan(1e-9);
      expect(relative(privacyDelta(event, epsilon, { accountant: "optimistic" }).value, delta)).toBeLessThan(
        1e-9,
      );
    },
  );
  it.each(TRUTH.laplaceDelta)(
    "Laplace noise of loss %d, %d times, at ε = %d has δ = %d",
    (loss, times, epsilon, delta) => {
      const event = selfCompose(laplaceMechanism(1 / loss), times);
      const high = privacyDelta(event, epsilon).value;
      const low = privacyDelta(event, epsilon, { accountant: "optimistic" }).value;
      expect(relative(high, delta)).toBeLessThan(times === 1 ? 1e-12 : 1e-7);
      expect(low).toBeLessThanOrEqual(delta * (1 + 1e-12));
      expect(high).toBeGreaterThanOrEqual(delta * (1 - 1e-12));
    },
  );
  it("discrete normal noise is summed exactly", () => {
    const { sigma, epsilon, delta } = TRUTH.discreteGaussian;
    expect(relative(privacyDelta(discreteGaussianMechanism(sigma), epsilon).value, delta)).toBeLessThan(
      1e-12,
    );
  });
  it("ten and a hundred choices by the exponential mechanism are not accounted as one", () => {
    // dp_accounting's privacy-loss distributions, on a grid of 1e-4, of (0.5, 0)-private mechanisms
    for (const [times, want] of [
      [10, 4.999885471110101],
      [100, 33.319788241336326],
    ] as const)
      expect(
        relative(privacyEpsilon(selfCompose(exponentialMechanism(0.5), times), 1e-6).value, want),
      ).toBeLessThan(1e-9);
  });
});

describe("private stochastic gradient descent", () => {
  it.each(TRUTH.trainingRuns)(
    "rate %d, noise %d, %d steps at δ = %d: ε is %d removing and %d adding",
    (q, sigma, steps, delta, removed, added) => {
      const directions = directionsOf(selfCompose(poissonSubsampledGaussian(sigma, q), steps));
      for (const [side, truth] of [removed, added].entries()) {
        const { value, low, high } = contourEpsilon(known(directions, side), Math.log(delta))!;
        expect(Math.abs(value - truth)).toBeLessThan(1e-12 * Math.max(1, truth));
        expect(low).toBeLessThanOrEqual(truth);
        expect(high).toBeGreaterThanOrEqual(truth);
        expect(high - low).toBeLessThan(1e-10);
      }
    },
  );
  it("needs noise 3.8128168307 for ε = 1 at rate 0.01, 10000 steps, δ = 1e-5", () => {
    // bisection on the contour integral in 34 digits
    const run = solvePrivacy({ samplingRate: 0.01, steps: 10000, epsilon: 1, delta: 1e-5 });
    expect(Math.abs(run.noiseMultiplier - 3.8128168307)).toBeLessThan(1e-10);
  });
  it("calls the central limit a limit, which is below the truth", () => {
    const event = selfCompose(poissonSubsampledGaussian(1.5, 0.04), 2250);
    const found = privacyEpsilon(event, 1e-5, { accountant: "gdp" });
    // Opacus: its gdp accountant's interval
    expect(found.value).toBeGreaterThan(6.59);
    expect(found.value).toBeLessThan(6.61);
    expect(found.status).toBe("asymptotic");
  });
});
