import { describe, expect, it } from "vitest";
import { poissonDivergence } from "../../../src/score/scoring/poisson-divergence.ts";

// Σ over x of the Poisson mass times d, and times d², d = x ln(x/λ) − x + λ; to 30 digits with mpmath 1.3.
const KNOWN = [
  [0.01, 0.04612087301958041, 0.1310659176884719],
  [0.5, 0.5035087845146879, 0.1824172792042298],
  [1, 0.5734028091226202, 0.341150469820022],
  [5, 0.523338483190413, 0.5666957633369014],
  [40, 0.5021380854746348, 0.5043918797524266],
  [60, 0.5014128071804345, 0.5028751920820936],
] as const;

describe("poissonDivergence", () => {
  it.each(KNOWN)("of an outcome expected %d times", (expected, mean, variance) => {
    const found = poissonDivergence(expected);
    // The series beyond 40 leave out 1/λ³.
    expect(found.mean).toBeCloseTo(mean, expected > 40 ? 5 : 12);
    expect(found.variance).toBeCloseTo(variance, expected > 40 ? 5 : 12);
  });

  it("is nothing of what never happens", () => {
    expect(poissonDivergence(0)).toEqual({ mean: 0, variance: 0 });
  });
});
