import { describe, expect, it } from "vitest";
import {
  COUNT_DIVERGENCES,
  type CountDivergenceName,
  divergenceFromCounts,
  noncentralInterval,
} from "../../../src/estimate/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { fixture, near } from "../fixture.ts";

const NAMES = Object.keys(COUNT_DIVERGENCES) as CountDivergenceName[];

describe("a KL from counts", () => {
  // mpmath: derivatives of D on add-½ counts taken numerically at 40 digits, v = Var_p(dD/dp)/n + Var_q(dD/dq)/m,
  // c = clip(v*n_e/(2*D), 1/2, 4), T = max(0, k-1 + 2*n_e*Z/c); scipy: brentq on ncx2.cdf(T, k-1, lam).
  it.each(fixture.intervals)("agrees with a separate computation: $name", (c) => {
    const { estimate, fit } = divergenceFromCounts("kl", c, { level: c.level, escape: c.escape });
    near(estimate.value, c.value, 1e-10, 1e-14);
    near(estimate.standardError, c.standardError, 1e-7, 1e-14);
    near(fit.perNatPerRow, 2 / Number(c.scale), 1e-7);
    near(fit.statistic, c.statistic, 1e-7, 1e-6);
    expect(fit.df).toBe(c.df);
    near(estimate.low, c.low, 1e-7, 1e-13);
    near(estimate.high, c.high, 1e-7);
    expect(estimate.level).toBe(c.level);
  });

  it("says in bits what it says in nats", () => {
    const pair = { x: [60, 40, 50], y: [30, 80, 40] };
    const [bits, nats] = [
      divergenceFromCounts("kl", pair, { unit: "bits" }).estimate,
      divergenceFromCounts("kl", pair).estimate,
    ];
    for (const key of ["value", "low", "high", "standardError", "bias", "plugIn"] as const) {
      near(bits[key]! * Math.LN2, nats[key]!, 1e-14);
    }
    expect([bits.unit, nats.unit]).toEqual(["bits", "nats"]);
  });

  it("has a finite figure and an infinite plug-in where the reference never saw a value", () => {
    const { estimate } = divergenceFromCounts("kl", { x: [950, 40, 10], y: [960, 40, 0] });
    expect(estimate.plugIn).toBe(Number.POSITIVE_INFINITY);
    expect(estimate.bias).toBe(0);
    expect(Number.isFinite(estimate.high)).toBe(true);
  });

  it("reads the same whatever empty cells stand by", () => {
    const { estimate } = divergenceFromCounts("kl", { x: [60, 40], y: [50, 50] });
    expect(divergenceFromCounts("kl", { x: [60, 0, 40], y: [50, 0, 50] }).fit.df).toBe(1);
    expect(divergenceFromCounts("kl", { x: [60, 0, 40], y: [50, 0, 50] }).estimate.high).toBe(estimate.high);
  });

  it("value, plug-in and bias add up, for every divergence", () => {
    for (const name of NAMES) {
      const { estimate } = divergenceFromCounts(name, { x: [60, 40, 50], y: [30, 80, 40] });
      near(estimate.value + estimate.bias, estimate.plugIn!, 1e-14);
    }
  });

  it("PSI is the sum of both directions", () => {
    const pair = { x: [60, 40, 50, 3], y: [30, 80, 40, 0] };
    const of = (name: CountDivergenceName) => divergenceFromCounts(name, pair).estimate;
    expect(of("psi").plugIn).toBe(Number.POSITIVE_INFINITY);
    near(of("psi").value, of("kl").value + of("reverseKl").value, 1e-13);
  });

  it("JS and squared Hellinger lose the mean of their null law, ν/8nₑ", () => {
    const pair = { x: [60, 40, 50], y: [30, 80, 40] };
    near(divergenceFromCounts("jensenShannon", pair).estimate.bias, 2 / (8 * 75), 1e-12);
    near(divergenceFromCounts("hellingerSquared", pair).estimate.bias, 2 / (8 * 75), 1e-12);
  });

  it("reports the rows it is told, where counts were divided by a design effect", () => {
    const pair = { x: [30, 20], y: [25, 25] };
    expect(divergenceFromCounts("kl", pair, { rows: [100, 100] }).estimate.n).toEqual([100, 100]);
    expect(divergenceFromCounts("kl", pair).estimate.n).toEqual([50, 50]);
  });
});

describe("the noncentral interval", () => {
  const fit = (statistic: number) => ({ statistic, df: 9, perNat: 1, perNatPerRow: 1 });

  it("begins at 0 until the test of equality rejects", () => {
    // scipy: chi2.ppf(0.975, 9) = 19.02276780213923
    expect(noncentralInterval(fit(19.0227), 0.95)[0]).toBe(0);
    expect(noncentralInterval(fit(19.0228), 0.95)[0]).toBeGreaterThan(0);
  });

  it("never collapses at its high end", () => {
    expect(noncentralInterval(fit(0), 0.95)[1]).toBe(noncentralInterval(fit(9), 0.95)[1]);
    // scipy: brentq(lambda l: ncx2.cdf(9, 9, l) - 0.025, 0, 99) = 14.101910281102509
    near(noncentralInterval(fit(9), 0.95)[1], 14.101910281102509, 1e-9);
  });

  it("widens with its level", () => {
    const [wide, narrow] = [noncentralInterval(fit(40), 0.99), noncentralInterval(fit(40), 0.8)];
    expect(wide[0]).toBeLessThan(narrow[0]);
    expect(wide[1]).toBeGreaterThan(narrow[1]);
  });
});

describe("coverage of the interval", () => {
  const shares = {
    uniform: (k: number): number[] => new Array<number>(k).fill(1 / k),
    zipf: (k: number): number[] => {
      const w = Array.from({ length: k }, (_, i) => 1 / (i + 1));
      const sum = w.reduce((a, b) => a + b, 0);
      return w.map((v) => v / sum);
    },
  };
  /** Shares tilted against those of the reference, cell by cell in turn. */
  const tilted = (q: readonly number[], by: number): number[] => {
    const w = q.map((v, i) => v * Math.exp(i % 2 === 0 ? by : -by));
    const sum = w.reduce((a, b) => a + b, 0);
    return w.map((v) => v / sum);
  };
  const PAIRS = 400;

  function covered(q: readonly number[], p: readonly number[], n: number, m: number): number {
    const truth = p.reduce((a, v, i) => a + v * Math.log(v / q[i]!), 0);
    const rng = random([q.length, n, m, truth]);
    const [x, y] = [new Float64Array(q.length), new Float64Array(q.length)];
    let inside = 0;
    for (let i = 0; i < PAIRS; i++) {
      multinomial(rng, n, p, x);
      multinomial(rng, m, q, y);
      const { low, high } = divergenceFromCounts("kl", { x, y }).estimate;
      if (low <= truth + 1e-12 && truth <= high) inside++;
    }
    return inside / PAIRS;
  }

  // 95 % nominal, 92–99 % demanded of 2,000 pairs; 400 pairs have a standard error of 1.1 %: 89 % lies 3 of them below.
  it.each([
    ["uniform", 5, 200, 200, 0.3],
    ["uniform", 20, 1000, 1000, 0.1],
    ["zipf", 5, 1000, 200, 0.3],
    ["zipf", 20, 200, 5000, 0.3],
    ["zipf", 32, 1000, 1000, 0.05],
  ] as const)("%s, %i cells, %i against %i rows, tilt %d", (kind, k, n, m, by) => {
    const q = shares[kind](k);
    const share = covered(q, tilted(q, by), n, m);
    expect(share).toBeGreaterThan(0.89);
  });

  it.each([
    ["uniform", 5, 200, 200],
    ["zipf", 20, 1000, 1000],
    ["zipf", 10, 5000, 200],
  ] as const)("%s, %i cells, %i against %i rows of one law: contains 0", (kind, k, n, m) => {
    const q = shares[kind](k);
    expect(covered(q, q, n, m)).toBeGreaterThan(0.92);
  });
});
