import { describe, expect, it } from "vitest";
import { drawOf, keepRows } from "../../src/evaluate/keep-rows.ts";

const shape = { width: 1, weighted: false, grouped: true };

/** Keeps 100 of the rows 1 … n, offered in some order. */
function sampled(rows: readonly number[]): readonly number[] {
  const keeper = keepRows(100, shape);
  for (const row of rows) {
    const draw = drawOf(row, 1);
    if (keeper.wants(draw)) keeper.take(draw, row, [[row]], 0, row % 2, 1, `g${row}`);
  }
  return Array.from(keeper.kept().rows).sort((a, b) => a - b);
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe("an even sample of rows", () => {
  it("holds all rows where there are no more", () => {
    expect(sampled(upTo(80))).toEqual(upTo(80));
  });

  it("is the same in whatever order rows come", () => {
    const rows = upTo(5000);
    expect(sampled(rows.toReversed())).toEqual(sampled(rows));
    expect(sampled(rows).length).toBe(100);
  });

  it("is even: each tenth of 50,000 rows holds about a tenth of it", () => {
    const draws = upTo(50_000).filter((row) => drawOf(row, 3) < 0.1);
    const tenths = new Array<number>(10).fill(0);
    for (const row of draws) tenths[Math.floor((row - 1) / 5000)]! += 1;
    // binomial of 5,000 draws with p 0.1: standard deviation 21
    for (const n of tenths) expect(Math.abs(n - 500)).toBeLessThan(90);
  });

  it("keeps numbers, labels and groups of a row together, in the order of the table", () => {
    const keeper = keepRows(10, shape);
    for (const row of upTo(1000))
      if (keeper.wants(-row)) keeper.take(-row, row, [[7 * row]], 0, row % 3, 1, `g${row}`);
    const { rows, values, labels, groups } = keeper.kept();
    expect(Array.from(rows)).toEqual(upTo(1000).slice(990));
    expect(Array.from(values)).toEqual(Array.from(rows, (row) => 7 * row));
    expect(Array.from(labels)).toEqual(Array.from(rows, (row) => row % 3));
    expect(groups).toEqual(Array.from(rows, (row) => `g${row}`));
  });
});
