import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as scalar from "../../src/scalar/index.ts";
import { ulps } from "./ulp.ts";

interface Points {
  readonly domain: string;
  readonly rows: readonly (readonly number[])[];
}

// mpmath at 50 digits, bench/peers/special_functions.py: arguments, the value as a double, what the double leaves out.
const functions: Readonly<Record<string, Points>> = JSON.parse(
  readFileSync(new URL("./fixtures/special-functions.json", import.meta.url), "utf8"),
);

/** The greatest error allowed in units in the last place: what was measured, and a half more for other engines. */
const ALLOWED: Readonly<Record<string, number>> = {
  digamma: 3,
  trigamma: 2,
  logMinusDigamma: 20,
  trigammaExcess: 33,
  logGamma: 3,
  logGamma1p: 3,
  stirlingRemainder: 2.5,
  logBeta: 5.5,
  logGammaBregman: 44,
  stirlingBregman: 13,
  erf: 1.5,
  erfc: 5,
  erfcx: 3.5,
  erfInverse: 4,
  erfcInverse: 3.5,
  normalTail: 4.5,
  normalCdf: 6,
  normalQuantile: 4.5,
  expm1mx: 2,
  log1pmx: 2.5,
  log1mexp: 2,
  logAddExp: 1,
  xlogy: 2,
  xlog1py: 2,
  logRatio: 1.5,
  deviance: 4,
  logPoissonMass: 8.5,
  gammaP: 784,
  gammaQ: 126,
  gammaQuantile: 908,
  gammaUpperQuantile: 83,
  betaI: 716,
  betaQuantile: 48,
  studentTTail: 204,
  noncentralChiSquaredCdf: 267,
  noncentralChiSquaredTail: 129,
  kolmogorovTail: 569,
  scaledBesselI: 1449,
  logBesselI: 80,
  besselRatio: 65,
  scaledBesselK: 6.5,
  scaledE1: 4.5,
  zeta: 5.5,
  zetaPrime: 4.5,
  skewNormalTail: 318,
};

type Scalar = (...args: number[]) => number;

describe.each(Object.entries(functions))("%s", (name, { rows, domain }) => {
  const f = (scalar as unknown as Record<string, Scalar>)[name]!;

  it(`is within ${ALLOWED[name]} units in the last place of mpmath for ${domain}`, () => {
    expect(rows.length).toBeGreaterThanOrEqual(200);
    for (const row of rows) {
      const args = row.slice(0, -2);
      const [high, low] = [row[row.length - 2]!, row[row.length - 1]!];
      expect(ulps(f(...args), high, low), `${name}(${args})`).toBeLessThanOrEqual(ALLOWED[name]!);
    }
  });
});

it("has points for every function with a bound, and a bound for every function with points", () => {
  expect(Object.keys(functions).sort()).toEqual(Object.keys(ALLOWED).sort());
});

describe("the ends of the domains", () => {
  it("have their limits", () => {
    expect([scalar.gammaQuantile(0, 2), scalar.gammaQuantile(1, 2)]).toEqual([0, Infinity]);
    expect([scalar.gammaUpperQuantile(0, 2), scalar.gammaUpperQuantile(1, 2)]).toEqual([Infinity, 0]);
    expect([scalar.erfInverse(0), scalar.erfInverse(1), scalar.erfInverse(-1)]).toEqual([
      0,
      Infinity,
      -Infinity,
    ]);
    expect([scalar.erfcInverse(0), scalar.erfcInverse(1), scalar.erfcInverse(2)]).toEqual([
      Infinity,
      0,
      -Infinity,
    ]);
    expect([scalar.scaledBesselI(0, 0), scalar.scaledBesselI(2, 0)]).toEqual([1, 0]);
    expect([scalar.logBesselI(0, 0), scalar.logBesselI(2, 0)]).toEqual([0, -Infinity]);
    expect([scalar.besselRatio(1, 0), scalar.besselRatio(1, Infinity)]).toEqual([0, 1]);
    expect([scalar.scaledBesselK(1, 0), scalar.scaledBesselK(1, Infinity)]).toEqual([Infinity, 0]);
    expect([scalar.scaledE1(0), scalar.scaledE1(Infinity)]).toEqual([Infinity, 0]);
    expect([scalar.zeta(Infinity), scalar.zetaPrime(Infinity)]).toEqual([1, -0]);
    expect([scalar.logGammaBregman(3, 0), scalar.stirlingBregman(3, 0)]).toEqual([0, 0]);
  });

  it.each([
    ["gammaQuantile", [1.5, 1], "gammaQuantile: p = 1.5 is outside the domain; p must be in [0, 1]"],
    [
      "gammaUpperQuantile",
      [0.5, 0],
      "gammaUpperQuantile: a = 0 is outside the domain; a must be positive and finite",
    ],
    ["erfInverse", [2], "erfInverse: p = 2"],
    ["erfcInverse", [-1], "erfcInverse: q = -1"],
    ["scaledBesselI", [-1, 1], "scaledBesselI: order = -1"],
    ["logBesselI", [0, -1], "logBesselI: x = -1 is outside the domain; x must be ≥ 0"],
    ["besselRatio", [0, Number.NaN], "besselRatio: x = NaN is not a number"],
    ["scaledBesselK", [0, -1], "scaledBesselK: x = -1"],
    ["scaledE1", [-1], "scaledE1: x = -1"],
    ["zeta", [1], "zeta: s = 1 is outside the domain; s must be above 1"],
    ["zetaPrime", [0.5], "zetaPrime: s = 0.5"],
    ["skewNormalTail", [Number.NaN, 1], "skewNormalTail: x = NaN is not a number"],
    ["skewNormalCdf", [0, Infinity], "skewNormalTail: alpha = -Infinity"],
  ] as const)("%s refuses %j", (name, args, message) => {
    const f = (scalar as unknown as Record<string, Scalar>)[name]!;
    expect(() => f(...args)).toThrow(message);
  });
});

describe("the quadratures", () => {
  it("are exact for polynomials, and for singular ends", () => {
    expect(scalar.gaussLegendre((x) => x ** 39, -1, 2)).toBeCloseTo((2 ** 40 - 1) / 40, 2);
    expect(
      Math.abs(scalar.gaussLegendre((x) => Math.exp(-x * x), -6, 6, 6) - Math.sqrt(Math.PI)),
    ).toBeLessThan(1e-14);
    expect(Math.abs(scalar.unitIntegral((x) => 1 / Math.sqrt(x)) - 2)).toBeLessThan(1e-14);
    expect(Math.abs(scalar.unitIntegral((x, rest) => 1 / Math.sqrt(x * rest)) - Math.PI)).toBeLessThan(2e-14);
    expect(Math.abs(scalar.halfLineIntegral((x) => 1 / (1 + x * x)) - Math.PI / 2)).toBeLessThan(1e-14);
    expect(
      Math.abs(scalar.halfLineIntegral((x) => Math.log1p(x) / x / (1 + x)) - Math.PI ** 2 / 6),
    ).toBeLessThan(1e-14);
  });
});
