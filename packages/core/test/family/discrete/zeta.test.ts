import { expect, it } from "vitest";
import { poisson, zeta, zipf } from "../../../src/family/index.ts";
import { entropy, kl } from "../../../src/index.ts";
import cases from "../../fixtures/zeta-family.json" with { type: "json" };

/** `zeta-family.json`: mpmath at 40 digits, from ζ, its derivative, and Hurwitz' ζ for the tail beyond 10. */
it.each(cases)("zeta($s) ‖ zeta($t)", ({ s, t, kl: want, entropy: own, survival10 }) => {
  const p = zeta(s);
  expect(Math.abs(kl(p, zeta(t)) / Number(want) - 1)).toBeLessThan(1e-13);
  expect(Math.abs(entropy(p) / Number(own) - 1)).toBeLessThan(1e-13);
  expect(Math.abs(p.survival(10) / Number(survival10) - 1)).toBeLessThan(1e-13);
  expect(kl(p, p)).toBe(0);
});

it("has the least ranks reached as its quantiles, far out too", () => {
  for (const s of [1.2, 2, 5]) {
    for (const u of [0.3, 0.9, 0.999]) {
      const x = zeta(s).quantile(u);
      expect(zeta(s).cdf(x)).toBeGreaterThanOrEqual(u);
      if (x > 1 && x < 2 ** 50) expect(zeta(s).cdf(x - 1)).toBeLessThan(u);
    }
  }
});

it("is the limit of Zipf's law over many ranks, and infinitely far from thin tails", () => {
  expect(Math.abs(zipf(100_000, 3).logPmf!(2) - zeta(3).logPmf!(2))).toBeLessThan(1e-9);
  expect(kl(zipf(1000, 3), zeta(3))).toBeLessThan(1e-6);
  expect(kl(zeta(3), zipf(1000, 3))).toBe(Number.POSITIVE_INFINITY);
  expect(kl(poisson(3), zeta(3))).toBe(Number.POSITIVE_INFINITY);
});

it("has moments only below its exponent", () => {
  expect(zeta(2).mean()).toBe(Number.POSITIVE_INFINITY);
  // ζ(3)/ζ(4)
  expect(zeta(4).mean()).toBeCloseTo(1.1106265353261482, 14);
  expect(zeta(3).variance()).toBe(Number.POSITIVE_INFINITY);
});

it("is drawn as its masses say", () => {
  const n = 20_000;
  const draws = zeta(2.5).samples(n, 9);
  for (const k of [1, 2, 3, 10]) {
    const mass = Math.exp(zeta(2.5).logPmf!(k));
    const share = draws.filter((x) => x === k).length / n;
    expect(Math.abs(share - mass)).toBeLessThan(4 * Math.sqrt((mass * (1 - mass)) / n));
  }
});

it("refuses exponents of 1 and less", () => {
  expect(() => zeta(1)).toThrow("zeta: s = 1; it must be a finite number above 1");
});
