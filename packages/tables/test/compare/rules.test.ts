import { describe, expect, it } from "vitest";
import { advances, rangeOverlap } from "../../src/compare/advancing.ts";
import { evenWeekdays, tooShort } from "../../src/compare/calendar.ts";
import { expectedCount, loneValues, poolRare } from "../../src/compare/cell-set.ts";
import { canDeal, clusterTest, pairEffect } from "../../src/compare/cluster-test.ts";
import { decide, settingsOf } from "../../src/compare/index.ts";
import { plainNumber, writerFor } from "../../src/compare/label.ts";
import { coarseCells } from "../../src/compare/ordered-cells.ts";
import type { ColumnPlan } from "../../src/plan/plan.ts";
import { draws } from "../draws.ts";
import { textColumn, values } from "./made.ts";

const settings = settingsOf({});
const test = (p: number) => ({ statistic: "G", method: "", value: 0, p });

describe("the verdict", () => {
  it.each<readonly [string, number, number | null, number, number | null, boolean, string]>([
    ["shown to exceed the floor and to differ", 0.001, 0.001, 0.001, 0.5, true, "moved"],
    ["shown to exceed the floor, but not to differ", 0.2, 0.001, 0.001, 0.5, true, "too few rows"],
    ["shown to exceed the floor alone, not among its columns", 0.001, 0.001, 0.06, 0.5, true, "too few rows"],
    ["different for certain, but less than the floor", 1e-9, 1, 1, 0.009, true, "same"],
    ["exactly up to the floor", 1, 1, 1, 0.01, true, "too few rows"],
    ["under the floor, with much pooled", 1, 1, 1, 0.009, false, "too few rows"],
    ["without an estimate", 1e-9, null, 1, null, false, "too few rows"],
  ])("of a column %s", (_, p, floorP, floorQ, high, maySame, verdict) => {
    expect(decide({ test: test(p), floorP, maySame, high }, floorQ, settings)).toBe(verdict);
  });

  it("has defaults: α 0.05, floor 0.01 bits, escape 1e-4, 95 %", () => {
    expect(settings).toEqual({ alpha: 0.05, floor: 0.01, escape: 1e-4, level: 0.95, split: false });
  });
});

describe("own cells and rare ones", () => {
  const sizes = { n: 200, m: 5000, effect: 1 };

  it("are told apart by what the smaller side expects, whichever it is", () => {
    expect(expectedCount({ x: 2, y: 24 }, sizes)).toBe(1);
    expect(expectedCount({ x: 24, y: 2 }, { n: 5000, m: 200, effect: 1 })).toBe(1);
    expect(expectedCount({ x: 2, y: 24 }, { ...sizes, effect: 2 })).toBe(0.5);
  });

  it("one rare value stays what it is", () => {
    const cell = (label: string, x: number, y: number) => ({ label, aside: false, x, y });
    const one = poolRare([cell("a", 190, 4990), cell("b", 10, 10)], sizes);
    expect(one.cells.map((c) => c.label)).toEqual(["a", "b"]);
    const two = poolRare([cell("a", 180, 4980), cell("b", 10, 10), cell("c", 10, 10)], sizes);
    expect(two.cells.map((c) => c.label)).toEqual(["a", "rare (2 values)"]);
    expect(two.rareShare).toBe(0.1);
    expect(two.unpooled!.x).toEqual([180, 10, 10]);
  });

  it("values of one side only come with most rows first", () => {
    const cells = [
      { label: "b", aside: false, x: 1, y: 0 },
      { label: "a", aside: false, x: 1, y: 0 },
      { label: "c", aside: false, x: 5, y: 0 },
      { label: "d", aside: false, x: 0, y: 5 },
    ];
    expect(loneValues(cells, "x").map((v) => v.label)).toEqual(["c", "a", "b"]);
    expect(loneValues(cells, "y")).toEqual([{ label: "d", rows: 5 }]);
  });

  it("32 cells of equal mass, and fewer where a side has under 10 rows a cell", () => {
    const k = (n: number, effect = 1): number => coarseCells({ n, m: 1e6, effect });
    expect([320, 319, 160, 159, 80, 79, 1].map((n) => k(n))).toEqual([32, 16, 16, 8, 8, 4, 4]);
    expect(k(640, 2)).toBe(32);
    expect(k(638, 2)).toBe(16);
  });
});

describe("columns that advance", () => {
  const plan = (type: ColumnPlan["type"], view: ColumnPlan["view"] = "self"): ColumnPlan => ({
    ...textColumn("c"),
    type,
    view,
    range: true,
  });
  const range = (min: number, max: number, distinctShare = 1) => ({ min, max, distinctShare });

  it("overlap by the share of the shorter range", () => {
    expect(rangeOverlap(range(0, 10), range(5, 105))).toBe(0.5);
    expect(rangeOverlap(range(0, 10), range(11, 20))).toBe(0);
    expect(rangeOverlap(range(5, 5), range(0, 10))).toBe(1);
    expect(rangeOverlap(range(5, 5), range(6, 6))).toBe(0);
  });

  it.each<readonly [string, ColumnPlan, number, number, boolean]>([
    ["a date of the next month", plan("date"), 100, 1, true],
    ["a date whose ranges overlap by 4 %", plan("date"), 96, 1, true],
    ["a date whose ranges overlap by 6 %", plan("date"), 94, 1, false],
    ["the hour of a timestamp", plan("timestamp", "hour"), 200, 1, false],
    ["an integer that hardly repeats", plan("integer"), 100, 0.95, true],
    ["an integer that repeats", plan("integer"), 100, 0.5, false],
  ])("%s", (_, column, start, share, advancing) => {
    expect(advances(column, range(start, start + 100, share), range(0, 100, share))).toBe(advancing);
  });
});

describe("the calendar", () => {
  const day = 86_400;
  const weekday: ColumnPlan = { ...textColumn("d (weekday)"), view: "weekday" };

  it("asks for a fortnight of weekdays and for two days of hours", () => {
    const span = (days: number) => ({ min: 0, max: (days - 1) * day, distinctShare: 1 });
    expect(tooShort(weekday, [span(14), span(13)])).toBe("a table spans fewer than 14 days");
    expect(tooShort(weekday, [span(14), span(14)])).toBeNull();
    expect(tooShort({ ...weekday, view: "hour" }, [span(2), span(1)])).toBe(
      "a table spans fewer than 2 days",
    );
    expect(tooShort(weekday, [span(14), undefined])).toBe("a table spans fewer than 14 days");
    expect(tooShort({ ...weekday, view: "self" }, [span(1)])).toBeNull();
  });

  it("weighs weekdays by how often they stand in the range, and keeps the total", () => {
    // 1 January 1970 was a Thursday (4): eight days from it hold two Thursdays.
    const range = { min: 0, max: 7 * day, distinctShare: 1 };
    const counts = values({ "1": 10, "2": 10, "3": 10, "4": 20, "5": 10, "6": 10, "7": 10 });
    const even = evenWeekdays({ ...counts, values: counts.values.map(([v, n]) => [Number(v), n]) }, range);
    if (even.kind !== "values") throw new Error(even.kind);
    for (const [, rows] of even.values) expect(rows).toBeCloseTo(80 / 7, 12);
  });

  it("before 1970 as well", () => {
    // 28 to 31 December 1969: Sunday to Wednesday, and on to the Sunday after.
    const range = { min: -4 * day, max: 3 * day, distinctShare: 1 };
    const counts = values({ "7": 20, "1": 10 });
    const even = evenWeekdays({ ...counts, values: counts.values.map(([v, n]) => [Number(v), n]) }, range);
    if (even.kind !== "values") throw new Error(even.kind);
    expect(even.values.map(([, rows]) => rows)).toEqual([15, 15]);
  });
});

describe("labels", () => {
  const column = (type: ColumnPlan["type"], view: ColumnPlan["view"] = "self") =>
    writerFor({ ...textColumn("c"), type, view });

  it("write what people read", () => {
    expect(column("float").value(-1.5)).toMatch(/^[-−]1\.5$/);
    expect(column("float").edge(0.1, 0.1)).toBe("0.1");
    expect(column("float").edge(1_000_001, 1)).toBe("1000001");
    expect(column("date").edge(86_400, 86_400)).toBe("1970-01-02");
    expect(column("timestamp").value(3661)).toBe("1970-01-01 01:01");
    expect(column("time").value(3661)).toBe("01:01:01");
    expect(column("timestamp", "hour").value(7)).toBe("07 h");
    expect(column("timestamp", "weekday").value(7)).toBe("Sun");
    expect(column("string").value("x")).toBe("x");
    expect([1e20, 1e-9, -1e300].map((v) => plainNumber(v).replaceAll("−", "-"))).toEqual([
      "1e20",
      "1e-9",
      "-1e300",
    ]);
  });

  it("tell neighbouring edges apart", () => {
    for (const [lo, hi] of [
      [1e9, 1e9 + 0.5],
      [0.123_456, 0.123_457],
      [-1e-7, 1e-7],
    ] as const) {
      const { edge } = column("float");
      expect(edge(lo, hi - lo)).not.toBe(edge(hi, hi - lo));
    }
  });
});

describe("whole clusters", () => {
  const side = (seed: number, clusters: number, rows: number) => ({
    labels: Array.from({ length: clusters }, (_, i) => String(i)),
    whole: true,
    counts: Array.from({ length: clusters }, (_, c) => {
      // Nine in ten rows of a cluster are alike.
      const own = draws(1, `${seed} ${c}`, (rng) => rng.integer(3))[0]!;
      const row = [0, 0, 0];
      for (const v of draws(rows, `${seed} ${c} rows`, (rng) => (rng.uniform() < 0.9 ? own : rng.integer(3))))
        row[v]!++;
      return row;
    }),
  });

  it("have an effect of their size, where rows of one are alike", () => {
    const effect = pairEffect(side(1, 40, 20), side(2, 40, 20), 800, 800);
    expect(effect).toBeGreaterThan(10);
    expect(effect).toBeLessThan(25);
    expect(pairEffect(side(1, 40, 1), side(2, 40, 1), 40, 40)).toBeLessThan(1.2);
  });

  it("dealt anew reject at most as often as they should", () => {
    let rejected = 0;
    for (let i = 0; i < 60; i++) {
      if (clusterTest(side(2 * i, 20, 15), side(2 * i + 1, 20, 15), { maxDraws: 199 }).p <= 0.05) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(8);
  });

  it("of very different sizes, or not all of them, are not dealt", () => {
    expect(canDeal(side(1, 9, 10), side(2, 9, 14))).toBe(true);
    expect(canDeal(side(1, 9, 10), side(2, 9, 16))).toBe(false);
    expect(canDeal({ ...side(1, 9, 10), whole: false }, side(2, 9, 10))).toBe(false);
  });
});
