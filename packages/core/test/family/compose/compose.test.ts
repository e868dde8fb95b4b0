import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cauchy,
  exponential,
  gamma,
  gaussianMixture,
  geometric,
  logNormal,
  mixture,
  mixtureKlBounds,
  normal,
  poisson,
  product,
  transformed,
  truncated,
  truncatedNormal,
  uniform,
  weibull,
} from "../../../src/family/index.ts";
import {
  chiSquared,
  crossEntropy,
  entropy,
  explain,
  hellinger,
  jensenShannon,
  kl,
  renyi,
} from "../../../src/index.ts";
import { random } from "../../../src/random/index.ts";

describe("transformed", () => {
  it.each([
    ["exp", [], normal(0.3, 0.8), logNormal(0.3, 0.8)],
    ["power", [0.5], exponential(2), weibull(2, Math.SQRT1_2)],
    ["affine", [2, 3], normal(0, 1), normal(3, 2)],
    ["affine", [-1, 0], normal(1, 2), normal(-1, 2)],
    [
      "reciprocal",
      [],
      exponential(1),
      transformed(transformed(exponential(1), "reciprocal"), "affine", 1, 0),
    ],
    ["log", [], logNormal(1, 2), normal(1, 2)],
  ] as const)("by %s %j is the law that is known by another name", (map, constants, base, known) => {
    const law = transformed(base, map, ...constants);
    for (const u of [1e-9, 0.1, 0.5, 0.9]) {
      const x = known.quantile(u);
      expect(law.quantile(u)).toBeCloseTo(x, 10);
      expect(law.logDensity(x)).toBeCloseTo(known.logDensity(x), 10);
      expect(law.cdf(x)).toBeCloseTo(known.cdf(x), 12);
      expect(law.upperQuantile(u)).toBeCloseTo(known.upperQuantile(u), 8);
    }
    expect(kl(law, known)).toBeLessThan(1e-14);
  });

  it("does not change a divergence", () => {
    const [p, q] = [gamma(2, 1), gamma(3, 2)];
    for (const [map, ...constants] of [["log"], ["reciprocal"], ["power", 3], ["affine", -2, 5]] as const) {
      const images = [p, q].map((law) => transformed(law, map, ...(constants as number[])));
      expect(kl(images[0]!, images[1]!)).toBe(kl(p, q));
      expect(jensenShannon(images[0]!, images[1]!)).toBeCloseTo(jensenShannon(p, q), 11);
    }
  });

  it("has the mean and the variance of the image", () => {
    const law = transformed(normal(0.2, 0.5), "exp");
    expect(law.mean()).toBeCloseTo(logNormal(0.2, 0.5).mean(), 11);
    expect(law.variance()).toBeCloseTo(logNormal(0.2, 0.5).variance(), 11);
    expect(transformed(normal(0, 1), "logistic").mean()).toBeCloseTo(0.5, 12);
  });

  it.each<readonly [() => unknown, string]>([
    [() => transformed(normal(0, 1), "log"), "it must lie within [0, Infinity]"],
    [() => transformed(poisson(1), "exp"), "it must have a density"],
    [() => transformed(normal(0, 1), "sin" as never), "it must be one of affine"],
    [() => transformed(normal(0, 1), "affine", 1), "it takes 2"],
    [() => transformed(gamma(1, 1), "power", 0), "not 0"],
  ])("refuses %s", (ask, message) => {
    expect(ask).toThrow(message);
  });
});

describe("truncated", () => {
  it("is the truncated normal law", () => {
    const [law, known] = [truncated(normal(0.5, 1.5), -3, 5), truncatedNormal(0.5, 1.5, -3, 5)];
    for (const x of [-2.9, 0, 1, 4.9]) {
      expect(law.logDensity(x)).toBeCloseTo(known.logDensity(x), 12);
      expect(law.cdf(x)).toBeCloseTo(known.cdf(x), 12);
    }
    expect(law.mean()).toBeCloseTo(known.mean(), 11);
    expect(kl(law, known)).toBeLessThan(1e-14);
  });

  it("keeps its digits far out in a tail", () => {
    const law = truncated(normal(0, 1), 20, Infinity);
    // mpmath: npdf(20)/(erfc(20/sqrt(2))/2)
    expect(law.mean()).toBeCloseTo(20.04975306852785, 9);
    expect(law.quantile(0.5)).toBeGreaterThan(20);
    // mpmath: log Z + log(2π)/2 + (1 + (20 npdf(20) − 30 npdf(30))/Z)/2, Z the mass from 20 to 30
    expect(truncated(normal(0, 1), 20, 30).entropy()).toBeCloseTo(-2.0006861526140858, 12);
  });

  it("counts both ends of a law on the integers", () => {
    const law = truncated(geometric(0.5), 2, 4);
    expect([1, 2, 3, 4, 5].map((k) => Math.exp(law.logDensity(k)) * 7)).toEqual(
      [0, 4, 2, 1, 0].map((mass) => expect.closeTo(mass, 12)),
    );
    expect(law.quantile(0.5)).toBe(2);
    expect(law.mean()).toBeCloseTo(18 / 7, 12);
  });

  it("has infinite divergence to a narrower one only", () => {
    const [wide, slim] = [truncated(cauchy(0, 1), -3, 3), truncated(cauchy(0, 1), -1, 1)];
    expect(kl(wide, slim)).toBe(Number.POSITIVE_INFINITY);
    expect(kl(slim, wide)).toBeCloseTo(-Math.log((0.5 * Math.PI) / (2 * Math.atan(3))), 12);
  });

  it("refuses an interval without mass", () => {
    expect(() => truncated(uniform(0, 1), 2, 3)).toThrow("holds probability 0");
  });
});

describe("mixture", () => {
  const p = mixture([0.3, 0.7], [normal(-1, 0.5), normal(2, 1)]);
  const q = mixture([0.5, 0.5], [normal(-1, 1), normal(1, 1)]);

  it("has the divergence that mpmath finds by quadrature", () => {
    // mpmath, 30 digits
    expect(kl(p, q) / 0.4754996175314155).toBeCloseTo(1, 13);
    expect(explain(kl, p, q).error).toBeLessThan(1e-13);
  });

  it("turns quantiles back", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1, noNaN: true, maxExcluded: true }), (u) => {
        expect(p.cdf(p.quantile(u))).toBeCloseTo(u, 12);
        expect(p.survival(p.upperQuantile(u)) / u).toBeCloseTo(1, 9);
      }),
    );
  });

  it("draws what its mean and variance say", () => {
    const draws = p.samples(20_000, "mixture");
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    expect(Math.abs(mean - p.mean())).toBeLessThan(4 * Math.sqrt(p.variance() / draws.length));
    expect(p.sample(random(1))).toBe(p.sample(random(1)));
  });

  it("knows the gaps between its components", () => {
    const split = mixture([0.5, 0.5], [uniform(0, 1), uniform(2, 3)]);
    expect(explain(kl, uniform(0, 3), split).method).toContain("between 1 and 2");
    expect(kl(split, uniform(0, 3))).toBeCloseTo(Math.log(1.5), 12);
    expect(entropy(split)).toBeCloseTo(Math.LN2, 12);
  });

  it("mixes laws on the integers", () => {
    const law = mixture([0.25, 0.75], [poisson(2), geometric(0.5)]);
    expect(law.quantile(0.5)).toBe(1);
    expect(crossEntropy(law, law)).toBeCloseTo(entropy(law), 12);
  });

  it("is bounded from its components", () => {
    const bounds = mixtureKlBounds(p, q);
    // variational, Durrieu's lower, convexity: computed with mpmath
    expect(bounds.variational).toBeCloseTo(0.48254823, 8);
    expect(bounds.lower).toBeCloseTo(0.10288479, 8);
    expect(bounds.convexity).toBeCloseTo(2.1454442, 7);
    const known = gaussianMixture([0.3, 0.7], [[-1], [2]], [[[0.25]], [[1]]]);
    const other = gaussianMixture([0.5, 0.5], [[-1], [1]], [[[1]], [[1]]]);
    for (const [name, value] of Object.entries(mixtureKlBounds(known, other)))
      expect(value, name).toBeCloseTo(bounds[name as keyof typeof bounds], 10);
  });

  it("lies between its bounds", () => {
    const component = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0.2, max: 2, noNaN: true }),
    );
    const mixed = fc
      .tuple(fc.double({ min: 0.05, max: 0.95, noNaN: true }), component, component)
      .map(([w, a, b]) => mixture([w, 1 - w], [normal(...a), normal(...b)]));
    fc.assert(
      fc.property(mixed, mixed, (one, other) => {
        const { lower, upper } = mixtureKlBounds(one, other);
        const value = kl(one, other);
        expect(value).toBeGreaterThanOrEqual(lower - 1e-9);
        expect(value).toBeLessThanOrEqual(upper + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it.each<readonly [() => unknown, string]>([
    [() => mixture([0.5], [normal(0, 1), normal(1, 1)]), "1 weights for 2 laws"],
    [() => mixture([0.5, 0.6], [normal(0, 1), normal(1, 1)]), "weights sum to 1.1"],
    [() => mixture([0, 1], [normal(0, 1), normal(1, 1)]), "weights[0] = 0"],
    [() => mixture([0.5, 0.5], [normal(0, 1), poisson(1)]), "laws of both sorts"],
  ])("refuses %s", (ask, message) => {
    expect(ask).toThrow(message);
  });
});

describe("product", () => {
  const p = product([normal(0, 1), gamma(2, 1), poisson(3)]);
  const q = product([normal(1, 1), gamma(3, 1), poisson(4)]);

  it("adds over its parts", () => {
    const parts = [kl(normal(0, 1), normal(1, 1)), kl(gamma(2, 1), gamma(3, 1)), kl(poisson(3), poisson(4))];
    expect(kl(p, q)).toBeCloseTo(parts[0]! + parts[1]! + parts[2]!, 14);
    expect(kl(p, q, { base: 2 })).toBeCloseTo(kl(p, q) / Math.LN2, 14);
    expect(crossEntropy(p, q)).toBeCloseTo(entropy(p) + kl(p, q), 12);
    expect(chiSquared(p, q)).toBeCloseTo(Math.expm1(renyi(p, q, 2)), 10);
    expect(hellinger(p, q)).toBeLessThan(1);
    expect(explain(kl, p, q).balance!.kl).toBe(kl(p, q));
    expect(explain(kl, p, q).error).toBeLessThan(1e-13);
  });

  it("knows its measures no better than its parts do", () => {
    const [rough, other] = [mixture([0.5, 0.5], [cauchy(0, 1), normal(0, 1)]), cauchy(1, 2)];
    const part = explain(kl, rough, other);
    const whole = explain(kl, product([rough, normal(0, 1)]), product([other, normal(1, 1)]));
    expect(whole.value).toBeCloseTo(part.value + 0.5, 13);
    expect(whole.error).toBeGreaterThanOrEqual(part.error);
  });

  it("has the density of its parts", () => {
    expect(p.logDensity([0, 1, 2])).toBeCloseTo(
      normal(0, 1).logDensity(0) + gamma(2, 1).logDensity(1) + poisson(3).logDensity(2),
      14,
    );
    expect(p.sample(random("parts")).length).toBe(3);
  });

  it("refuses another length, and what does not add", () => {
    expect(() => kl(p, product([normal(0, 1)]))).toThrow("q must be a product of 3 laws too");
    expect(() => jensenShannon(p, q)).toThrow("it does not add over independent parts");
  });
});
