import { expect, it } from "vitest";
import { betaI, betaIComplement, betaQuantile } from "../../src/scalar/incomplete-beta.ts";
import { studentTCdf, studentTQuantile, studentTTail } from "../../src/scalar/student-t.ts";
import { fixture, relative } from "./ulp.ts";

// mpmath at 400 digits: [a, b, x, betainc(a, b, 0, x, regularized=True), 1 - that].
const beta = fixture("incomplete-beta") as [number, number, number, number, number][];
// mpmath at 60 digits: [t, df, betainc(df/2, 1/2, 0, df/(df + t^2), regularized=True)/2].
const student = fixture("student-t") as [number, number, number][];

it("betaI and its complement keep their digits down to 1e-300", () => {
  const errors = beta
    .map(([a, b, x, cdf, tail]) => {
      const small = cdf < tail ? relative(betaI(a, b, x), cdf) : relative(betaIComplement(a, b, x), tail);
      return { at: [a, b, x, cdf, tail], error: Math.max(small, Math.abs(betaI(a, b, x) - cdf)) };
    })
    .sort((p, q) => q.error - p.error);
  expect(errors.every(({ error }) => error >= 0)).toBe(true);
  expect(errors[0]!.error, `${errors[0]!.at}`).toBeLessThan(2e-13);
});

it("betaI takes parameters up to 1e9", () => {
  // symmetric law: exactly one half; python-flint: x^a y^a/(a B(a, a)) 2F1(2a, 1; a + 1; x) at x = 1 - 0.50001
  expect(betaI(1e9, 1e9, 0.5)).toBeCloseTo(0.5, 13);
  expect(relative(betaIComplement(1e9, 1e9, 0.50001), 0.18554668476841701)).toBeLessThan(1e-11);
});

it("betaQuantile is the inverse of betaI", () => {
  for (const [a, b, x, cdf, tail] of beta) {
    if (tail > 1e-3) expect(relative(betaQuantile(cdf, a, b), x), `${[a, b, x]}`).toBeLessThan(2e-12);
  }
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
});

it("Student's tail keeps its digits down to 1e-100, and the cdf mirrors it", () => {
  for (const [t, df, want] of student) {
    expect(relative(studentTTail(t, df), want), `${[t, df, studentTTail(t, df), want]}`).toBeLessThan(1e-13);
    expect(studentTCdf(-t, df)).toBe(studentTTail(t, df));
  }
  expect(studentTTail(0, 3)).toBe(0.5);
  expect(studentTTail(1.959963984540054, Infinity)).toBeCloseTo(0.025, 14);
});

it("Student's quantile is the inverse of the cdf, also near the median", () => {
  for (const [t, df, tail] of student) {
    if (tail < 0.499) expect(relative(-studentTQuantile(tail, df), t), `${[t, df]}`).toBeLessThan(1e-12);
  }
  // mpmath: (2p - 1)/2 / density(0) = 1e-10 * pi at df = 1
  expect(relative(studentTQuantile(0.5 + 2 ** -33, 1), Math.tan(Math.PI * 2 ** -33))).toBeLessThan(1e-13);
  expect([studentTQuantile(0, 3), studentTQuantile(1, 3)]).toEqual([-Infinity, Infinity]);
  expect(Math.abs(studentTQuantile(0.5, 3))).toBe(0);
});

it("refuses what is outside the domain", () => {
  expect(() => betaI(0, 1, 0.5)).toThrow("betaI: a = 0 is outside the domain; a must be positive and finite");
  expect(() => betaIComplement(1, 1, 1.5)).toThrow("betaIComplement: x = 1.5");
  expect(() => betaQuantile(2, 1, 1)).toThrow(
    "betaQuantile: p = 2 is outside the domain; p must be in [0, 1]",
  );
  expect(() => studentTCdf(Number.NaN, 3)).toThrow("studentTCdf: t = NaN is not a number");
  expect(() => studentTTail(1, -1)).toThrow("studentTTail: df = -1");
});
