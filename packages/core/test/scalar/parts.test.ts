import fc from "fast-check";
import { expect, it } from "vitest";
import { bracketedRoot } from "../../src/scalar/bracketed-root.ts";
import { deviance } from "../../src/scalar/deviance.ts";
import { binomialDensity } from "../../src/scalar/incomplete-beta.ts";
import { gammaP, gammaQ, poissonDensity } from "../../src/scalar/incomplete-gamma.ts";
import { logPoissonMass } from "../../src/scalar/log-mass.ts";
import { cotPi, sinPi } from "../../src/scalar/sin-pi.ts";
import { relative } from "./ulp.ts";

const size = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true }).map((e) => 10 ** e);

it("bracketedRoot finds the zero of rising and falling functions, steep or flat, with infinite ends", () => {
  fc.assert(
    fc.property(size(-5, 5), fc.integer({ min: 1, max: 9 }), fc.boolean(), (root, power, falls) => {
      const f = (x: number) =>
        (falls ? -1 : 1) * (Math.sign(x - root) * Math.abs(x / root - 1) ** (power / 4));
      expect(relative(bracketedRoot(f, root / 7, root * 30), root)).toBeLessThan(1e-14);
    }),
  );
  expect(
    relative(
      bracketedRoot((x) => Math.log(x) - Math.log(1 - x) + 3, 0, 1),
      1 / (1 + Math.exp(3)),
    ),
  ).toBeLessThan(1e-14);
});

it("deviance keeps its digits where x ≈ m", () => {
  // mpmath: x*log(x/m) - x + m at (1e9, 1e9 + 1), (3, 3.0000001), (5, 500), (1e-9, 7)
  const rows = [
    [1000000000.0, 1000000001.0, 4.999999996666667e-10],
    [3, 3.0000001, 1.6666666241743679e-15],
    [5, 500, 471.9741490700595],
    [1e-9, 7, 6.999999976330824],
  ];
  for (const [x, m, want] of rows) expect(relative(deviance(x!, m!), want!), `${[x, m]}`).toBeLessThan(1e-15);
  expect(deviance(0, 7)).toBe(7);
  expect(deviance(7, 7)).toBeCloseTo(0, 300);
});

it("densities agree with the elementary formulas", () => {
  for (const k of [0, 1, 2, 5, 12, 20]) {
    const factorial = Array.from({ length: k }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
    expect(relative(poissonDensity(k, 3), (3 ** k * Math.exp(-3)) / factorial)).toBeLessThan(2e-14);
    expect(relative(Math.exp(logPoissonMass(k, 3)), (3 ** k * Math.exp(-3)) / factorial)).toBeLessThan(2e-14);
  }
  expect(relative(binomialDensity(2, 3, 0.4, 0.6), 10 * 0.16 * 0.216)).toBeLessThan(4e-15);
});

it("P and Q add up to 1, rise and fall with x, and hold their end values", () => {
  fc.assert(
    fc.property(size(-6, 9), size(-6, 9), (a, x) => {
      expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 13);
      expect(gammaP(a, x * 1.001)).toBeGreaterThanOrEqual(gammaP(a, x) * (1 - 1e-12));
      expect(gammaQ(a, x * 1.001)).toBeLessThanOrEqual(gammaQ(a, x) * (1 + 1e-12));
    }),
  );
  expect([gammaP(3, 0), gammaQ(3, 0), gammaP(3, Infinity), gammaQ(3, Infinity)]).toEqual([0, 1, 1, 0]);
  expect(() => gammaP(0, 1)).toThrow("gammaP: a = 0 is outside the domain; a must be positive and finite");
  expect(() => gammaQ(1, -1)).toThrow("gammaQ: x = -1 is outside the domain; x must be ≥ 0");
  expect(() => gammaQ(Number.NaN, 1)).toThrow("gammaQ: a = NaN is not a number");
});

it("P(a + 1, x) is P(a, x) less the density, across all of its methods", () => {
  fc.assert(
    fc.property(size(-3, 4), fc.double({ min: -4, max: 4, noNaN: true }), (a, z) => {
      const x = Math.max(a + z * Math.sqrt(a), a / 10);
      expect(gammaP(a, x) - gammaP(a + 1, x)).toBeCloseTo(poissonDensity(a, x), 13);
    }),
    { numRuns: 500 },
  );
});

it("sinPi and cotPi are exact at multiples of one half and far out", () => {
  expect([sinPi(0.5), sinPi(1.5), sinPi(-0.5), sinPi(2 ** 40 + 0.5)]).toEqual([1, -1, -1, 1]);
  for (const n of [1, -1, 2, 1e15]) expect(Math.abs(sinPi(n))).toBe(0);
  expect(Math.abs(cotPi(0.5))).toBe(0);
  expect(relative(cotPi(1e6 + 0.25), 1)).toBeLessThan(4e-16);
  expect(relative(sinPi(2.2), Math.sin(Math.PI * (2.2 - 2)))).toBeLessThan(4e-16);
});
