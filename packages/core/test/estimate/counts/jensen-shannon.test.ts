import { describe, expect, it } from "vitest";
import {
  divergenceFromCounts,
  estimateCrossEntropy,
  estimateJensenShannon,
} from "../../../src/estimate/index.ts";
import { crossEntropy, jensenShannon } from "../../../src/index.ts";
import { multinomial, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";
import { expected } from "./count-estimates.ts";

const zipf = (k: number): number[] => {
  const shares = Array.from({ length: k }, (_, i) => 1 / (i + 1));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
};

describe("Jensen–Shannon from counts", () => {
  // Python: JS of every table with the same margins, weighted by prod(comb(pooled_i, x_i))/comb(n+m, n).
  it("takes away the mean over all deals where cells are sparse", () => {
    const { x, y, plugIn, nullMean } = expected.jensenShannon;
    const found = estimateJensenShannon(x, y);
    near(found.plugIn!, plugIn, 1e-13);
    near(found.bias, nullMean, 1e-12);
    near(found.value, Number(plugIn) - Number(nullMean), 1e-11);
    expect(found.notes.join()).toContain("deals of the pooled counts");
  });

  it("takes away the mean of χ² where they are full, and the two agree there", () => {
    const pair = { x: [520, 480, 300], y: [450, 550, 310] };
    const { value, bias, notes } = estimateJensenShannon(pair.x, pair.y);
    near(value, divergenceFromCounts("jensenShannon", pair).estimate.value, 1e-15);
    const oneRareCell = estimateJensenShannon([...pair.x, 1], [...pair.y, 1]);
    expect(notes).toEqual([]);
    near(oneRareCell.bias, bias * 1.5, 0.15);
  });

  it("goes over from the exact mean of a cell to its curvature without a step", () => {
    const bias = (rows: number): number => estimateJensenShannon([rows, rows, 1], [rows, rows, 1]).bias;
    near(1998 * bias(998), 2002 * bias(1000), 2e-3);
  });

  it("is about 0 on average for one law, however sparse", () => {
    const law = zipf(300);
    const rng = random("one law");
    let [mean, covered] = [0, 0];
    for (let i = 0; i < 100; i++) {
      const [x, y] = [200, 500].map((n) => multinomial(rng, n, law, new Float64Array(300)));
      const found = estimateJensenShannon(x!, y!, { maxDraws: 0 });
      mean += found.value / 100;
      if (found.low === 0) covered++;
      expect(found.plugIn!).toBeGreaterThan(0.05);
    }
    // Each figure's standard deviation is about 0.01.
    expect(Math.abs(mean)).toBeLessThan(0.004);
    expect(covered).toBeGreaterThanOrEqual(93);
  });

  it("is symmetric, at most log 2, and in the unit asked for", () => {
    const [a, b] = [estimateJensenShannon([9, 4, 1], [2, 7, 7]), estimateJensenShannon([2, 7, 7], [9, 4, 1])];
    near(a.value, b.value, 1e-13);
    expect(estimateJensenShannon([500, 0], [0, 400]).high).toBe(Math.LN2);
    const bits = estimateJensenShannon([9, 4, 1], [2, 7, 7], { base: 2 });
    near(bits.high * Math.LN2, a.high, 1e-13);
    expect(bits.unit).toBe("bits");
  });

  it("covers the truth", () => {
    const [p, q] = [
      [0.4, 0.3, 0.2, 0.1],
      [0.2, 0.3, 0.25, 0.25],
    ];
    const truth = jensenShannon(p, q);
    const rng = random("js");
    let inside = 0;
    for (let i = 0; i < 400; i++) {
      const [x, y] = [p, q].map((law) => multinomial(rng, 300, law, new Float64Array(4)));
      const { low, high } = estimateJensenShannon(x!, y!, { maxDraws: 0 });
      if (low <= truth && truth <= high) inside++;
    }
    expect(inside / 400).toBeGreaterThan(0.92);
  });
});

describe("cross-entropy from counts", () => {
  it("covers the truth, and is nearly unbiased where the plug-in often is infinite", () => {
    const p = zipf(50);
    const q = [...p].map((share, i) => (share + (i % 2 === 0 ? 0.01 : 0)) / 1.25);
    const truth = crossEntropy(p, q);
    const rng = random("cross-entropy");
    let [inside, mean, infinite] = [0, 0, 0];
    for (let i = 0; i < 400; i++) {
      const x = multinomial(rng, 500, p, new Float64Array(50));
      const y = multinomial(rng, 500, q, new Float64Array(50));
      const found = estimateCrossEntropy(x, y);
      mean += found.value / 400;
      if (found.low <= truth && truth <= found.high) inside++;
      if (found.plugIn === Infinity) infinite++;
    }
    expect(infinite).toBeGreaterThan(50);
    expect(Math.abs(mean - truth)).toBeLessThan(0.02);
    expect(inside / 400).toBeGreaterThan(0.92);
  });

  it("says what the sample of q never saw", () => {
    const found = estimateCrossEntropy([8, 1, 1], [5, 5, 0]);
    expect(found.unseenMass).toBe(0.1);
    expect(found.plugIn).toBe(Infinity);
    expect(found.notes.join()).toContain("10 % of p");
  });
});
