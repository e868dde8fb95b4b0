import { describe, expect, it } from "vitest";
import {
  cauchy,
  exponential,
  gamma,
  geometric,
  inverseGamma,
  laplace,
  logNormal,
  mixture,
  negativeBinomial,
  normal,
  pareto,
  poisson,
  skellam,
  studentT,
  uniform,
  wasserstein2,
  weibull,
  zeta,
} from "../../../src/family/index.ts";
import {
  alphaDivergence,
  bhattacharyya,
  chiSquared,
  crossEntropy,
  entropy,
  explain,
  type Family,
  fDivergence,
  hellinger,
  hellingerSquared,
  jeffreys,
  jensenShannon,
  jensenShannonDistance,
  kl,
  leCam,
  neymanChiSquared,
  renyi,
  renyiEntropy,
  reverseKl,
  skewKl,
  totalVariation,
  triangular,
  tsallis,
  tsallisEntropy,
  wasserstein1,
} from "../../../src/index.ts";

function near(value: number, truth: number, within = 1e-12): void {
  if (truth === Number.POSITIVE_INFINITY) expect(value).toBe(truth);
  else {
    const off = Math.abs(value - truth);
    expect(off, `${value}, not ${truth}`).toBeLessThanOrEqual(within * Math.max(1, Math.abs(truth)));
  }
}

const PAIRS: readonly (readonly [Family, Family])[] = [
  [normal(0, 1), normal(1, 2)],
  [normal(0, 1), laplace(0.3, 1)],
  [logNormal(0, 1), gamma(2, 1)],
  [weibull(2, 1), gamma(2, 1)],
  [uniform(0, 1), normal(0, 1)],
  [poisson(3), geometric(0.2)],
  [cauchy(0, 1), studentT(3, 0, 1)],
];

describe.each(PAIRS)("measures of %s against %s", (p, q) => {
  it("hang together", () => {
    near(crossEntropy(p, q), entropy(p) + kl(p, q), 1e-11);
    near(reverseKl(p, q), kl(q, p));
    near(jeffreys(p, q), kl(p, q) + kl(q, p), 1e-11);
    near(hellingerSquared(p, q), -Math.expm1(-bhattacharyya(p, q)));
    near(hellinger(p, q) ** 2, hellingerSquared(p, q));
    near(jensenShannonDistance(p, q) ** 2, jensenShannon(p, q));
    near(leCam(p, q), 0.5 * triangular(p, q));
    near(renyi(p, q, 0.5), 2 * bhattacharyya(p, q));
    near(chiSquared(p, q), Math.expm1(renyi(p, q, 2)), 1e-11);
    near(neymanChiSquared(p, q), chiSquared(q, p));
    near(tsallis(p, q, 0.7), -Math.expm1(-0.3 * renyi(p, q, 0.7)) / 0.3);
    near(alphaDivergence(p, q, 0.5), 4 * hellingerSquared(p, q));
    near(
      fDivergence(p, q, (t) => 0.5 * Math.abs(t - 1)),
      totalVariation(p, q),
      1e-9,
    );
    near(skewKl(p, q, 0), kl(p, q));
    near(jensenShannon(p, q), 0.5 * (skewKl(p, q, 0.5) + skewKl(q, p, 0.5)));
  });

  it("keep their bounds and orders", () => {
    expect(jensenShannon(p, q)).toBeLessThan(Math.LN2);
    expect(hellingerSquared(p, q)).toBeLessThan(totalVariation(p, q));
    expect(totalVariation(p, q) ** 2).toBeLessThan(0.5 * kl(p, q));
    const orders = [0, 0.3, 0.5, 0.9, 1, 1.1, 2, Number.POSITIVE_INFINITY].map((order) => renyi(p, q, order));
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
  });
});

describe("closed forms", () => {
  it("of normal laws", () => {
    // mpmath: erf(1/(2*sqrt(2)))
    near(totalVariation(normal(0, 1), normal(1, 1)), 0.38292492254802624);
    near(hellingerSquared(normal(0, 1), normal(1, 2)), 1 - Math.sqrt(4 / 5) * Math.exp(-1 / 20));
    near(renyi(normal(0, 1), normal(1, 1), 3), 1.5);
    near(renyi(normal(0, 1), normal(1, 2), 2), Math.log(2) - 0.5 * Math.log(7 / 4) + 1 / 7);
    near(renyiEntropy(normal(0, 1), 2), 0.5 * Math.log(4 * Math.PI));
    near(tsallisEntropy(normal(0, 1), 2), 1 - 1 / Math.sqrt(4 * Math.PI));
    near(wasserstein1(normal(0, 1), normal(3, 1)), 3, 1e-12);
    near(wasserstein2(normal(0, 1), normal(3, 2)), Math.sqrt(10));
  });

  it("of laws on the integers", () => {
    near(renyi(poisson(3), poisson(5), 2), (9 / 5 - 6 + 5) / 1);
    near(wasserstein1(poisson(3), poisson(5)), 2);
    near(bhattacharyya(poisson(3), poisson(5)), 0.5 * (Math.sqrt(3) - Math.sqrt(5)) ** 2);
    near(totalVariation(geometric(0.5), geometric(0.25)), 0.3125);
  });

  it("of orders 0 and Infinity", () => {
    near(renyi(uniform(0, 1), uniform(0, 4), 0), Math.log(4));
    near(renyi(uniform(0, 1), uniform(0, 4), Number.POSITIVE_INFINITY), Math.log(4));
    near(renyi(normal(0, 1), normal(0, 2), Number.POSITIVE_INFINITY), Math.log(2));
    near(renyi(laplace(0, 1), laplace(1, 1), Number.POSITIVE_INFINITY), 1);
    expect(renyi(normal(0, 2), normal(0, 1), Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    near(renyi(poisson(2), poisson(4), Number.POSITIVE_INFINITY), 2);
  });
});

it("is finite where only the ratio of the scales leaves the range of numbers", () => {
  // log(1e400) − ½
  expect(kl(normal(0, 1e-200), normal(0, 1e200))).toBeCloseTo(400 * Math.LN10 - 0.5, 10);
});

describe("what is infinite", () => {
  it.each<readonly [string, () => number]>([
    ["KL from a law with a heavier tail", () => kl(cauchy(0, 1), normal(0, 1))],
    ["KL at the very edge of a second moment", () => kl(studentT(2, 0, 1), normal(0, 1))],
    ["KL where the mean of 1/x is infinite", () => kl(uniform(0, 1), inverseGamma(2, 1))],
    ["KL from a Pareto law without a mean", () => kl(pareto(1, 1), exponential(1))],
    ["KL where q has no mass on a side", () => kl(normal(0, 1), gamma(2, 1))],
    ["KL of a density from integers", () => kl(normal(0, 1), poisson(2))],
    ["χ² from a law more than √2 as wide", () => chiSquared(normal(0, 1.5), normal(0, 1))],
    ["Rényi's order 2 on integers", () => renyi(negativeBinomial(3, 0.4), poisson(2), 2)],
    ["W₁ from a Cauchy law", () => wasserstein1(cauchy(0, 1), normal(0, 1))],
    ["W₂ from a law without a variance", () => wasserstein2(studentT(2, 0, 1), normal(0, 1))],
  ])("%s", (_what, ask) => {
    expect(ask()).toBe(Number.POSITIVE_INFINITY);
  });

  it("is not a sum whose far terms are rounding alone", () => {
    const value = kl(skellam(0.05, 0.05000000000000007), skellam(0.05, 0.05000000000000005));
    expect(value).toBeLessThan(1e-29);
    expect(kl(zeta(2), zeta(2 + 4e-16))).toBeLessThan(1e-30);
    expect(kl(zeta(1.2), zeta(2))).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it("is not what only nearly is", () => {
    expect(kl(studentT(2.1, 0, 1), normal(0, 1))).toBeLessThan(100);
    expect(kl(uniform(0, 1), inverseGamma(2, 1))).toBe(Number.POSITIVE_INFINITY);
    // ∫ p²/q = 1/(σ √(2 − σ²))
    near(chiSquared(normal(0, 1.4), normal(0, 1)), 1 / (1.4 * Math.sqrt(2 - 1.4 ** 2)) - 1, 1e-10);
    expect(totalVariation(normal(0, 1), poisson(2))).toBe(1);
    near(jensenShannon(normal(0, 1), poisson(2)), Math.LN2);
  });
});

describe("near-equal laws, by quadrature", () => {
  it.each([
    [1e-3, 1e-12],
    [1e-5, 1e-10],
    [1e-7, 1e-8],
  ])("keep their digits at a relative change of %f", (change, within) => {
    const [p, q] = [normal(0, 1), normal(0, 1 + change)];
    const truth = kl(p, q);
    const whole = kl(mixture([1], [p]), mixture([1], [q]));
    near(whole / truth, 1, within);
    near((8 * jensenShannon(p, q)) / jeffreys(p, q), 1, change + within);
  });
});

describe("explain", () => {
  it("gives the method, the error and the balance", () => {
    const { value, method, error, balance } = explain(kl, gamma(2, 1), normal(0, 1), { base: 2 });
    expect(method).toBe("moments of gamma");
    expect(error).toBeLessThan(1e-12);
    near(value, kl(gamma(2, 1), normal(0, 1)) / Math.LN2);
    near(balance!.entropy + balance!.kl, balance!.crossEntropy);
  });

  it("says why a figure is infinite", () => {
    expect(explain(kl, normal(0, 1), gamma(2, 1)).method).toContain("has mass below 0");
    expect(explain(kl, cauchy(0, 1), normal(0, 1)).method).toBe("moments of cauchy");
    expect(explain(kl, cauchy(0, 1), mixture([1], [normal(0, 1)])).method).toBe("the integral diverges");
  });
});

describe("refusals", () => {
  it.each<readonly [string, () => unknown, string]>([
    ["an array against a family", () => kl([0.5, 0.5] as never, normal(0, 1)), "both must be of one sort"],
    ["a family against an array", () => kl(normal(0, 1), [1] as never), "q must be a law on the line too"],
    [
      "a measure of outcomes alone",
      () => fDivergence(normal(0, 1), {} as never, (t) => t - 1),
      "must be a law",
    ],
  ])("of %s", (_what, ask, message) => {
    expect(ask).toThrow(message);
  });
});
