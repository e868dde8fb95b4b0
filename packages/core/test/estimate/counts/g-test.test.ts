import { describe, expect, it } from "vitest";
import {
  dealtMomentsGTest,
  degreesOfFreedom,
  gStatistic,
  gTest,
  homogeneityTest,
  pearsonStatistic,
  pearsonTest,
} from "../../../src/estimate/index.ts";
import { chiSquaredTail } from "../../../src/scalar/index.ts";
import { fixture, near } from "../fixture.ts";

describe("G and Pearson", () => {
  // scipy: chi2_contingency(table, correction=False) and the same with lambda_="log-likelihood"
  it.each(fixture.tests)("agree with SciPy on $x against $y", (c) => {
    const test = gTest(c);
    // G is a small difference of large sums: at 10⁷ rows a few units of 10⁻⁹ are lost.
    near(test.value, c.g, 1e-11, 1e-15 * c.x.reduce((a, b) => a + b, 0));
    near(test.p, c.gP, 1e-8);
    near(pearsonStatistic(c), c.pearson, 1e-11);
    expect(degreesOfFreedom(c)).toBe(c.df);
    expect(test.method).toBe(`χ², ${c.df} ${c.df === 1 ? "degree" : "degrees"} of freedom`);
  });

  it("Pearson of 200/800 against 400/600 is that without Yates' correction", () => {
    const value = pearsonStatistic({ x: [200, 800], y: [400, 600] });
    expect(value.toFixed(6)).toBe("95.238095");
    expect(value).not.toBeCloseTo(94.28809523809525, 2);
  });

  it("are 0 for proportional sides", () => {
    expect(pearsonStatistic({ x: [10, 20], y: [30, 60] })).toBe(0);
    expect(gStatistic({ x: [10, 20], y: [30, 60] })).toBeLessThan(1e-13);
  });

  it("with one cell there is nothing to tell apart", () => {
    expect(gTest({ x: [10], y: [20] })).toMatchObject({ p: 1, value: 0 });
    expect(gTest({ x: [10, 0], y: [20, 0] }).p).toBe(1);
  });
});

describe("the test of Pearson", () => {
  // scipy: chi2_contingency(table, correction=False)
  it.each(fixture.tests)("is his statistic against χ²: $x against $y", (c) => {
    const test = pearsonTest(c);
    near(test.value, c.pearson, 1e-11);
    near(test.p, chiSquaredTail(test.value, c.df), 1e-14);
    expect([test.statistic, test.method]).toEqual(["X²", gTest(c).method]);
  });

  it("with one cell there is nothing to tell apart", () => {
    expect(pearsonTest({ x: [10], y: [20] })).toMatchObject({ p: 1, value: 0 });
  });
});

describe("the test of equal laws that fits the counts", () => {
  it("says which it is: χ² from 50 expected rows of the smaller side in each cell, dealing below", () => {
    expect(homogeneityTest({ x: [50, 50], y: [500, 500] })).toEqual(gTest({ x: [50, 50], y: [500, 500] }));
    expect(homogeneityTest({ x: [49, 51], y: [499, 501] }).method).toMatch(/^count permutation, \d+ draws$/);
    expect(homogeneityTest({ x: [60, 60, 0], y: [70, 70, 0] }).method).toBe("χ², 1 degree of freedom");
  });

  it("of a thousand cells and more goes by the moments of dealing", () => {
    const pair = { x: new Float64Array(1000).fill(2), y: new Float64Array(1000).fill(3) };
    expect(homogeneityTest(pair)).toEqual(dealtMomentsGTest(pair));
  });

  it("of one cell is no test", () => {
    expect(homogeneityTest({ x: [3, 0], y: [4, 0] }).p).toBe(1);
  });
});
