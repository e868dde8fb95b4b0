import { expect, it } from "vitest";
import type { Univariate } from "../../../src/family/index.ts";
import * as families from "../../../src/family/index.ts";
import { entropy, kl } from "../../../src/index.ts";
import cases from "../../fixtures/discrete-families.json" with { type: "json" };

/** `discrete-families.json` was computed with mpmath at 40 digits, by sums of the masses over all outcomes that matter. */
const LISTS = new Set(["categorical", "poissonBinomial"]);

function member(family: string, parameters: readonly number[]): Univariate {
  const make = (families as unknown as Record<string, (...values: unknown[]) => Univariate>)[family]!;
  return LISTS.has(family) ? make(parameters) : make(...parameters);
}

const near = (got: number, want: string, relative: number) => {
  const truth = Number(want);
  expect(Math.abs(got - truth)).toBeLessThanOrEqual(relative * Math.abs(truth) + 1e-300);
};

it.each(cases)("$family $p ‖ $q", (one) => {
  const p = member(one.family, one.p);
  const q = member(one.family, one.q);
  near(kl(p, q), one.kl, 1e-12);
  near(entropy(p), one.entropy, 1e-13);
  expect(Math.abs(p.logPmf!(one.at) - Number(one.logPmf))).toBeLessThan(
    2e-14 * (1 + Math.abs(Number(one.logPmf))),
  );
  near(p.cdf(one.at), one.cdf, 1e-13);
  near(p.survival(one.survivalAt), one.survival, 1e-12);
  near(p.variance(), one.variance, 1e-12);
  expect(Math.abs(p.mean() - Number(one.mean))).toBeLessThan(1e-12 * (1 + Math.abs(p.mean())));
});
