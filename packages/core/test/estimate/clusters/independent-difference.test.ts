import { describe, expect, it } from "vitest";
import { clusteredMean, independentDifference } from "../../../src/estimate/index.ts";
import { gammaDraw, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";

const means = (values: readonly number[]) =>
  clusteredMean(
    values,
    values.map((_, i) => i),
  );

describe("the difference of independent estimates", () => {
  const [a, b] = [means([1, 2, 4, 8, 16, 32]), means([3, 3.5, 5, 4, 4.5])];

  it("adds the errors in squares, each side of the interval by the ends that it comes from", () => {
    const d = independentDifference(a, b);
    near(d.value, a.value - b.value, 1e-15);
    near(d.standardError, Math.hypot(a.standardError, b.standardError), 1e-15);
    near(d.low, d.value - Math.hypot(a.value - a.low, b.high - b.value), 1e-15);
    near(d.high, d.value + Math.hypot(a.high - a.value, b.value - b.low), 1e-15);
    expect(d.n).toEqual([6, 5]);
    expect(d.notes).toHaveLength(2);
  });

  it("turned round is its negative", () => {
    const [forth, back] = [independentDifference(a, b), independentDifference(b, a)];
    expect([back.value, back.low, back.high]).toEqual([-forth.value, -forth.high, -forth.low]);
  });

  it("holds the truth as often as it says, of skewed clusters too", () => {
    let held = 0;
    for (let trial = 0; trial < 300; trial++) {
      const rng = random([7, trial]);
      const draw = (n: number): number[] => Array.from({ length: n }, () => gammaDraw(rng, 0.5));
      const { low, high } = independentDifference(means(draw(60)), means(draw(40)));
      if (low <= 0 && 0 <= high) held++;
    }
    expect(held / 300).toBeGreaterThan(0.91);
    expect(held / 300).toBeLessThan(0.995);
  });

  it("to an infinite estimate is infinite, of two of them refused", () => {
    const infinite = means([1, Infinity]);
    expect(independentDifference(infinite, a)).toMatchObject({
      value: Infinity,
      low: Infinity,
      standardError: 0,
    });
    expect(independentDifference(a, infinite)).toMatchObject({ value: -Infinity, high: -Infinity });
    expect(() => independentDifference(infinite, infinite)).toThrow("one of them must be finite");
  });

  it("refuses different units and levels", () => {
    const bits = clusteredMean([1, 2], [1, 2], { unit: "bits" });
    const wide = clusteredMean([1, 2], [1, 2], { level: 0.99 });
    expect(() => independentDifference(bits, a)).toThrow("unit bits against 1");
    expect(() => independentDifference(wide, a)).toThrow("level 0.99 against 0.95");
  });
});
