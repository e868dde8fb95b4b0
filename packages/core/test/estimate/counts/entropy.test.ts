import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lerchTail } from "../../../src/estimate/counts/entropy/chao-wang-jost.ts";
import {
  ENTROPY_ESTIMATORS,
  type EntropyMethod,
  estimateEntropy,
  samples as points,
} from "../../../src/estimate/index.ts";
import { counts, entropy, weights } from "../../../src/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";
import { expected } from "./count-estimates.ts";

const METHODS = Object.keys(ENTROPY_ESTIMATORS) as EntropyMethod[];
const UNAWARE = METHODS.filter((method) => !ENTROPY_ESTIMATORS[method].usesCategories);

const samples = fc
  .array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 15 })
  .filter((x) => x.some((count) => count > 0));

describe("entropy from counts", () => {
  // mpmath, each estimator by its published formula (Zhang as sum(v/n*sum(1/k, v <= k < n))); standard errors by
  // leaving out each observation in turn; NSB by the sum over 401 steps of log beta of the double sums of Wolpert and Wolf.
  for (const { name, x, methods } of expected.entropy) {
    it.each(METHODS)(`agrees with mpmath: ${name}, %s`, (method) => {
      const found = estimateEntropy(x, { method });
      near(found.value, methods[method].value, method === "nsb" ? 1e-9 : 1e-13);
      const wanted = methods[method].standardError;
      if (wanted !== undefined) near(found.standardError, wanted, method === "nsb" ? 1e-8 : 1e-11);
    });
  }

  // mpmath: (1-a)*quad(t^(n-1)/(1-(1-a)*t), [0, 1])
  it.each(expected.tails)("has the tail of n = $n, a = $a to 13 digits", ({ n, a, value }) => {
    near(lerchTail(n, a), value, 2e-14);
  });

  // sum over v < n of sum(p*(1-p)^v)/v: the published bias of Zhang's estimator, and the mean over every sample.
  it("has the mean over all samples that Zhang proved", () => {
    const { p, n, value } = expected.zhangMean;
    const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
    let mean = 0;
    for (let a = 0; a <= n; a++) {
      for (let b = 0; a + b <= n; b++) {
        const c = n - a - b;
        const chance = choose(n, a) * choose(n - a, b) * p[0]! ** a * p[1]! ** b * p[2]! ** c;
        mean += chance * estimateEntropy([a, b, c], { method: "zhang" }).value;
      }
    }
    near(mean, value, 1e-13);
  });

  it("takes counts by kind, and gives another unit on request", () => {
    const nats = estimateEntropy([9, 4, 2, 1]);
    const bits = estimateEntropy(counts([9, 4, 2, 1]), { base: 2 });
    expect([nats.unit, bits.unit]).toEqual(["nats", "bits"]);
    for (const key of ["value", "low", "high", "standardError", "bias", "plugIn"] as const) {
      near(bits[key]! * Math.LN2, nats[key]!, 1e-14);
    }
    near(nats.plugIn!, entropy(weights([9, 4, 2, 1])), 1e-14);
    near(nats.value + nats.bias, nats.plugIn!, 1e-14);
    expect(estimateEntropy([4, 3], { base: 10 }).unit).toBe("hartleys");
  });

  it("the order of the categories changes nothing", () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(...METHODS), (x, method) => {
        const [a, b] = [estimateEntropy(x, { method }), estimateEntropy([...x].reverse(), { method })];
        expect(b).toEqual(a);
      }),
      { numRuns: 60 },
    );
  });

  it("categories that were not seen change nothing, save where their number is asked for", () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(...UNAWARE), (x, method) => {
        expect(estimateEntropy([0, ...x, 0, 0], { method })).toEqual(estimateEntropy(x, { method }));
      }),
      { numRuns: 60 },
    );
    expect(estimateEntropy([5, 3, 1, 0, 0, 0], { method: "nsb" }).value).toBeGreaterThan(
      estimateEntropy([5, 3, 1], { method: "nsb" }).value,
    );
    expect(estimateEntropy([5, 3, 1], { method: "nsb", categories: 6 }).value).toBe(
      estimateEntropy([5, 3, 1, 0, 0, 0], { method: "nsb" }).value,
    );
  });

  it.each(METHODS)("%s comes near the truth with many rows", (method) => {
    const law = [0.4, 0.3, 0.15, 0.1, 0.05];
    const x = multinomial(random("entropy"), 1e6, law, new Float64Array(5));
    const { value, low, high } = estimateEntropy(x, { method });
    expect(Math.abs(value - entropy(law))).toBeLessThan(0.004);
    expect(high - low).toBeLessThan(0.01);
  });

  it("integrates NSB also over many categories and rows", () => {
    const many = estimateEntropy(
      multinomial(random("nsb"), 20_000, new Float64Array(1e4).fill(1e-4), new Float64Array(1e4)),
      {
        method: "nsb",
      },
    );
    expect(Math.abs(many.value - Math.log(1e4))).toBeLessThan(0.01);
    const lone = estimateEntropy([3], { method: "nsb", categories: 1e9 });
    expect(lone.value).toBeGreaterThan(0);
    expect(lone.value).toBeLessThan(Math.log(1e9));
  });

  it("covers about 95 % by default, sparse or dense", () => {
    const laws: readonly (readonly [string, number, number[]])[] = [
      ["even, half a row a category", 100, new Array(200).fill(1)],
      ["Zipf, one row a category", 300, Array.from({ length: 300 }, (_, i) => 1 / (i + 1))],
      ["Zipf, many rows", 1000, Array.from({ length: 20 }, (_, i) => 1 / (i + 1))],
      ["two alike", 100, [1, 1]],
    ];
    for (const [name, n, shape] of laws) {
      const sum = shape.reduce((a, b) => a + b, 0);
      const law = shape.map((weight) => weight / sum);
      const rng = random(name);
      let inside = 0;
      for (let i = 0; i < 400; i++) {
        const { low, high } = estimateEntropy(multinomial(rng, n, law, new Float64Array(law.length)));
        if (low <= entropy(law) && entropy(law) <= high) inside++;
      }
      expect(inside / 400, name).toBeGreaterThan(0.91);
    }
  });

  it("says what the sample leaves open", () => {
    expect(estimateEntropy([6, 3, 1, 1, 1])).toMatchObject({ unseenMass: 0.25 });
    expect(estimateEntropy([6, 3, 1, 1, 1]).notes.join()).toContain("25 %");
    const alone = estimateEntropy([30]);
    expect([alone.value, alone.low]).toEqual([0, 0]);
    // 30 rows without a second category of share s have chance (1-s)^30 = 0.025: s = 0.1157, its entropy 0.3583.
    near(alone.high, 0.35836, 1e-3);
    const unlike = estimateEntropy([1, 1, 1]);
    expect([unlike.low, unlike.high, unlike.standardError]).toEqual([0, Infinity, Infinity]);
    expect(estimateEntropy([1, 1, 1], { categories: 9 }).high).toBe(Math.log(9));
    expect(estimateEntropy([80, 1, 1, 1, 1, 1, 1, 1, 1], { method: "plug-in" }).notes.join()).toContain(
      "Chao–Wang–Jost gives",
    );
  });

  it.each<readonly [string, () => unknown, RegExp]>([
    ["weights", () => estimateEntropy(weights([1, 2])), /x is weights in a row; pass one row of counts/],
    ["fractions", () => estimateEntropy([1, 0.5]), /x\[1\] = 0.5 is not whole/],
    ["negative counts", () => estimateEntropy([1, -1]), /x\[1\] = -1 is negative/],
    ["no rows", () => estimateEntropy([0, 0]), /x has no mass/],
    [
      "samples of points",
      () => estimateEntropy(points([1, 2]) as never),
      /x is samples; it must be counts, one number a category/,
    ],
    ["nothing at all", () => estimateEntropy(undefined as never), /x is undefined; it must be counts/],
    ["nothing", () => estimateEntropy([]), /x is empty/],
    ["too few categories", () => estimateEntropy([1, 2, 3], { categories: 2 }), /categories = 2; .* ≥ 3/],
    ["an impossible level", () => estimateEntropy([1, 2], { level: 95 }), /level = 95/],
    [
      "an unknown method",
      () => estimateEntropy([1, 2], { method: "best" as EntropyMethod }),
      /one of chao-wang-jost, nsb/,
    ],
  ])("refuses %s", (_, call, said) => {
    expect(call).toThrow(said);
  });
});
