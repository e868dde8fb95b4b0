import {
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  privacyEpsilon,
  selfCompose,
} from "@relent/core/privacy";
import { describe, expect, it } from "vitest";
import { budgetOf, laplaceVariance } from "../../src/private/budget.ts";

describe("a budget", () => {
  it.each([
    [1, 1],
    [0.1, 7],
    [3, 40],
  ])("of ε = %d over %d columns is not overspent, and hardly underspent", (epsilon, columns) => {
    const { noise, mechanism, status } = budgetOf({ epsilon }, columns, 0);
    expect(mechanism).toBe("discreteLaplace");
    expect(status).toBe("exact");
    const spent = privacyEpsilon(
      selfCompose(discreteLaplaceMechanism(noise.over / noise.under), columns),
      0,
    ).value;
    expect(spent).toBeLessThanOrEqual(epsilon * (1 + 1e-12));
    expect(spent).toBeGreaterThan(epsilon * (1 - 1e-3));
  });
  it("takes normal noise where δ allows it and it is the smaller", () => {
    const { noise, mechanism, variance } = budgetOf({ epsilon: 1, delta: 1e-6 }, 30, 0);
    expect(mechanism).toBe("discreteGaussian");
    expect(variance).toBeLessThan(budgetOf({ epsilon: 1 }, 30, 0).variance / 3);
    const sigma = Math.sqrt(noise.over / noise.under);
    const { value } = privacyEpsilon(selfCompose(discreteGaussianMechanism(sigma), 30), 1e-6);
    expect(value).toBeLessThanOrEqual(1);
    expect(value).toBeGreaterThan(0.98);
    expect(budgetOf({ epsilon: 1, delta: 1e-6 }, 1, 0).mechanism).toBe("discreteLaplace");
  });
  it("too small for masses to be summed is kept all the same, without a long search", () => {
    const { mechanism, noise } = budgetOf({ epsilon: 1e-3, delta: 1e-9, noise: "gaussian" }, 40, 0);
    expect(mechanism).toBe("discreteGaussian");
    const event = selfCompose(concentratedDp(noise.under / noise.over / 2), 40);
    expect(privacyEpsilon(event, 1e-9).value).toBeLessThanOrEqual(1e-3);
    expect(privacyEpsilon(event, 1e-9).value).toBeGreaterThan(0.98e-3);
  });
  it("pays for the naming of values in ε and δ", () => {
    const { noise, names, status } = budgetOf({ epsilon: 1, delta: 1e-8 }, 3, 2);
    const scale = noise.over / noise.under;
    expect(status).toBe("upper");
    expect(5 / scale).toBeLessThanOrEqual(1);
    // a value of one row is named with P(noise ≥ threshold) = e^{−t/b}/(1 + e^{−1/b}), at most δ over the two columns
    const chance = (t: number) => Math.exp(-t / scale) / (1 + Math.exp(-1 / scale));
    expect(chance(names!.threshold)).toBeLessThanOrEqual(0.5e-8);
    expect(chance(names!.threshold - 1)).toBeGreaterThan(0.5e-8);
    const event = compose([
      selfCompose(discreteLaplaceMechanism(scale), 5),
      selfCompose(approximateDp(0, 0.5e-8), 2),
    ]);
    expect(privacyEpsilon(event, 1e-8).value).toBeLessThanOrEqual(1);
  });
  it("knows the variance of its noise", () => {
    const q = Math.exp(-1 / 3);
    let sum = 0;
    for (let x = 1; x < 400; x++) sum += 2 * x * x * q ** x * ((1 - q) / (1 + q));
    expect(laplaceVariance(3)).toBeCloseTo(sum, 10);
  });
  it.each([
    [{ epsilon: 0 }, /epsilon = 0/],
    [{ epsilon: Number.POSITIVE_INFINITY }, /epsilon = Infinity/],
    [{ epsilon: 1, delta: 1 }, /delta = 1/],
    [{ epsilon: 1, noise: "gaussian" as const }, /give a delta/],
    [{ epsilon: 1e-7 }, /too little/],
  ])("of %o is refused", (options, message) => {
    expect(() => budgetOf(options, 1, 0)).toThrow(message);
  });
});
