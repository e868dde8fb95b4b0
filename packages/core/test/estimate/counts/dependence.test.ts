import { describe, expect, it } from "vitest";
import {
  type EntropyMethod,
  estimateMutualInformation,
  estimateTotalCorrelation,
  samples,
} from "../../../src/estimate/index.ts";
import { counts, joint, mutualInformation, totalCorrelation, weights } from "../../../src/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { chiSquaredTail } from "../../../src/scalar/index.ts";
import { near } from "../fixture.ts";
import { expected } from "./count-estimates.ts";

const { dependence } = expected;
const table = joint(counts(dependence.counts), dependence.shape);

/** A table of two axes of k outcomes whose cells are as likely as `shape` says. */
const law = (k: number, shape: (i: number, j: number) => number): number[] => {
  const cells = Array.from({ length: k * k }, (_, cell) => shape(Math.floor(cell / k), cell % k));
  const sum = cells.reduce((a, b) => a + b, 0);
  return cells.map((cell) => cell / sum);
};

describe("mutual information from counts", () => {
  // mpmath: f(row totals) + f(column totals) - f(cells), f each estimator's published formula.
  it.each(Object.keys(dependence.methods) as EntropyMethod[])("agrees with mpmath: %s", (method) => {
    near(estimateMutualInformation(table, { method }).value, dependence.methods[method]!, 1e-12);
  });

  // scipy: chi2_contingency(table, correction=False, lambda_="log-likelihood")
  it("carries G of independence", () => {
    const { test, plugIn, n } = estimateMutualInformation(table);
    near(test!.value, dependence.g, 1e-12);
    near(test!.value, 2 * (n as number) * plugIn!, 1e-12);
    expect(test!.method).toMatch(/^permutation of rows, \d+ draws$/);
    expect(test!.p).toBeLessThan(0.01);
  });

  it("reads G against χ² where cells are full", () => {
    const full = joint(counts([520, 480, 450, 550]), [2, 2]);
    const { test } = estimateMutualInformation(full);
    expect(test!.method).toBe("χ², 1 degree of freedom");
    near(test!.p, chiSquaredTail(test!.value, 1), 1e-14);
  });

  // Fisher's exact weights: all tables with these margins, by the hypergeometric law of the first cell.
  it.each([
    [[7, 2, 3, 8], "row by row"],
    [[90, 60, 12, 18], "cell by cell"],
  ])("has the exact p of %j (%s)", (cells) => {
    const [a, b, c, d] = cells as [number, number, number, number];
    const logs = [0];
    const n = a + b + c + d;
    for (let i = 1; i <= n; i++) logs.push(logs[i - 1]! + Math.log(i));
    const choose = (top: number, k: number): number => logs[top]! - logs[k]! - logs[top - k]!;
    const g = (x: number): number =>
      2 * n * mutualInformation(joint(counts([x, a + b - x, a + c - x, d - a + x]), [2, 2]));
    let p = 0;
    for (let x = Math.max(0, a - d); x <= Math.min(a + b, a + c); x++) {
      if (g(x) >= g(a) - 1e-9) p += Math.exp(choose(a + b, x) + choose(c + d, a + c - x) - choose(n, a + c));
    }
    const { test } = estimateMutualInformation(joint(counts(cells), [2, 2]), { maxDraws: 20_000 });
    expect(Math.abs(test!.p - p)).toBeLessThan(0.5 * p + 0.002);
  });

  it("knows its axes, units and bounds", () => {
    const cube = joint(counts([9, 2, 3, 4, 1, 6, 7, 8]), [2, 2, 2]);
    const options = { between: [[0, 1], [2]] as const };
    const nats = estimateMutualInformation(cube, options);
    const bits = estimateMutualInformation(cube, { ...options, base: 2 });
    near(nats.plugIn!, mutualInformation(cube, options), 1e-15);
    for (const key of ["value", "low", "high", "standardError", "bias", "plugIn"] as const) {
      near(bits[key]! * Math.LN2, nats[key]!, 1e-14);
    }
    const full = estimateMutualInformation(joint(counts([5, 0, 0, 5]), [2, 2]));
    expect(full.high).toBe(Math.LN2);
    const open = estimateMutualInformation(joint(counts([1, 0, 0, 1]), [2, 2]));
    expect([open.low, open.high]).toEqual([0, Math.LN2]);
  });

  it("rows and columns in another order, or empty, change nothing but the draws", () => {
    const plain = estimateMutualInformation(table, { maxDraws: 0 });
    const [a, b, c] = [0, 1, 2].map((row) => dependence.counts.slice(3 * row, 3 * row + 3));
    const turned = joint(counts([...c!.reverse(), ...a!.reverse(), ...b!.reverse(), 0, 0, 0]), [4, 3]);
    const found = estimateMutualInformation(turned, { maxDraws: 0 });
    for (const key of ["value", "low", "high", "standardError", "plugIn"] as const) {
      near(found[key]!, plain[key]!, 1e-10);
    }
  });

  it("covers the truth from independence to dependence, at half a row a cell and at ten", () => {
    const laws: readonly (readonly [string, number[], number])[] = [
      ["independent, sparse", law(12, () => 1), 72],
      ["independent, Zipf", law(12, (i, j) => 1 / (1 + i) / (1 + j)), 1440],
      ["weak", law(5, (i, j) => 1 + 0.2 * Math.cos((2 * Math.PI * (i - j)) / 5)), 250],
      ["strong", law(12, (i, j) => (i === j ? 1 : 0.02) / (1 + i)), 1440],
    ];
    for (const [name, cells, n] of laws) {
      const k = Math.sqrt(cells.length);
      const truth = mutualInformation(joint(weights(cells), [k, k]));
      const rng = random(name);
      let inside = 0;
      for (let i = 0; i < 300; i++) {
        const drawn = multinomial(rng, n, cells, new Float64Array(cells.length));
        const { low, high } = estimateMutualInformation(joint(counts(drawn), [k, k]), { maxDraws: 0 });
        if (low <= truth + 1e-12 && truth <= high) inside++;
      }
      expect(inside / 300, name).toBeGreaterThan(0.91);
    }
  });

  it.each<readonly [string, () => unknown, RegExp]>([
    ["probabilities", () => estimateMutualInformation(joint([0.5, 0, 0, 0.5], [2, 2])), /table is probs/],
    [
      "samples",
      () => estimateMutualInformation(samples([1, 2]) as never),
      /table is no joint table; it must be joint\(counts/,
    ],
    ["axes it has not", () => estimateMutualInformation(table, { between: [[0], [2]] }), /axes \[0, 2\]/],
    [
      "groups without axes",
      () => estimateMutualInformation(table, { between: [[0], []] }),
      /group 1 has no axes/,
    ],
    ["fractions of draws", () => estimateMutualInformation(table, { maxDraws: 0.5 }), /maxDraws = 0.5/],
  ])("refuses %s", (_, call, said) => {
    expect(call).toThrow(said);
  });
});

describe("total correlation from counts", () => {
  // mpmath: zhang(margin 1) + zhang(margin 2) + zhang(margin 3) - zhang(cells)
  it("agrees with mpmath", () => {
    const { counts: cells, shape, zhang } = expected.totalCorrelation;
    const found = estimateTotalCorrelation(joint(counts(cells), shape), { method: "zhang" });
    near(found.value, zhang, 1e-12);
    near(found.plugIn!, totalCorrelation(joint(counts(cells), shape)), 1e-15);
    near(found.test!.value, 2 * 20 * found.plugIn!, 1e-12);
  });

  it("of two axes is their mutual information", () => {
    expect(estimateTotalCorrelation(table)).toEqual(estimateMutualInformation(table));
  });

  it("finds three axes independent that are, and dependent that are only so together", () => {
    const parity = joint(counts([25, 0, 0, 25, 0, 25, 25, 0]), [2, 2, 2]);
    expect(estimateTotalCorrelation(parity).test!.p).toBeLessThan(0.01);
    near(estimateTotalCorrelation(parity, { base: 2 }).plugIn!, 1, 1e-15);
    const even = joint(counts(new Float64Array(8).fill(13)), [2, 2, 2]);
    expect(estimateTotalCorrelation(even).test!.p).toBe(1);
    expect(estimateTotalCorrelation(even).low).toBe(0);
  });
});
