import { describe, expect, it } from "vitest";
import { digamma } from "../../src/scalar/digamma.ts";
import { logGamma, logGamma1p, stirlingRemainder } from "../../src/scalar/log-gamma.ts";
import { trigamma } from "../../src/scalar/trigamma.ts";
import { fixture, relative, ulps } from "./ulp.ts";

// Fixtures: mpmath at 60 digits, x → log(abs(gamma(x))), digamma(x), psi(1, x), over powers of ten from 1e-300
// to 1e300, uniform and log-uniform points, points next to 1, 2 and the zero of ψ, and negative non-integers.
const functions = { "log-gamma": logGamma, digamma, trigamma };

describe.each(Object.entries(functions))("%s", (name, f) => {
  it("is within 1.8 units in the last place of mpmath for every x > 0", () => {
    const worst = fixture(name)
      .filter(([x]) => x! > 0)
      .map(([x, high, low]) => ({ x, error: ulps(f(x!), high!, low!) }))
      .reduce((a, b) => (b.error > a.error ? b : a));
    expect(worst.error, `x = ${worst.x}`).toBeLessThanOrEqual(1.8);
  });

  it("is within 4e-15 of the terms of the reflection formula for x < 0", () => {
    for (const [x, high] of fixture(name).filter(([x]) => x! < 0)) {
      const scale = Math.max(Math.abs(high!), Math.abs(logGamma(1 - x!)), 1);
      expect(Math.abs(f(x!) - high!) / scale, `x = ${x}`).toBeLessThan(4e-15);
    }
  });

  it("refuses NaN and −Infinity", () => {
    expect(() => f(Number.NaN)).toThrow(/x = NaN is not a number; x must be a real number/);
    expect(() => f(-Infinity)).toThrow(/x = -Infinity/);
  });
});

it("logGamma and trigamma are +Infinity at their poles, digamma has no value there", () => {
  for (const x of [0, -1, -2, -1e15]) {
    expect(logGamma(x)).toBe(Infinity);
    expect(trigamma(x)).toBe(Infinity);
    expect(() => digamma(x)).toThrow("is a pole; x must not be 0 or a negative integer");
  }
  expect([logGamma(Infinity), digamma(Infinity), trigamma(Infinity)]).toEqual([Infinity, Infinity, 0]);
});

it("the zeros of logGamma are exact", () => {
  expect(Math.abs(logGamma(1))).toBe(0);
  expect(Math.abs(logGamma(2))).toBe(0);
});

it("logGamma1p keeps the digits that 1 + x would lose", () => {
  // mpmath: loggamma(1 + mpf(x)) at x = 1e-20, -1e-9, 0.75, 30
  expect(relative(logGamma1p(1e-20), -5.772156649015329e-21)).toBeLessThan(4e-16);
  expect(relative(logGamma1p(-1e-9), 5.772156657239999e-10)).toBeLessThan(4e-16);
  expect(relative(logGamma1p(0.75), logGamma(1.75))).toBeLessThan(4e-16);
  expect(relative(logGamma1p(30), logGamma(31))).toBeLessThan(4e-16);
});

it("stirlingRemainder meets log Γ where the series takes over", () => {
  // mpmath: loggamma(x + 1) - (x + 0.5) * log(x) + x - log(2 * pi) / 2 at x = 0.5, 3, 7.999, 8, 1e6
  const rows = [
    [0.5, 0.15342640972002736],
    [3, 0.02767792568499834],
    [7.999, 0.010412565487973913],
    [8, 0.010411265261972096],
    [1e6, 8.333333333333056e-8],
  ];
  for (const [x, want] of rows) expect(Math.abs(stirlingRemainder(x!) - want!), `${x}`).toBeLessThan(4e-15);
});
