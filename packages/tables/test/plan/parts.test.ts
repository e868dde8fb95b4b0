import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketCount, bucketFinder, makeBuckets } from "../../src/plan/buckets.ts";
import { designEffect, typicalSize } from "../../src/plan/design-effect.ts";
import { countDistinct } from "../../src/plan/distinct.ts";
import { distributionOf } from "../../src/plan/distribution.ts";
import { type Plan, sealPlan } from "../../src/plan/plan.ts";
import { planColumn } from "../../src/plan/plan-column.ts";
import {
  quantile,
  totalWeight,
  weightBelow,
  weighted,
  weightedFrom,
  without,
} from "../../src/plan/weighted.ts";
import { categories, draws, normal } from "../draws.ts";

describe("an empirical distribution", () => {
  const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });

  it("knows weights below and quantiles as a sorted list does", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, p) => {
        const w = weighted(Float64Array.from(values));
        const sorted = [...values].sort((a, b) => a - b);
        expect(totalWeight(w)).toBe(values.length);
        for (const x of [-21, -3.5, 0, 4, 21]) {
          expect(weightBelow(w, x)).toBe(values.filter((v) => v < x).length);
        }
        expect(quantile(w, p)).toBe(sorted[Math.ceil(p * values.length - 1e-9) - 1]);
        expect(weightedFrom(values.map((v) => [v, 1])).upTo.at(-1)).toBe(values.length);
      }),
    );
  });

  it("without some values holds the rest", () => {
    const w = without(weighted(Float64Array.of(1, 1, 2, 3, 3, 3)), new Set([1, 3]));
    expect([Array.from(w.values), Array.from(w.upTo)]).toEqual([[2], [1]]);
  });
});

describe("distinct values", () => {
  it("of a whole table are those seen", () => {
    expect(countDistinct([3, 1, 1], 5)).toEqual({ seen: 3, estimated: 3, singletonShare: 0.4 });
  });

  it("of a sample are estimated after Chao: seen + f₁(f₁ − 1)/(2(f₂ + 1))", () => {
    expect(countDistinct([1, 1, 1, 1, 2, 5], 1e6).estimated).toBe(6 + (4 * 3) / (2 * 2));
  });

  it("are never more than the rows that are left", () => {
    expect(countDistinct(new Array<number>(100).fill(1), 150).estimated).toBe(150);
  });
});

describe("a design effect", () => {
  it("is 1 on average for independent rows", () => {
    const effects = Array.from({ length: 300 }, (_, seed) => {
      const clusters = Array.from({ length: 30 }, (_, c) => {
        const row = [0, 0, 0, 0];
        for (const v of draws(20, [seed, c].join(), (rng) => rng.integer(4))) row[v]!++;
        return row;
      });
      return designEffect(clusters)!.value;
    });
    const mean = effects.reduce((a, b) => a + b, 0) / effects.length;
    // sd of one is √(2/(3·29)) = 0.15: of the mean 0.009
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
  });

  it("is the size of the clusters where all rows of one are alike", () => {
    const clusters = [
      [10, 0],
      [0, 10],
      [10, 0],
      [0, 10],
    ];
    // Σ_c (x − p·n)²/(n·p) summed over the two cells = 2·4·25/20 = 10, times 4/3, over 1
    expect(designEffect(clusters)!.value).toBeCloseTo(40 / 3, 12);
  });

  it("is unknown with one cluster or one cell", () => {
    expect(designEffect([[3, 4]])).toBeNull();
    expect(designEffect([[3], [4]])).toBeNull();
    expect(designEffect([])).toBeNull();
  });

  it("typical size is that of the cluster in which an average row stands", () => {
    expect(typicalSize([10, 10, 10])).toBe(10);
    expect(typicalSize([1, 9])).toBe(8.2);
    expect(typicalSize([])).toBe(0);
  });
});

describe("buckets", () => {
  it("hold about equal parts of numbers, and nulls apart", () => {
    const values = Float64Array.from(draws(32_000, 1, normal()));
    const buckets = makeBuckets(distributionOf({ kind: "number", values }));
    expect(bucketCount(buckets)).toBe(32);
    const find = bucketFinder(buckets);
    const rows = new Array<number>(33).fill(0);
    for (const v of values) rows[find(v)]!++;
    expect(find(null)).toBe(32);
    for (const n of rows.slice(0, 32)) expect(Math.abs(n - 1000)).toBeLessThan(5);
  });

  it("hold the most frequent texts and the rest as one", () => {
    const values = categories(5000, 1, 100, "t", (i) => 1 / (i + 1));
    const buckets = makeBuckets(distributionOf({ kind: "string", values }));
    const find = bucketFinder(buckets);
    expect(bucketCount(buckets)).toBe(32);
    expect([find("t0"), find("t99"), find("unknown"), find(null)]).toEqual([0, 31, 31, 32]);
  });
});

describe("how a column is counted", () => {
  const number = (values: readonly number[]) =>
    distributionOf({ kind: "number", values: Float64Array.from(values) });
  const field = (type: "integer" | "float" | "string" | "nested" | "date" | "timestamp", native = "X") =>
    ({ name: "c", type, native }) as const;

  it("few distinct numbers by value, many in cells", () => {
    const few = planColumn(field("integer"), number(draws(3000, 1, (rng) => rng.integer(1024))), 3000);
    expect(few[0]!.count).toMatchObject({ kind: "values", numeric: true });
    expect(planColumn(field("float"), number(draws(3000, 1, normal())), 3000)[0]!.count.kind).toBe("cells");
  });

  it("dates and timestamps with their hour and weekday as well", () => {
    const days = number([0, 86_400]);
    expect(planColumn(field("date"), days, 2).map((c) => c.name)).toEqual(["c", "c (weekday)"]);
    expect(planColumn(field("timestamp"), days, 2).map((c) => c.view)).toEqual(["self", "hour", "weekday"]);
  });

  it("strings by value, until there are more than 100,000", () => {
    const texts = (n: number) =>
      distributionOf({ kind: "string", values: Array.from({ length: n }, (_, i) => `t${i}`) });
    expect(planColumn(field("string"), texts(2000), 2000)[0]!.count.kind).toBe("values");
    const many = planColumn(field("string"), texts(98_304), 1e7)[0]!.count;
    expect(many.kind).toBe("hashed");
    if (many.kind === "hashed") {
      expect(Math.log2(many.share)).toBe(Math.round(Math.log2(many.share)));
      // 98,304 all distinct of 10⁷: as many as there are rows; 16,384 of them are kept.
      expect(many.share).toBeLessThanOrEqual(16_384 / 1e7);
    }
  });

  it("lists not at all, with the reason", () => {
    const nothing = distributionOf({ kind: "string", values: [] });
    expect(planColumn(field("nested", "INTEGER[]"), nothing, 1)[0]!.count).toEqual({
      kind: "skipped",
      reason: "INTEGER[]: lists and structs are not compared",
    });
  });
});

describe("a plan's hash", () => {
  const plan: Omit<Plan, "hash"> = { columns: [], cap: 5, hashProbe: "1", cluster: null };

  it("is that of its content", () => {
    expect(sealPlan(plan).hash).toBe(sealPlan({ ...plan }).hash);
    for (const other of [{ cap: 6 }, { hashProbe: "2" }, { cluster: "day" }]) {
      expect(sealPlan({ ...plan, ...other }).hash).not.toBe(sealPlan(plan).hash);
    }
  });
});
