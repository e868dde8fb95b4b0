import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clusteredDifference,
  clusteredMean,
  clusteredMeanOfSums,
  clusteredRatio,
  clusterSums,
  mergeClusterSums,
} from "../../../src/estimate/index.ts";
import { near } from "../fixture.ts";

interface Case {
  readonly ids: number[];
  readonly x: number[];
  readonly w: number[];
  readonly y: number[];
  readonly mean: number;
  readonly se: number;
  readonly wmean: number;
  readonly wse: number;
  readonly ratio: number;
  readonly ratioSe: number;
  readonly macro: number;
  readonly macroSe: number;
  readonly designEffect: number;
}

const fixture: {
  readonly cases: readonly Case[];
  readonly large: { ids: number[]; x: number[]; level: number; low: number; high: number };
} = JSON.parse(readFileSync(new URL("./fixtures/clusters.json", import.meta.url), "utf8"));

describe("the clustered mean", () => {
  // statsmodels 0.15: OLS(x, ones).fit(cov_type="cluster", cov_kwds={"groups": ids}), params[0] and bse[0]
  it.each(fixture.cases)("is that of statsmodels, with its CR1 error, at $ids.length rows", (c) => {
    const mean = clusteredMean(c.x, c.ids);
    near(mean.value, c.mean, 1e-13);
    near(mean.standardError, c.se, 1e-12);
    // bse² / (x.var(ddof=1)/n)
    near(mean.designEffect, c.designEffect, 1e-10);
    expect(mean.n).toBe(c.x.length);
    expect(mean.clusters).toBe(new Set(c.ids).size);
  });

  // the same with every row repeated as often as its weight says
  it.each(fixture.cases)("takes weights as counts of like rows, at $ids.length rows", (c) => {
    const mean = clusteredMean(c.x, c.ids, { weights: c.w });
    near(mean.value, c.wmean, 1e-13);
    near(mean.standardError, c.wse, 1e-12);
  });

  // NumPy: M = bincount(ids, x)/bincount(ids); M.mean(), M.std(ddof=1)/sqrt(C)
  it.each(fixture.cases)("gives every cluster the same weight if asked, at $ids.length rows", (c) => {
    const mean = clusteredMean(c.x, c.ids, { average: "clusters" });
    near(mean.value, c.macro, 1e-13);
    near(mean.standardError, c.macroSe, 1e-12);
  });

  // NumPy: R = A.sum()/B.sum(), sqrt(C/(C-1)*((A-R*B)**2).sum())/B.sum() over the sums of each cluster
  it.each(fixture.cases)("of a ratio has the error of the linearised one, at $ids.length rows", (c) => {
    const ratio = clusteredRatio(c.x, c.y, c.ids);
    near(ratio.value, c.ratio, 1e-13);
    near(ratio.standardError, c.ratioSe, 1e-12);
  });

  it("of many clusters has the interval of t with C − 1 degrees of freedom", () => {
    const { ids, x, level, low, high } = fixture.large;
    const mean = clusteredMean(x, ids, { level });
    near(mean.low, low, 1e-12);
    near(mean.high, high, 1e-12);
  });

  it("of few clusters is at least as wide as t, and says that they are few", () => {
    const c = fixture.cases[1]!;
    const mean = clusteredMean(c.x, c.ids);
    // scipy: t.ppf(0.975, 11)
    const t = 2.200985160082949;
    expect(mean.low).toBeLessThanOrEqual(mean.value - t * mean.standardError);
    expect(mean.high).toBeGreaterThanOrEqual(mean.value + t * mean.standardError);
    expect(mean.notes).toEqual([expect.stringMatching(/^too few documents: 12 clusters/)]);
    expect(clusteredMean(fixture.cases[2]!.x, fixture.cases[2]!.ids).notes).toEqual([]);
  });

  it("is skewed as the clusters are: the bootstrap reaches further on the long side", () => {
    const values = Array.from({ length: 40 }, (_, i) => Math.exp((i - 20) / 8));
    const mean = clusteredMean(values, values);
    expect(mean.high - mean.value).toBeGreaterThan(1.2 * (mean.value - mean.low));
  });

  it("has no error from one cluster", () => {
    expect(clusteredMean([1, 2], ["a", "a"])).toMatchObject({
      value: 1.5,
      standardError: Infinity,
      low: -Infinity,
      high: Infinity,
    });
    expect(clusteredMean([1, 0], ["a", "a"], { range: [0, 1] })).toMatchObject({ low: 0, high: 1 });
  });

  it("says so where the clusters do not differ", () => {
    const mean = clusteredMean([2, 2, 2], ["a", "b", "c"]);
    expect(mean).toMatchObject({ value: 2, low: 2, high: 2, standardError: 0, designEffect: 1 });
    expect(mean.notes.at(-1)).toMatch(/do not differ/);
    const rounded = Array.from({ length: 300 }, () => 0.1);
    const ids = rounded.map((_, i) => Math.floor(Math.sqrt(i)));
    expect(clusteredMean(rounded, ids).standardError).toBe(0);
  });

  it("is infinite where a row is, and names the cluster", () => {
    const mean = clusteredMean([1, Infinity, 2], ["a", "b", "c"]);
    expect(mean).toMatchObject({ value: Infinity, low: Infinity, high: Infinity, standardError: 0 });
    expect(mean.notes[0]).toBe("infinite in 1 of 3 clusters: b");
  });

  it("of pairs is that of their differences", () => {
    const c = fixture.cases[2]!;
    const paired = clusteredDifference(c.x, c.y, c.ids);
    expect(paired).toEqual(
      clusteredMean(
        c.x.map((x, i) => x - c.y[i]!),
        c.ids,
      ),
    );
  });

  it("refuses what it cannot average", () => {
    expect(() => clusteredMean([1, Number.NaN], [1, 1])).toThrow("value[1] = NaN");
    expect(() => clusteredMean([1, -Infinity], [1, 1])).toThrow("value[1] = -Infinity");
    expect(() => clusteredMean([1, 2], [1])).toThrow("1 clusters for 2 values");
    expect(() => clusteredMean([1, 2], [1, 2], { weights: [1, -1] })).toThrow("weight[1] = -1");
    expect(() => clusteredMean([1, 2], [1, 2], { weights: [0, 0] })).toThrow("no rows");
    expect(() => clusteredMean([], [])).toThrow("no rows");
    expect(() => clusteredMean([1, 2], [1, 2], { level: 1 })).toThrow("level = 1");
    expect(() => clusteredDifference([1], [1, 2], [1])).toThrow("1 values against 2");
    expect(() => clusteredRatio([1], [-1], [1])).toThrow("denominators[0] = -1");
  });
});

const rows = fc.array(
  fc.record({
    value: fc.integer({ min: -50, max: 50 }),
    cluster: fc.constantFrom("a", "b", "c", "d", "e", 1, 2),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 60 },
);
type Rows = readonly { readonly value: number; readonly cluster: string | number; readonly weight: number }[];

const sumsOf = (list: Rows) =>
  clusterSums(
    list.map((row) => row.value),
    list.map((row) => row.cluster),
    list.map((row) => row.weight),
  );
const mass = (list: Rows): number => list.reduce((total, row) => total + row.weight, 0);

describe("sums by cluster", () => {
  it("of parts merge to those of the whole", () => {
    fc.assert(
      fc.property(rows, fc.nat(), (list, cut) => {
        const at = cut % (list.length + 1);
        const merged = mergeClusterSums(sumsOf(list.slice(0, at)), sumsOf(list.slice(at)));
        expect(merged).toEqual(sumsOf(list));
      }),
    );
  });

  it("survive JSON", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const sums = sumsOf(list);
        expect(mergeClusterSums(JSON.parse(JSON.stringify(sums)))).toEqual(sums);
      }),
    );
  });

  it("refuse what JSON made of Infinity", () => {
    const read = JSON.parse(JSON.stringify(clusterSums([Infinity], ["a"])));
    expect(() => clusteredMeanOfSums(read)).toThrow("sum[0] = null of cluster a; it must be a number");
    expect(() => mergeClusterSums(read)).toThrow("mergeClusterSums: sum[0] = null");
  });

  it("give one interval in whatever order the rows come", () => {
    fc.assert(
      fc.property(rows, (list) => {
        fc.pre(mass(list) > 0);
        const forth = clusteredMeanOfSums(sumsOf(list));
        const back = clusteredMeanOfSums(sumsOf(list.slice().reverse()));
        for (const end of ["low", "high"] as const) {
          if (Number.isFinite(forth[end])) near(back[end], forth[end], 1e-9, 1e-9);
          else expect(back[end]).toBe(forth[end]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("give an interval that moves and stretches with the values", () => {
    fc.assert(
      fc.property(rows, (list) => {
        fc.pre(mass(list) > 0);
        const plain = clusteredMeanOfSums(sumsOf(list));
        const moved = clusteredMeanOfSums(sumsOf(list.map((row) => ({ ...row, value: 4 * row.value + 3 }))));
        for (const end of ["low", "high"] as const) {
          if (Number.isFinite(plain[end])) near(moved[end], 4 * plain[end] + 3, 1e-9, 1e-8);
          else expect(moved[end]).toBe(plain[end]);
        }
        if (plain.clusters > 1) near(moved.standardError, 4 * plain.standardError, 1e-9, 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
