import { describe, expect, it } from "vitest";
import { totalVariationFromCounts } from "../../../src/estimate/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";

describe("total variation from counts", () => {
  it("is half the sum of the gaps, uncorrected", () => {
    const found = totalVariationFromCounts({ x: [30, 30, 0, 40], y: [50, 30, 20, 0] });
    near(found.value, 0.4, 1e-14);
    expect(found.plugIn).toBe(found.value);
    expect(found.unit).toBe("1");
  });

  it("shows beside it the mean that it has under one law", () => {
    const shares = [0.4, 0.3, 0.2, 0.1];
    const rng = random("tvd");
    const [x, y] = [new Float64Array(4), new Float64Array(4)];
    let value = 0;
    let bias = 0;
    const pairs = 2000;
    for (let i = 0; i < pairs; i++) {
      multinomial(rng, 500, shares, x);
      multinomial(rng, 300, shares, y);
      const found = totalVariationFromCounts({ x, y });
      value += found.value / pairs;
      bias += found.bias / pairs;
    }
    // A value's standard deviation is about 0.015: the mean of 2,000 is known to 0.0004.
    expect(Math.abs(value - bias)).toBeLessThan(0.0015);
  });

  it("covers 0.2 in about 95 % of samples", () => {
    const [p, q] = [
      [0.5, 0.3, 0.2],
      [0.3, 0.4, 0.3],
    ];
    const rng = random("tvd coverage");
    const [x, y] = [new Float64Array(3), new Float64Array(3)];
    const pairs = 600;
    let inside = 0;
    for (let i = 0; i < pairs; i++) {
      multinomial(rng, 400, p!, x);
      multinomial(rng, 400, q!, y);
      const { low, high } = totalVariationFromCounts({ x, y });
      if (low <= 0.2 && 0.2 <= high) inside++;
    }
    expect(inside / pairs).toBeGreaterThan(0.92);
  });

  it("keeps to [0, 1]", () => {
    const apart = totalVariationFromCounts({ x: [5, 0], y: [0, 5] });
    expect([apart.value, apart.high]).toEqual([1, 1]);
    expect(totalVariationFromCounts({ x: [5, 5], y: [5, 5] }).low).toBe(0);
  });
});
