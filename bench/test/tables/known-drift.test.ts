import { describe, expect, it } from "vitest";
import {
  bernoulliBits,
  levelProbability,
  movedBits,
  powerLawBits,
  shiftBits,
} from "../../src/tables/known-drift.ts";

// Expected values: mpmath at 30 digits, by quadrature of the two densities or by the sum over the levels.
describe("the known drifts", () => {
  it("of two Bernoulli laws", () => {
    expect(bernoulliBits(0.12, 0.05)).toBeCloseTo(0.054391017769642745, 14);
  });
  it("of shifted normal laws", () => {
    expect(shiftBits(Math.LN2, 2.5)).toBeCloseTo(0.055451774444795626, 14);
  });
  it("of power laws on the unit interval", () => {
    expect(powerLawBits(0.24, 0.25)).toBeCloseTo(0.001218604316804961, 13);
  });
  it("of rows moved to one of many levels", () => {
    expect(movedBits(0.08, 5, 60)).toBeCloseTo(0.07787111190748033, 13);
    expect(movedBits(0.005, 5, 5)).toBe(Number.POSITIVE_INFINITY);
  });
  it("rest on probabilities that sum to one", () => {
    const sum = Array.from({ length: 1000 }, (_, j) => levelProbability(j, 1000)).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 13);
  });
});
