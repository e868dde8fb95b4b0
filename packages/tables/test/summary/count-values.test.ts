import { describe, expect, it } from "vitest";
import { type Plan, profileReference, summarize } from "../../src/index.ts";
import { sealPlan } from "../../src/plan/plan.ts";
import { workplace } from "../workplace.ts";

const at = workplace();

describe("counting by value", () => {
  it("lists values by rows, then in code-unit order; nulls, NaN and ±∞ apart", async () => {
    const path = await at.parquet("values.parquet", {
      t: ["VARCHAR", ["b", "a", "b", null, "", "ä", "Z", "a"]],
      n: ["DOUBLE", [2, -0, 0, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]],
      yes: ["BOOLEAN", [true, true, false, null, true, false, true, true]],
    });
    const { summary } = await profileReference(at.engine, await at.engine.open(path));
    const none = { nulls: 1, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };
    expect(summary.columns.map((c) => c.count)).toEqual([
      {
        kind: "values",
        specials: none,
        values: [
          ["a", 2],
          ["b", 2],
          ["", 1],
          ["Z", 1],
          ["ä", 1],
        ],
        spill: 0,
      },
      {
        kind: "values",
        specials: { nulls: 1, nan: 1, positiveInfinity: 1, negativeInfinity: 1 },
        values: [
          [0, 2],
          [2, 2],
        ],
        spill: 0,
      },
      {
        kind: "values",
        specials: none,
        values: [
          ["true", 5],
          ["false", 2],
        ],
        spill: 0,
      },
    ]);
  });

  it("counts what is beyond the cap of a text column as spilled, and loses no row", async () => {
    const reference = await at.select("few.parquet", "SELECT 'v' || (i % 5) AS t FROM range(100) s(i)");
    const { plan } = await profileReference(at.engine, await at.engine.open(reference));
    const capped: Plan = sealPlan({ ...plan, cap: 3 });
    const summary = await summarize(at.engine, await at.engine.open(reference), capped);
    expect(summary.columns[0]!.count).toMatchObject({
      values: [
        ["v0", 20],
        ["v1", 20],
        ["v2", 20],
      ],
      spill: 40,
    });
  });

  it("counts a side with more distinct numbers than the cap on the grid instead", async () => {
    const reference = await at.select("few-n.parquet", "SELECT (i % 50)::DOUBLE AS n FROM range(1000) s(i)");
    const { plan } = await profileReference(at.engine, await at.engine.open(reference));
    const capped: Plan = sealPlan({ ...plan, cap: 20 });
    const { count } = (await summarize(at.engine, await at.engine.open(reference), capped)).columns[0]!;
    expect(count.kind).toBe("cells");
    if (count.kind === "cells") {
      expect([...count.rows, ...count.points].reduce((a, b) => a + b, 0)).toBe(1000);
    }
  });
});
