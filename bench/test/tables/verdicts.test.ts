import { describe, expect, it } from "vitest";
import { truth } from "../../src/tables/generate.ts";
import { judge, verdictLine } from "../../src/tables/verdicts.ts";

const MOVED = ["score", "sensor_a", "amount", "revenue", "bimodal", "channel", "country", "product"];

describe("verdicts against the truth", () => {
  it("are perfect when exactly the columns that moved are flagged", () => {
    expect(judge(truth(10, 1), MOVED)).toEqual({ found: MOVED, missed: [], falseAlarms: [] });
  });

  it("count a real change under the floor as a false alarm, and time as neither", () => {
    expect(judge(truth(10, 1), ["order_id", "created_at", "ratio"])).toEqual({
      found: [],
      missed: MOVED,
      falseAlarms: ["ratio"],
    });
  });

  it("are said in one line", () => {
    expect(verdictLine("x", judge(truth(10, 1), [...MOVED, "sku"]))).toBe(
      "- x: 8 of 8 changed columns flagged; missed: none; false alarms: sku",
    );
  });
});
