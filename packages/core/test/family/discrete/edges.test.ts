import { describe, expect, it } from "vitest";
import type { Univariate } from "../../../src/family/index.ts";
import * as families from "../../../src/family/index.ts";
import { kl } from "../../../src/index.ts";
import cases from "../../fixtures/torch-discrete-edges.json" with { type: "json" };

/**
 * `torch-discrete-edges.json`: pairs of parameters, edges among them, with the truth by exact sums (mpmath, 30 digits);
 * `torchRight` says whether torch.distributions 2.13 gets it right.
 */
interface Side {
  readonly family: string;
  readonly parameters: readonly number[];
}

const {
  bernoulli,
  binomial,
  categorical,
  degenerate,
  geometric,
  negativeBinomial,
  poisson,
  poissonBinomial,
} = families;

const member = ({ family, parameters }: Side): Univariate =>
  (families as unknown as Record<string, (...values: number[]) => Univariate>)[family]!(...parameters);

describe("pairs that other libraries get wrong among them", () => {
  it("are more than a handful", () => {
    expect(cases.filter(({ torchRight }) => !torchRight).length).toBeGreaterThan(5);
  });

  it.each(cases)("$p.family $p.parameters ‖ $q.family $q.parameters", ({ p, q, kl: want }) => {
    const got = kl(member(p), member(q));
    const truth = Number(want);
    if (Number.isFinite(truth)) expect(Math.abs(got - truth)).toBeLessThanOrEqual(1e-12 * (1 + truth));
    else expect(got).toBe(truth);
  });
});

describe("near-equal parameters keep their digits", () => {
  // mpmath, 40 digits: D with the doubles 0.3 and 0.3 + 3e-10, and so on
  it.each([
    [bernoulli(0.3), bernoulli(0.3000000003), 2.142857219863851e-19],
    [poisson(2.5), poisson(2.5000000025), 1.2500004117e-18],
  ])("%s ‖ %s", (p, q, want) => {
    expect(Math.abs(kl(p, q) / want - 1)).toBeLessThan(1e-6);
    expect(kl(p, p)).toBe(0);
  });
});

describe("nested families answer by the wider one", () => {
  it("a bernoulli is a binomial of one trial", () => {
    expect(kl(bernoulli(0.3), binomial(1, 0.6))).toBeCloseTo(kl(binomial(1, 0.3), binomial(1, 0.6)), 15);
  });

  it("a geometric is a negative binomial of one success", () => {
    expect(kl(geometric(0.3), negativeBinomial(1, 0.6))).toBeCloseTo(kl(geometric(0.3), geometric(0.6)), 14);
  });

  it("trials of one probability are a binomial", () => {
    const p = poissonBinomial([0.3, 0.3, 0.3]);
    expect(kl(p, binomial(3, 0.3))).toBeLessThan(1e-15);
    expect(kl(p, binomial(3, 0.5))).toBeCloseTo(kl(binomial(3, 0.3), binomial(3, 0.5)), 14);
  });
});

describe("a point mass", () => {
  it("costs the surprisal of its outcome", () => {
    expect(kl(degenerate(3), poisson(2))).toBeCloseTo(-poisson(2).logPmf!(3), 14);
    expect(kl(poisson(2), degenerate(3))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("refusals name the parameter, the value and what is allowed", () => {
  it.each([
    [() => bernoulli(1.1), "bernoulli: p = 1.1; it must be a number from 0 to 1"],
    [() => binomial(2.5, 0.1), "binomial: n = 2.5; it must be an integer of at least 0"],
    [() => geometric(0), "geometric: p = 0; it must be a number above 0, up to 1"],
    [() => families.hypergeometric(5, 6, 1), "both must be at most population = 5"],
    [() => families.discreteUniform(2, 1), "low must be at most high"],
    [() => categorical([0.5, 0.6]), "categorical: probabilities sum to 1.1; the sum must be 1"],
    [() => categorical([]), "there must be at least one"],
    [() => poissonBinomial([0.5, -1]), "poissonBinomial: probabilities[1] = -1"],
  ])("%s", (make, message) => {
    expect(make).toThrow(message);
  });
});
