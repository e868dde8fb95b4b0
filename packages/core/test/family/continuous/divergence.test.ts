import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kl } from "../../../src/finite/index.ts";
import { FAMILIES, maker, membersOf } from "./members.ts";

interface Row {
  readonly family: string;
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly kl: string;
}

const rows = (name: string): [string, Row][] =>
  (JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as Row[]).map(
    (row) => [`${row.family}(${row.p}) to (${row.q})`, row],
  );

const error = ({ family, p, q, kl: want }: Row): number =>
  Math.abs(kl(maker(family)(...p), maker(family)(...q)) / Number(want) - 1);

// Computed with mpmath at 60 digits: the textbook closed forms on the exact values of the doubles; every parameter changed
// by up to 0.5, 1e-3, 1e-5 and 1e-7 of itself, in different proportions. Kumaraswamy and asymmetric Laplace: quad.
describe("the divergence of nearly equal laws has thirteen digits:", () => {
  it.each(rows("near-equal"))("%s", (_, row) => {
    expect(error(row)).toBeLessThan(1e-13);
  });
});

// Computed with mpmath at 120 digits: the same closed forms at parameters drawn over many decades.
describe("the divergence of laws far apart has twelve digits:", () => {
  it.each(rows("far-apart"))("%s", (_, row) => {
    expect(error(row)).toBeLessThan(2e-12);
  });
});

it.each(FAMILIES.filter((name) => membersOf(name)[0]!.law.kl))(
  "the divergence of %s is never negative, and is 0 for equal laws alone",
  (name) => {
    const p = membersOf(name)[0]!;
    const keys = Object.keys(p.parameters);
    const share = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: keys.length, maxLength: keys.length }), (moves) => {
        const values = keys.map((key, i) => p.parameters[key]! * (1 + moves[i]!));
        const whole = name === "erlang" ? [Math.max(1, Math.round(values[0]!)), values[1]!] : values;
        const moved = maker(name)(...whole);
        const value = p.law.kl!(p.parameters, moved.parameters);
        if (value === undefined) return;
        expect(value).toBeGreaterThanOrEqual(0);
        if (keys.some((key) => Math.abs(moved.parameters[key]! / p.parameters[key]! - 1) > 1e-6)) {
          expect(value).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  },
);

const ROUTES: readonly [string, readonly number[], string, readonly number[]][] = [
  ["exponential", [0.7], "gamma", [1, 0.7]],
  ["exponential", [0.5], "weibull", [1, 2]],
  ["erlang", [3, 2], "gamma", [3, 2]],
  ["chiSquared", [7], "gamma", [3.5, 0.5]],
  ["chiSquared", [2], "exponential", [0.5]],
  ["gamma", [2, 0.5], "generalizedGamma", [2, 2, 1]],
  ["weibull", [2, 3], "generalizedGamma", [3, 2, 2]],
  ["uniform", [0, 1], "beta", [1, 1]],
  ["uniform", [0, 1], "continuousBernoulli", [0.5]],
  ["powerFunction", [2], "beta", [2, 1]],
  ["powerFunction", [2], "kumaraswamy", [2, 1]],
  ["laplace", [1, 0.5], "asymmetricLaplace", [1, 2, 1]],
  ["laplace", [1, 0.5], "generalizedNormal", [1, 0.5, 1]],
  ["studentT", [1, 0.5, 2], "cauchy", [0.5, 2]],
  ["generalizedExtremeValue", [1, 2, 0], "gumbel", [1, 2]],
  ["generalizedPareto", [1, 2, 0], "shiftedExponential", [0.5, 1]],
  ["rice", [0, 2], "rayleigh", [2]],
  ["levy", [2], "inverseGamma", [0.5, 1]],
  ["inverseGamma", [1, 2], "frechet", [1, 2]],
];

it.each(ROUTES)("%s(%j) and %s(%j) are one law, and their divergence is 0, either way", (p, a, q, b) => {
  const [one, other] = [maker(p)(...a), maker(q)(...b)];
  expect([kl(one, other), kl(other, one)]).toEqual([0, 0]);
});

it.each([
  ["rayleigh", [1.5], "weibull", [2, 1.5 * Math.SQRT2]],
  ["halfNormal", [1.5], "generalizedGamma", [1.5 * Math.SQRT2, 1, 2]],
  ["maxwell", [1.5], "generalizedGamma", [1.5 * Math.SQRT2, 3, 2]],
  ["chi", [3], "maxwell", [1]],
  ["nakagami", [0.5, 4], "halfNormal", [2]],
  ["normal", [1, 2], "generalizedNormal", [1, 2 * Math.SQRT2, 2]],
] as const)("%s(%j) and %s(%j) are one law to rounding", (p, a, q, b) => {
  expect(kl(maker(p)(...a), maker(q)(...b))).toBeLessThan(1e-30);
});
