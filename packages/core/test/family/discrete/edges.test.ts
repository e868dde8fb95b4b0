import { describe, expect, it } from "vitest";
import type { Univariate } from "../../../src/family/index.ts";
import * as families from "../../../src/family/index.ts";
import { kl, slopes } from "../../../src/index.ts";
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

describe("long tails", () => {
  // mpmath, 30 digits: 1 − Σ_{k ≤ x} pᵏ/k / −log(1 − p)
  it.each([
    [0.95, 1, 0.6828822093394326],
    [0.95, 5, 0.3172205558141966],
    [0.95, 30, 0.030344266296281164],
    [0.999, 1, 0.8553799375262171],
    [0.999, 5, 0.670176745123929],
    [0.999, 30, 0.42597803131870915],
    [0.999, 1000, 0.03170583912585105],
    [0.999999, 1, 0.927617658731721],
    [0.999999, 5, 0.8347271840759581],
    [0.999999, 30, 0.710835360417193],
    [0.999999, 1000, 0.4582559161415922],
  ])("logarithmic(%d) lies beyond %d with probability %d", (p, x, want) => {
    expect(Math.abs(families.logarithmic(p).survival(x) / want - 1)).toBeLessThan(1e-13);
  });

  it("are summed as far as that is possible, and refused beyond", () => {
    expect(() => families.betaBinomial(1e9, 1, 2).cdf(3)).toThrow("there are 1000000001 outcomes");
    expect(poisson(1e12).quantile(0.5)).toBe(1e12);
    // D of Poisson laws: the limit of many trials of small probability
    expect(kl(binomial(10, 0.5), binomial(1e9, 1e-8))).toBeCloseTo(kl(binomial(10, 0.5), poisson(10)), 6);
  });
});

describe("derivatives", () => {
  it.each([
    [bernoulli(0.3), bernoulli(0.6), "p"],
    [binomial(7, 0.3), binomial(7, 0.6), "p"],
    [poisson(2), poisson(3), "rate"],
    [geometric(0.3), geometric(0.6), "p"],
    [families.zeta(2), families.zeta(2.5), "s"],
  ] as const)("of D(%s ‖ %s) by %s are those that small steps show", (p, q, name) => {
    for (const wrt of ["p", "q"] as const) {
      const own = p[slopes]!("kl", [q], { wrt });
      expect(Object.keys(own)).toEqual([name]);
      const moving = wrt === "p" ? p : q;
      const step = 1e-6;
      const at = (by: number) => {
        const parameters = Object.entries(moving.parameters).map(([key, value]) =>
          key === name ? value + by : value,
        );
        const moved = member({ family: moving.family, parameters });
        return wrt === "p" ? kl(moved, q) : kl(p, moved);
      };
      const slope = (at(step) - at(-step)) / (2 * step);
      expect(Math.abs(own[name]! / slope - 1)).toBeLessThan(1e-7);
    }
  });
});

it.each([
  // mpmath: the same sum at 30 digits
  [1e5, 1e5, 1000, -9.521975272629655],
  [1e5, 1e5, -3000, -29.52160862841932],
  [1e3, 10, 900, -8.464174537048077],
  [0.01, 0.02, 30, -212.8433354768607],
  [1e-5, 1e5, -100300, -7.126450554817593],
  [2e7, 1e7, 10001000, -9.543964660331843],
])("skellam(%f, %f) has its mass at %f", (rate1, rate2, k, log) => {
  expect(families.skellam(rate1, rate2).logPmf!(k)).toBeCloseTo(log, 12);
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
