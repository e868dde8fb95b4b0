import { describe, expect, it } from "vitest";
import { gStatistic, gTest, permutationGTest, sequentialPermutation } from "../../../src/estimate/index.ts";
import { random } from "../../../src/random/index.ts";
import { fixture, near } from "../fixture.ts";

const MANY = { maxDraws: 40_000, stopAfter: Number.POSITIVE_INFINITY };

/** Standard error of a share p of the draws, four times. */
const within = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / MANY.maxDraws) + 1 / MANY.maxDraws;

describe("dealing the counts anew", () => {
  // Python: every table with the same margins, weighted by prod(comb(pooled_i, x_i))/comb(n+m, n), G ≥ observed − 1e-9.
  it.each(fixture.permutation)("has the exact p of $x against $y", ({ x, y, p, nullMean }) => {
    const test = permutationGTest({ x, y }, MANY);
    expect(Math.abs(test.p - Number(p))).toBeLessThanOrEqual(within(Number(p)));
    near(test.nullMean, nullMean, 0.05);
    near(test.value, gStatistic({ x, y }), 1e-12);
  });

  // The smaller side has 100 rows: up to 40 rows a cell they are dealt row by row, beyond it cell by cell.
  it("has one law by row and by cell: a third cell of one row changes the way, hardly the p", () => {
    const byCell = permutationGTest({ x: [60, 40], y: [45, 55] }, MANY);
    const byRow = permutationGTest({ x: [60, 39, 1], y: [45, 55, 0] }, MANY);
    // Python, as above: 0.04716548538301928; with the third cell every table is weighted here.
    expect(Math.abs(byCell.p - 0.04716548538301928)).toBeLessThanOrEqual(within(0.0472));
    expect(Math.abs(byRow.p - exactP([60, 39, 1], [45, 55, 0]))).toBeLessThanOrEqual(within(0.05));
  });

  /** Sum of hypergeometric weights of the tables of three cells whose G reaches the observed one. */
  function exactP(x: readonly number[], y: readonly number[]): number {
    const pooled = x.map((v, i) => v + y[i]!);
    const size = x.reduce((a, b) => a + b, 0);
    const all = pooled.reduce((a, b) => a + b, 0);
    const log = [0];
    for (let i = 1; i <= all; i++) log.push(log[i - 1]! + Math.log(i));
    const choose = (n: number, k: number): number => log[n]! - log[k]! - log[n - k]!;
    const observed = gStatistic({ x, y });
    let p = 0;
    for (let a = 0; a <= pooled[0]!; a++) {
      for (let c = 0; c <= pooled[2]!; c++) {
        const dealt = [a, size - a - c, c];
        if (dealt[1]! < 0 || dealt[1]! > pooled[1]!) continue;
        const g = gStatistic({ x: dealt, y: pooled.map((t, i) => t - dealt[i]!) });
        if (g < observed - 1e-9) continue;
        p += Math.exp(dealt.reduce((s, v, i) => s + choose(pooled[i]!, v), -choose(all, size)));
      }
    }
    return p;
  }

  it("comes near the χ² test where counts are large", () => {
    const pair = { x: [1040, 960, 1000], y: [990, 1010, 1000] };
    expect(Math.abs(permutationGTest(pair, MANY).p - gTest(pair).p)).toBeLessThan(0.012);
  });

  it("keeps its level where χ² does not: 200 cells, 500 rows a side of one law", () => {
    const rng = random("sparse");
    let chi = 0;
    let dealt = 0;
    const pairs = 100;
    for (let i = 0; i < pairs; i++) {
      const [x, y] = [new Array<number>(200).fill(0), new Array<number>(200).fill(0)];
      for (let r = 0; r < 500; r++) {
        x[rng.integer(200)]!++;
        y[rng.integer(200)]!++;
      }
      if (gTest({ x, y }).p < 0.05) chi++;
      if (permutationGTest({ x, y }, { maxDraws: 199 }).p <= 0.05) dealt++;
    }
    expect(chi).toBeGreaterThan(40);
    expect(dealt).toBeLessThan(14);
  });

  it("gives equal counts equal p, and other draws where it is told another seed", () => {
    const pair = { x: [9, 4, 7], y: [3, 8, 9] };
    expect(permutationGTest(pair)).toEqual(permutationGTest(pair));
    expect(permutationGTest(pair, { ...MANY, seed: 1 }).p).not.toBe(
      permutationGTest(pair, { ...MANY, seed: 2 }).p,
    );
  });

  it("knows nothing of one cell, and says so with p = 1", () => {
    expect(permutationGTest({ x: [4], y: [9] })).toMatchObject({ p: 1, draws: 0 });
  });

  it("has p of at least 1/(draws + 1)", () => {
    expect(permutationGTest({ x: [500, 0], y: [0, 500] }, { maxDraws: 199 }).p).toBe(1 / 200);
  });
});

describe("Besag and Clifford's stopping", () => {
  it("stops at the 20th extreme draw, p = 20/draws", () => {
    let i = 0;
    const every4th = (): number => (++i % 4 === 0 ? 1 : 0);
    const outcome = sequentialPermutation(1, every4th, { maxDraws: 9999, stopAfter: 20 });
    expect(outcome).toMatchObject({ p: 20 / 80, draws: 80, nullMean: 0.25 });
  });

  it("goes on to the end where few draws are extreme, p = (extreme + 1)/(draws + 1)", () => {
    let i = 0;
    const every100th = (): number => (++i % 100 === 0 ? 1 : 0);
    const outcome = sequentialPermutation(1, every100th, { maxDraws: 999, stopAfter: 20 });
    expect(outcome).toMatchObject({ p: 10 / 1000, draws: 999 });
  });

  it("counts a draw that equals the data up to rounding as extreme", () => {
    const observed = 0.1 + 0.2;
    const outcome = sequentialPermutation(observed, () => 0.3, { maxDraws: 9, stopAfter: 99 });
    expect(outcome.p).toBe(1);
  });

  it("has a p that is at most α with probability at most α", () => {
    const rng = random("valid");
    const runs = 2000;
    let rejected = 0;
    for (let r = 0; r < runs; r++) {
      const observed = rng.uniform();
      const { p } = sequentialPermutation(observed, () => rng.uniform(), { maxDraws: 199, stopAfter: 10 });
      if (p <= 0.1) rejected++;
    }
    expect(rejected / runs).toBeLessThan(0.1 + 4 * Math.sqrt(0.09 / runs));
    expect(rejected / runs).toBeGreaterThan(0.06);
  });
});
