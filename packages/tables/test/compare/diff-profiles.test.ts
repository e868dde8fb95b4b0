import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiffResult, diffProfiles } from "../../src/index.ts";
import { column, unwritable } from "../workplace.ts";
import { profile, textColumn, texts, values } from "./made.ts";

const even = (k: number, rows: number, prefix = "v"): Record<string, number> =>
  Object.fromEntries(Array.from({ length: k }, (_, i) => [`${prefix}${i}`, rows / k]));

describe("comparing profiles", () => {
  it("names a new value of 0.1 % and raises no alarm for it at 5,000,000 rows", () => {
    const rows = 5_000_000;
    const reference = texts("then", { t: { a: rows / 2, b: rows / 2 } });
    const current = texts("now", { t: { a: rows / 2, b: rows / 2 - rows / 1000, new: rows / 1000 } });
    const result = diffProfiles(current, reference);
    const found = column(result, "t");
    expect(found.verdict).toBe("same");
    expect(found.kl!.value).toBeGreaterThan(0.0019);
    expect(found.kl!.value).toBeLessThan(0.0021);
    expect(found.kl!.plugIn).toBe(Number.POSITIVE_INFINITY);
    expect(found.newValues).toEqual([{ label: "new", rows: 5000, share: 0.001 }]);
    expect(result.sentence).toBe("Nothing moved: the one column stays within 0.01 bits a row.");
    expect(result.warnings).toEqual(["`t`: a value that the reference never has: new (0.1 %)."]);
  });

  it("the verdict is about the size of the change, not about the number of rows", () => {
    const pair = (rows: number): DiffResult =>
      diffProfiles(
        texts("now", { t: { a: 0.502 * rows, b: 0.498 * rows } }),
        texts("then", { t: { a: rows / 2, b: rows / 2 } }),
      );
    const at = (rows: number) => column(pair(rows), "t");
    expect(at(1e8).test!.p).toBeLessThan(1e-9);
    expect(at(1e8).verdict).toBe("same");
    expect(at(500).verdict).toBe("too few rows");
  });

  it("an infinite floor alarms at nothing, a floor of 0 at whatever is certain", () => {
    const now = texts("now", { t: { a: 60_000, b: 40_000 } });
    const then = texts("then", { t: { a: 50_000, b: 50_000 } });
    expect(diffProfiles(now, then, [], { floor: 0 }).verdict).toBe("moved");
    expect(diffProfiles(now, then, [], { floor: 5 }).verdict).toBe("same");
  });

  it("sorts what moved before what did not, worst first, then findings of the schema", () => {
    const then = texts("then", { calm: even(4, 20_000), little: even(2, 20_000), much: even(2, 20_000) });
    const now = texts("now", {
      calm: even(4, 20_000),
      little: { v0: 12_500, v1: 7500 },
      much: { v0: 18_000, v1: 2000 },
    });
    const changes = [
      { name: "gone", type: "string", verdict: "only in reference", reason: "missing from current" },
      { name: "fresh", type: "string", verdict: "only in current", reason: "not in the reference" },
      { name: "other", type: "integer", verdict: "type changed", reason: "integer, then string" },
    ] as const;
    const result = diffProfiles(now, then, changes);
    expect(result.columns.map((c) => c.name)).toEqual(["much", "little", "other", "fresh", "gone", "calm"]);
    expect(result.verdict).toBe("moved");
    expect(diffProfiles(then, then, changes).verdict).toBe("moved");
    expect(diffProfiles(then, then).verdict).toBe("same");
  });

  it("adjusts both tests over the columns judged, after Benjamini and Hochberg", () => {
    const columns = Array.from({ length: 20 }, (_, i) => `c${i}`);
    const then = texts("then", Object.fromEntries(columns.map((c) => [c, even(2, 2000)])));
    const now = texts(
      "now",
      Object.fromEntries(columns.map((c, i) => [c, i === 0 ? { v0: 1200, v1: 800 } : even(2, 2000)])),
    );
    const alone = texts("then", { c0: even(2, 2000) });
    const single = column(diffProfiles(texts("now", { c0: { v0: 1200, v1: 800 } }), alone), "c0");
    const one = column(diffProfiles(now, then), "c0");
    expect(one.test!.p).toBeCloseTo(single.test!.p, 12);
    expect(one.test!.q).toBeCloseTo(20 * single.test!.p, 12);
    expect(one.floorTest!.q).toBeCloseTo(20 * single.floorTest!.p, 12);
    expect(single.floorTest!.q).toBe(single.floorTest!.p);
  });

  it("refuses profiles made on different grids, and says what to do", () => {
    const a = texts("a", { t: { x: 1 } });
    const b = texts("b", { u: { x: 1 } });
    expect(() => diffProfiles(a, b)).toThrow(
      `diff: current was profiled on grid ${a.plan.hash}, reference on ${b.plan.hash}; make the current profile on the ` +
        "reference's grid: relent profile DATA --like reference.json -o current.json",
    );
  });

  it("pools values that are rare on both sides together, by a rule symmetric in the two", () => {
    const counts = (rare: number): Record<string, number> => ({
      big: 10_000 - 3 * rare,
      a: rare,
      b: rare,
      c: rare,
    });
    const then = texts("then", { t: counts(4) });
    const now = texts("now", { t: { ...counts(4), a: 5, b: 3 } });
    const labels = (r: DiffResult): string[] =>
      column(r, "t")
        .cells.map((c) => c.label)
        .sort();
    expect(labels(diffProfiles(now, then))).toEqual(["big", "rare (3 values)"]);
    expect(labels(diffProfiles(now, then))).toEqual(labels(diffProfiles(then, now)));
  });

  it("says that many rare values make a lower bound, and then never 'same'", () => {
    const many = (offset: number): Record<string, number> => ({
      big: 4000,
      ...Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`r${i + offset}`, 2])),
    });
    const found = column(diffProfiles(texts("now", { t: many(0) }), texts("then", { t: many(0) })), "t");
    expect(found.verdict).toBe("too few rows");
    expect(found.warnings.join()).toContain(
      "of a side is in values too rare to compare one by one: a lower bound",
    );
  });

  it("cells carry bits that are never negative and add up to the plug-in figure", () => {
    const counts = fc.array(
      fc.tuple(fc.integer({ min: 30, max: 5000 }), fc.integer({ min: 30, max: 5000 })),
      {
        minLength: 2,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(counts, (cells) => {
        const side = (i: 0 | 1) => Object.fromEntries(cells.map((c, k) => [`v${k}`, c[i]]));
        const found = column(diffProfiles(texts("now", { t: side(0) }), texts("then", { t: side(1) })), "t");
        const bits = found.cells.map((c) => c.bits);
        expect(Math.min(...bits)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(bits.reduce((a, b) => a + b, 0) - found.kl!.plugIn!)).toBeLessThan(1e-9);
        for (const key of ["reference", "current"] as const) {
          expect(found.cells.reduce((a, c) => a + c[key], 0)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("a new cell carries the escape's bits", () => {
    const now = texts("now", { t: { a: 9000, new: 1000 } });
    const found = column(diffProfiles(now, texts("then", { t: { a: 10_000 } })), "t");
    // 0.1·log2(0.1/1e-4) − (0.1 − 1e-4)/ln 2
    expect(found.cells.find((c) => c.label === "new")!.bits).toBeCloseTo(0.8524532, 6);
    expect(
      column(diffProfiles(now, texts("then", { t: { a: 10_000 } }), [], { escape: 0.01 }), "t").kl!.value,
    ).toBeLessThan(found.kl!.value - 0.5);
  });

  it("lists as many cells and new values as can be read, and counts the rest", () => {
    const found = column(
      diffProfiles(
        texts("now", { t: { ...even(60, 60_000), ...even(50, 50_000, "new") } }),
        texts("then", { t: even(60, 110_000) }),
      ),
      "t",
    );
    expect(found.cells.length).toBeLessThanOrEqual(40);
    expect(found.cells.at(-1)!.label).toMatch(/^other \(\d+ values\)$/);
    expect(found.cells.reduce((a, c) => a + c.current, 0)).toBeCloseTo(1, 12);
    expect([found.newValues.length, found.newValueCount]).toEqual([20, 50]);
  });

  it("has no NaN and no undefined anywhere, whatever the counts", () => {
    const side = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d", "e"),
      fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 5000 })),
    );
    fc.assert(
      fc.property(side, side, fc.nat({ max: 100 }), fc.nat({ max: 100 }), (x, y, p, q) => {
        const rows = (s: Record<string, number>, nulls: number): number =>
          Object.values(s).reduce((a, b) => a + b, nulls);
        const make = (name: string, s: Record<string, number>, nulls: number) =>
          profile(name, rows(s, nulls), [[textColumn("t"), { count: values(s, nulls) }]]);
        const result = diffProfiles(make("now", x, p), make("then", y, q));
        for (const path of unwritable(result)) expect(path).toMatch(/\.(plugIn) = Infinity$/);
      }),
      { numRuns: 60 },
    );
  });
});
