import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  noncentralChiSquaredCdf,
  noncentralChiSquaredQuantile,
  noncentralChiSquaredTail,
  noncentralityFor,
} from "../../src/scalar/noncentral-chi-squared.ts";
import { fixture, relative } from "./ulp.ts";

// Fixture [x, df, λ, cdf, tail]: python-flint at 1400 bits, the sum over j of Poisson(j; λ/2) P(df/2 + j, x/2) within
// 45 deviations of the Poisson mode, P(a, y) by its power series at the top and P(a, y) += y^a e^-y / gamma(a + 1)
// downwards; tail = 1 - cdf.
const rows = fixture("noncentral-chi-squared") as [number, number, number, number, number][];

describe.each([
  ["cdf", noncentralChiSquaredCdf, 3],
  ["tail", noncentralChiSquaredTail, 4],
] as const)("the %s of the noncentral χ² law", (_, f, column) => {
  const errors = (from: number, to: number) =>
    rows
      .filter((row) => row[column]! > from && row[column]! <= to)
      .map((row) => ({ row, error: relative(f(row[0], row[1], row[2]), row[column]!) }))
      .sort((a, b) => b.error - a.error);

  it("agrees with flint from 1e-30 to 1", () => {
    const e = errors(1e-30, 1);
    expect(e[0]!.error, String(e[0]!.row)).toBeLessThan(1e-12);
  });

  it("agrees with flint from 1e-280 to 1e-30", () => {
    const e = errors(1e-280, 1e-30);
    expect(e[0]!.error, String(e[0]!.row)).toBeLessThan(2e-11);
  });
});

it("the quantile is the inverse of the cdf over the whole range", () => {
  for (const [x, df, lambda, cdf, tail] of rows) {
    if (cdf < 1e-280 || tail < 1e-3) continue;
    const back = noncentralChiSquaredQuantile(cdf, df, lambda);
    expect(relative(back, x), `${[x, df, lambda, back]}`).toBeLessThan(1e-11);
  }
});

it("noncentralityFor gives back λ, to 2e-13 of what the cdf's dependence on λ allows", () => {
  let checked = 0;
  for (const [x, df, lambda, cdf, tail] of rows) {
    const central = noncentralChiSquaredCdf(x, df, 0);
    const resolution = Math.min(1 - cdf / central, tail);
    if (resolution < 1e-3 || cdf < 1e-30) continue;
    const error = relative(noncentralityFor(cdf, x, df), lambda);
    expect(error, `${[x, df, lambda]}`).toBeLessThan(2e-13 / resolution + 1e-13);
    checked++;
  }
  expect(checked).toBeGreaterThan(200);
});

it("noncentralityFor is 0 where even the central law lies below p, and at the other ends", () => {
  expect(noncentralityFor(0.975, 2, 3)).toBe(0);
  expect(noncentralityFor(1, 5, 3)).toBe(0);
  expect(noncentralityFor(0, 5, 3)).toBe(Infinity);
  expect(noncentralityFor(0.5, 0, 3)).toBe(0);
});

it("cdf and tail hold their end values and are complementary", () => {
  expect(noncentralChiSquaredCdf(0, 3, 2)).toBe(0);
  expect(noncentralChiSquaredTail(0, 3, 2)).toBe(1);
  expect(noncentralChiSquaredCdf(Infinity, 3, 2)).toBe(1);
  expect(noncentralChiSquaredTail(Infinity, 3, 2)).toBe(0);
  expect(noncentralChiSquaredQuantile(0, 3, 2)).toBe(0);
  expect(noncentralChiSquaredQuantile(1, 3, 2)).toBe(Infinity);
});

it("refuses what is outside the domain, with argument, value and what is allowed", () => {
  expect(() => noncentralChiSquaredCdf(-1, 3, 2)).toThrow(
    "noncentralChiSquaredCdf: x = -1 is outside the domain; x must be ≥ 0",
  );
  expect(() => noncentralChiSquaredTail(1, 0, 2)).toThrow("df = 0 is outside the domain");
  expect(() => noncentralChiSquaredTail(1, 1, Number.NaN)).toThrow("lambda = NaN is not a number");
  expect(() => noncentralChiSquaredQuantile(1.5, 1, 0)).toThrow(
    "p = 1.5 is outside the domain; p must be in [0, 1]",
  );
  expect(() => noncentralityFor(-0.1, 1, 1)).toThrow("p = -0.1");
});

it("ends, with 0, where the tail is below the range of doubles", () => {
  for (const [x, df, lambda] of [
    [1.2e8, 0.15, 5.7e-5],
    [488_052, 0.0126, 0.105],
    [1e9, 1, 1],
    [1e9, 1e5, 1e3],
  ] as const) {
    expect(noncentralChiSquaredTail(x, df, lambda)).toBe(0);
    expect(noncentralChiSquaredCdf(x, df, lambda)).toBe(1);
  }
  // x at the edge of the range: flint gives 4.51e-316
  expect(noncentralChiSquaredTail(1687.6, 56.17, 2.2e-6)).toBeLessThan(1e-290);
  expect(noncentralChiSquaredCdf(1e-300, 5, 1e9)).toBe(0);
});

const size = fc.double({ min: -6, max: 9, noNaN: true }).map((e) => 10 ** e);
const degrees = fc.double({ min: -2, max: 5, noNaN: true }).map((e) => 10 ** e);

it("cdf and tail add up to 1, and the cdf falls with λ and df and rises with x", () => {
  fc.assert(
    fc.property(size, degrees, size, (x, df, lambda) => {
      const cdf = noncentralChiSquaredCdf(x, df, lambda);
      expect(cdf + noncentralChiSquaredTail(x, df, lambda)).toBeCloseTo(1, 12);
      expect(noncentralChiSquaredCdf(x * 1.001, df, lambda)).toBeGreaterThanOrEqual(cdf * (1 - 1e-11));
      expect(noncentralChiSquaredCdf(x, df, lambda * 1.001)).toBeLessThanOrEqual(cdf * (1 + 1e-11));
      expect(noncentralChiSquaredCdf(x, df * 1.001, lambda)).toBeLessThanOrEqual(cdf * (1 + 1e-11));
    }),
    { numRuns: 500 },
  );
});

it("the quantile and the noncentrality give back p", () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(probability, size, degrees, (p, lambda, df) => {
      const x = noncentralChiSquaredQuantile(p, df, lambda);
      if (x > 1e-290) expect(noncentralChiSquaredCdf(x, df, lambda)).toBeCloseTo(p, 10);
      const found = noncentralityFor(p, lambda, df);
      if (found > 0) expect(noncentralChiSquaredCdf(lambda, df, found)).toBeCloseTo(p, 10);
      else expect(noncentralChiSquaredCdf(lambda, df, 0)).toBeLessThanOrEqual(p);
    }),
    { numRuns: 500 },
  );
});
