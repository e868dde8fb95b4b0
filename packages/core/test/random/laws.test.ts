import { describe, expect, it } from "vitest";
import {
  binomialDraw,
  gammaDraw,
  hypergeometricDraw,
  multinomial,
  multivariateHypergeometric,
  normalDraw,
  poissonDraw,
  type Random,
  random,
} from "../../src/random/index.ts";
import {
  chiSquaredTail,
  gammaP,
  kolmogorovTail,
  logBinomialMass,
  logHypergeometricMass,
  logPoissonMass,
  normalCdf,
} from "../../src/scalar/index.ts";

const draws = 50_000;

/** p of Pearson's χ² of draws against exact probabilities; values expected under 8 times are taken together. */
function fit(draw: (rng: Random) => number, mass: (k: number) => number, most: number): number {
  const rng = random(["fit", most].join());
  const seen = new Float64Array(most + 2);
  for (let i = 0; i < draws; i++) seen[Math.min(draw(rng), most + 1)]! += 1;
  let statistic = 0;
  let cells = 0;
  let restSeen = seen[most + 1]!;
  let restExpected = draws;
  for (let k = 0; k <= most; k++) {
    const expected = draws * mass(k);
    if (expected < 8) {
      restSeen += seen[k]!;
      continue;
    }
    restExpected -= expected;
    statistic += (seen[k]! - expected) ** 2 / expected;
    cells++;
  }
  if (restExpected > 8) {
    statistic += (restSeen - restExpected) ** 2 / restExpected;
    cells++;
  } else expect(restSeen).toBeLessThan(restExpected + 20);
  return chiSquaredTail(statistic, cells - 1);
}

describe("draws of counts have the exact probabilities", () => {
  it.each([0.01, 0.7, 3, 9.9, 10, 25.5, 300])("Poisson, mean %d", (mean) => {
    const p = fit(
      (rng) => poissonDraw(rng, mean),
      (k) => Math.exp(logPoissonMass(k, mean)),
      Math.ceil(mean * 3 + 20),
    );
    expect(p).toBeGreaterThan(1e-3);
  });

  it.each([
    [1, 0.3],
    [5, 0.5],
    [20, 0.4],
    [20, 0.97],
    [21, 0.5],
    [100, 0.1],
    [400, 0.6],
    [1_000_000, 1e-6],
    [1_000_000_000, 3e-8],
  ])("binomial, n = %d, p = %d", (n, p) => {
    const most = Math.min(n, Math.ceil(n * p * 3 + 20));
    expect(
      fit(
        (rng) => binomialDraw(rng, n, p),
        (k) => Math.exp(logBinomialMass(k, n, p)),
        most,
      ),
    ).toBeGreaterThan(1e-3);
  });

  it.each([
    [1, 1, 1],
    [5, 7, 4],
    [30, 50, 20],
    [50, 30, 60],
    [60, 60, 60],
    [400, 300, 200],
    [1000, 1_000_000, 20_000],
    [500_000_000, 500_000_000, 12],
    [500_000_000, 500_000_000, 60],
  ])("hypergeometric, %d good, %d bad, %d draws", (good, bad, n) => {
    const mass = (k: number) => (n - k > bad ? 0 : Math.exp(logHypergeometricMass(k, good, bad, n)));
    expect(fit((rng) => hypergeometricDraw(rng, good, bad, n), mass, Math.min(good, n))).toBeGreaterThan(
      1e-3,
    );
  });

  it("multinomial: each category is binomial, and pairs of categories too", () => {
    const out = [0, 0, 0];
    const first = (rng: Random) => multinomial(rng, 30, [2, 3, 5], out)[0]!;
    expect(fit(first, (k) => Math.exp(logBinomialMass(k, 30, 0.2)), 30)).toBeGreaterThan(1e-3);
    const last = (rng: Random) => multinomial(rng, 30, [2, 3, 5], out)[2]!;
    expect(fit(last, (k) => Math.exp(logBinomialMass(k, 30, 0.5)), 30)).toBeGreaterThan(1e-3);
    const both = (rng: Random) => {
      multinomial(rng, 30, [2, 3, 5], out);
      return out[1]! + out[2]!;
    };
    expect(fit(both, (k) => Math.exp(logBinomialMass(k, 30, 0.8)), 30)).toBeGreaterThan(1e-3);
  });

  it("multivariate hypergeometric: each category is hypergeometric, and pairs too", () => {
    const out = new Float64Array(3);
    const one = (rng: Random) => multivariateHypergeometric(rng, [20, 30, 50], 40, out)[2]!;
    expect(fit(one, (k) => Math.exp(logHypergeometricMass(k, 50, 50, 40)), 40)).toBeGreaterThan(1e-3);
    const both = (rng: Random) => {
      multivariateHypergeometric(rng, [20, 30, 50], 40, out);
      return out[0]! + out[2]!;
    };
    const mass = (k: number) => (40 - k > 30 ? 0 : Math.exp(logHypergeometricMass(k, 70, 30, 40)));
    expect(fit(both, mass, 40)).toBeGreaterThan(1e-3);
  });
});

describe("probabilities of counts", () => {
  it("add up to 1", () => {
    const total = (mass: (k: number) => number, most: number) =>
      Array.from({ length: most + 1 }, (_, k) => Math.exp(mass(k))).reduce((a, b) => a + b);
    expect(total((k) => logPoissonMass(k, 30), 200)).toBeCloseTo(1, 13);
    expect(total((k) => logBinomialMass(k, 100, 0.3), 100)).toBeCloseTo(1, 13);
    expect(total((k) => logHypergeometricMass(k, 40, 60, 30), 30)).toBeCloseTo(1, 13);
  });

  it("agree with mpmath at counts of 1e9", () => {
    // mpmath at 60 digits: log(binomial(6e8, 6e7) * binomial(4e8, 4e7) / binomial(1e9, 1e8)) through loggamma
    expect(logHypergeometricMass(6e7, 6e8, 4e8, 1e8)).toBeCloseTo(-9.36304047220008, 11);
    // mpmath at 60 digits: log of binomial(1e9, 3e8 + 20000) 0.3^(3e8 + 20000) 0.7^(7e8 - 20000)
    expect(logBinomialMass(3e8 + 20000, 1e9, 0.3)).toBeCloseTo(-11.452635483351232, 10);
  });
});

describe("draws with large parameters have the right moments", () => {
  it.each([
    ["Poisson", (rng: Random) => poissonDraw(rng, 1e9), 1e9, 1e9],
    ["binomial", (rng: Random) => binomialDraw(rng, 1e9, 0.3), 3e8, 2.1e8],
    [
      "hypergeometric",
      (rng: Random) => hypergeometricDraw(rng, 6e8, 4e8, 1e8),
      6e7,
      (1e8 * 0.24 * 9e8) / (1e9 - 1),
    ],
    ["gamma", (rng: Random) => gammaDraw(rng, 1e6), 1e6, 1e6],
    ["normal", (rng: Random) => normalDraw(rng), 0, 1],
  ] as const)("%s", (name, draw, mean, variance) => {
    const rng = random(name);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < draws; i++) {
      const z = (draw(rng) - mean) / Math.sqrt(variance);
      sum += z;
      squares += z * z;
    }
    expect(Math.abs(sum / Math.sqrt(draws))).toBeLessThan(3.5);
    expect(Math.abs((squares - draws) / Math.sqrt(2 * draws))).toBeLessThan(3.5);
  });
});

describe("continuous draws follow their law (Kolmogorov–Smirnov)", () => {
  it.each([
    ["normal", (rng: Random) => normalDraw(rng), normalCdf],
    ...[0.1, 0.5, 1, 2.5, 40].map(
      (shape) =>
        [`gamma ${shape}`, (rng: Random) => gammaDraw(rng, shape), (x: number) => gammaP(shape, x)] as const,
    ),
    ["uniform", (rng: Random) => rng.uniform(), (x: number) => x],
  ] as const)("%s", (name, draw, cdf) => {
    const rng = random(name);
    const n = 20_000;
    const sorted = Float64Array.from({ length: n }, () => draw(rng)).sort();
    let gap = 0;
    sorted.forEach((x, i) => {
      gap = Math.max(gap, (i + 1) / n - cdf(x), cdf(x) - i / n);
    });
    expect(kolmogorovTail(gap * Math.sqrt(n))).toBeGreaterThan(1e-3);
  });
});

describe("at the edges", () => {
  const rng = random("edges");

  it("nothing to draw gives nothing, and no choice gives no chance", () => {
    expect(poissonDraw(rng, 0)).toBe(0);
    expect([binomialDraw(rng, 0, 0.5), binomialDraw(rng, 9, 0), binomialDraw(rng, 9, 1)]).toEqual([0, 0, 9]);
    expect(hypergeometricDraw(rng, 5, 6, 0)).toBe(0);
    expect(hypergeometricDraw(rng, 5, 6, 11)).toBe(5);
    expect(hypergeometricDraw(rng, 0, 6, 3)).toBe(0);
    expect(hypergeometricDraw(rng, 6, 0, 3)).toBe(3);
    expect(hypergeometricDraw(rng, 0, 0, 0)).toBe(0);
    expect(multinomial(rng, 7, [3], [0])).toEqual([7]);
    expect(multinomial(rng, 0, [0, 0], [1, 1])).toEqual([0, 0]);
    expect(multinomial(rng, 0, [], [])).toEqual([]);
    expect(multinomial(rng, 5, [1, 1e-300, 0], [0, 0, 0])).toEqual([5, 0, 0]);
    expect(multivariateHypergeometric(rng, [4, 0, 2], 6, [0, 0, 0])).toEqual([4, 0, 2]);
    expect(multivariateHypergeometric(rng, [4, 0, 2], 0, [9, 9, 9])).toEqual([0, 0, 0]);
    expect(multivariateHypergeometric(rng, [4], 3, [0])).toEqual([3]);
  });

  it("counts add up and never exceed the pool", () => {
    const pool = [1, 0, 1000, 7, 1_000_000_000, 3];
    for (let i = 0; i < 300; i++) {
      const n = rng.integer(1_000_001_012);
      const out = multivariateHypergeometric(rng, pool, n, new Float64Array(6));
      expect(out.reduce((a, b) => a + b)).toBe(n);
      expect(out.every((count, k) => count >= 0 && count <= pool[k]!)).toBe(true);
    }
  });

  it("writes into the array it was given", () => {
    const out = new Uint32Array(2);
    expect(multinomial(rng, 4, [0, 1], out)).toBe(out);
    expect([...out]).toEqual([0, 4]);
  });

  it("refuses what is no count, weight or probability, with index and value", () => {
    expect(() => poissonDraw(rng, -1)).toThrow("poissonDraw: mean = -1 is not a finite number ≥ 0");
    expect(() => binomialDraw(rng, 1.5, 0.5)).toThrow("binomialDraw: n = 1.5 is not a count");
    expect(() => binomialDraw(rng, 3, Number.NaN)).toThrow("binomialDraw: p = NaN; p must be in [0, 1]");
    expect(() => hypergeometricDraw(rng, 2, 3, 6)).toThrow("draws = 6 of good + bad = 5");
    expect(() => multinomial(rng, 3, [1, -2], [0, 0])).toThrow("weights[1] = -2");
    expect(() => multinomial(rng, 3, [0, 0], [0, 0])).toThrow("weights sum to 0; the sum must be positive");
    expect(() => multinomial(rng, 3, [1, 1], [0])).toThrow("out has length 1; it must be 2");
    expect(() => multivariateHypergeometric(rng, [1, 0.5], 1, [0, 0])).toThrow(
      "counts[1] = 0.5 is not a count",
    );
    expect(() => multivariateHypergeometric(rng, [1, 1], 3, [0, 0])).toThrow("draws = 3 of 2 items");
    expect(() => gammaDraw(rng, 0)).toThrow("gammaDraw: shape = 0; shape must be positive and finite");
  });
});
