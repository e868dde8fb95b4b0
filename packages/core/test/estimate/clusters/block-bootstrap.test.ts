import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blockBootstrapMean, blockLength } from "../../../src/estimate/index.ts";
import { normalDraw, random } from "../../../src/random/index.ts";
import { near } from "../fixture.ts";

const { blockLength: series }: { readonly blockLength: { rho: number; x: number[]; length: number }[] } =
  JSON.parse(readFileSync(new URL("./fixtures/clusters.json", import.meta.url), "utf8"));

describe("the block length", () => {
  // arch 8.0: optimal_block_length(x)["circular"], which may be below 1
  it.each(series)("is that of Politis and White, at autocorrelation $rho", ({ x, length }) => {
    near(blockLength(x), Math.max(1, length), 1e-10);
  });

  it("is 1 for constants", () => {
    expect(blockLength([2, 2, 2, 2])).toBe(1);
    expect(blockLength([2])).toBe(1);
  });
});

describe("the block bootstrap of a mean", () => {
  it("has the error of circular blocks", () => {
    // circular pairs of [0, 1, 5, 2] less twice the mean 2: −3, 2, 3, −2; √(26/2)/4
    const mean = blockBootstrapMean([0, 1, 5, 2], { blockLength: 2 });
    expect(mean.value).toBe(2);
    near(mean.standardError, Math.sqrt(13) / 4, 1e-14);
  });

  it("at blocks of 1 has the error of independent draws, divided by n", () => {
    // √(Σ(x − x̄)²)/n of 1 … 5: √10/5
    near(blockBootstrapMean([1, 2, 3, 4, 5], { blockLength: 1 }).standardError, Math.sqrt(10) / 5, 1e-14);
  });

  it("is repeatable by its seed", () => {
    const x = series[1]!.x;
    expect(blockBootstrapMean(x, { seed: 3 })).toEqual(blockBootstrapMean(x, { seed: 3 }));
    expect(blockBootstrapMean(x, { seed: 3 }).low).not.toBe(blockBootstrapMean(x, { seed: 4 }).low);
  });

  it("holds the mean of a correlated series where independence does not", () => {
    let byBlocks = 0;
    let byRows = 0;
    for (let trial = 0; trial < 200; trial++) {
      const rng = random([1, trial]);
      const x = new Float64Array(400);
      let last = normalDraw(rng) / Math.sqrt(1 - 0.25);
      for (let i = 0; i < x.length; i++) {
        last = 0.5 * last + normalDraw(rng);
        x[i] = last;
      }
      const holds = (length?: number): boolean => {
        const mean = blockBootstrapMean(x, { draws: 399, ...(length ? { blockLength: length } : {}) });
        return mean.low <= 0 && mean.high >= 0;
      };
      if (holds()) byBlocks++;
      if (holds(1)) byRows++;
    }
    expect(byBlocks).toBeGreaterThanOrEqual(180);
    expect(byRows).toBeLessThan(165);
  });

  it("says so where blocks are few or the series is constant", () => {
    expect(blockBootstrapMean([1, 2, 3, 4], { blockLength: 2 }).notes[0]).toMatch(/only 2 blocks/);
    expect(blockBootstrapMean([2, 2, 2])).toMatchObject({ value: 2, low: 2, high: 2 });
  });

  it("gives a constant series its value to the bit, without error", () => {
    expect(blockBootstrapMean(new Array(100).fill(0.1))).toMatchObject({
      value: 0.1,
      low: 0.1,
      high: 0.1,
      standardError: 0,
      method: "circular block bootstrap, blocks of 1",
    });
  });

  it("refuses what it cannot average", () => {
    expect(() => blockBootstrapMean([1])).toThrow("1 values");
    expect(() => blockBootstrapMean([1, Infinity])).toThrow("values[1] = Infinity");
    expect(() => blockBootstrapMean([1, 2, 3], { blockLength: 2 })).toThrow("blockLength = 2");
    expect(() => blockBootstrapMean([1, 2, 3], { level: 0 })).toThrow("level = 0");
    expect(() => blockBootstrapMean([1, 2, 3], { draws: 0 })).toThrow("draws = 0");
  });
});
