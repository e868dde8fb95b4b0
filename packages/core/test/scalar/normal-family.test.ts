import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { erf, erfc, erfcx } from "../../src/scalar/erf.ts";
import { kolmogorovTail } from "../../src/scalar/kolmogorov.ts";
import { normalCdf, normalQuantile, normalTail } from "../../src/scalar/normal.ts";
import { relative } from "./ulp.ts";

// mpmath at 50 digits: erf(x), erfc(x), exp(x^2) erfc(x), erfc(±x/sqrt(2))/2, the root of log(erfc(z/sqrt(2))/2) = log(p),
// and 2 * nsum((-1)^(k-1) exp(-2 k^2 x^2), [1, 300]).
const values: Record<string, [number, number][]> = JSON.parse(
  readFileSync(new URL("./fixtures/normal.json", import.meta.url), "utf8"),
);

describe.each([
  ["erf", erf, 4e-16],
  ["erfc", erfc, 5e-16],
  ["erfcx", erfcx, 6e-16],
  ["normalTail", normalTail, 6e-16],
  ["normalCdf", normalCdf, 6e-16],
  ["normalQuantile", normalQuantile, 5e-16],
  ["kolmogorovTail", kolmogorovTail, 1e-15],
] as const)("%s", (name, f, bound) => {
  it(`is within ${bound} of mpmath`, () => {
    const worst = values[name]!.map(([x, want]) => ({ x, error: relative(f(x), want) })).sort(
      (a, b) => b.error - a.error,
    );
    expect(worst[0]!.error, `${worst[0]!.x}`).toBeLessThan(bound);
  });

  it("refuses NaN", () => {
    expect(() => f(Number.NaN)).toThrow(/ = NaN is not a number/);
  });
});

it("the end values are exact", () => {
  expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
  expect([erfcx(Infinity), erfcx(-Infinity), erfcx(0)]).toEqual([0, Infinity, 1]);
  expect([normalCdf(-Infinity), normalCdf(Infinity), normalTail(-Infinity)]).toEqual([0, 1, 1]);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect([kolmogorovTail(-1), kolmogorovTail(0), kolmogorovTail(Infinity)]).toEqual([1, 1, 0]);
  expect(() => normalQuantile(-0.1)).toThrow(
    "normalQuantile: p = -0.1 is outside the domain; p must be in [0, 1]",
  );
});

it("the median is the mean", () => {
  expect(Math.abs(normalQuantile(0.5))).toBe(0);
});
