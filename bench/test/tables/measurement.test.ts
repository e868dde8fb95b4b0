import { describe, expect, it } from "vitest";
import { markdownTable } from "../../src/tables/markdown.ts";
import { type Measurement, summarise } from "../../src/tables/measurement.ts";

const run = (wall_s: number, cpu_s: number, peak_rss_mb: number): Measurement => ({
  name: "x",
  wall_s,
  cpu_s,
  peak_rss_mb,
  detail: {},
});

describe("repeated runs", () => {
  it("keep the least times, the medians and the most memory", () => {
    expect(summarise("x", [run(3, 5, 100), run(2, 6, 120), run(4, 4, 90)])).toEqual({
      name: "x",
      runs: 3,
      wall: 2,
      wallMedian: 3,
      cpu: 4,
      cpuMedian: 5,
      rss: 120,
    });
  });

  it("take the middle of two for an even number", () => {
    expect(summarise("x", [run(3, 5, 1), run(2, 6, 1)]).wallMedian).toBe(2.5);
  });

  it("are refused when there are none", () => {
    expect(() => summarise("x", [])).toThrow("summarise: x has no runs");
  });
});

describe("the table", () => {
  it("shows ratios to the floor and to relent", () => {
    const table = markdownTable([
      { summary: summarise("floor", [run(2, 4, 100)]), floor: true },
      { summary: summarise("relent", [run(6, 10, 300)]), relent: true },
      { summary: summarise("peer", [run(120, 120, 4500)]) },
    ]);
    expect(table.split("\n").at(-1)).toBe(
      "| peer | 1 | 120 (120) | 120 (120) | 4500 | 60× | 30× | 20× | 12× | 15× |",
    );
    expect(table.split("\n")[3]).toBe(
      "| relent | 1 | 6.00 (6.00) | 10.00 (10.00) | 300 | 3.00× | 2.50× | 1.00× | 1.00× | 1.00× |",
    );
  });

  it("leaves ratios open where there is nothing to compare with", () => {
    expect(markdownTable([{ summary: summarise("peer", [run(1, 1, 1)]) }])).toContain(
      "| – | – | – | – | – |",
    );
  });
});
