import { expect, it } from "vitest";
import {
  binomial,
  dirichlet,
  geometric,
  logarithmic,
  negativeBinomial,
  normalInverseGamma,
  poisson,
  vonMisesFisher,
  wishart,
} from "../../../src/family/index.ts";
import { kl } from "../../../src/index.ts";
import cases from "../../fixtures/kl-multi.json" with { type: "json" };

/** `kl-multi.json`: computed with mpmath at 40 digits; `check` is the difference from a second way (sum, enumeration, draws). */
const tilted = (d: number, cosine: number) =>
  Array.from({ length: d }, (_, i) => (i === 0 ? cosine : i === 1 ? Math.sqrt(1 - cosine * cosine) : 0));
const pole = (d: number) => Array.from({ length: d }, (_, i) => (i === 0 ? 1 : 0));

const VALUES: Readonly<Record<string, () => number>> = {
  poisson: () => kl(poisson(2.5), poisson(4)),
  geometric: () => kl(geometric(0.3), geometric(0.8)),
  "negbinomial_diff_r(series)": () => kl(negativeBinomial(3, 0.4), negativeBinomial(5, 0.5)),
  binomial_same_n: () => kl(binomial(7, 0.3), binomial(7, 0.55)),
  logarithmic: () => kl(logarithmic(0.5), logarithmic(0.7)),
  dirichlet: () => kl(dirichlet([2, 0.5, 3]), dirichlet([1, 1, 1])),
  "wishart d=2": () =>
    kl(
      wishart(5, [
        [1, 0.3],
        [0.3, 2],
      ]),
      wishart(7, [
        [1.5, -0.2],
        [-0.2, 1],
      ]),
    ),
  "vonmises-fisher d=3": () => kl(vonMisesFisher(pole(3), 5), vonMisesFisher(tilted(3, 0.3), 2)),
  "vonmises-fisher d=10": () => kl(vonMisesFisher(pole(10), 5), vonMisesFisher(tilted(10, 0.3), 2)),
  "vMF||uniform sphere d=3": () => kl(vonMisesFisher(pole(3), 5), vonMisesFisher(pole(3), 0)),
  "normal-inverse-gamma": () => kl(normalInverseGamma(0, 2, 3, 1.5), normalInverseGamma(0.5, 1, 2, 2)),
};

const known = cases.filter(({ family }) => family in VALUES);

it("knows the cases", () => {
  expect(known.map(({ family }) => family).sort()).toEqual(Object.keys(VALUES).sort());
});

it.each(known)("$family", ({ family, kl: want }) => {
  expect(Math.abs(VALUES[family]!() / Number(want) - 1)).toBeLessThan(1e-13);
});
