import { describe, expect, it } from "vitest";
import { shortName, sideNames } from "../../src/compare/sentences.ts";
import { diffProfiles } from "../../src/index.ts";
import { profile, textColumn, texts, values } from "./made.ts";

const half = (rows: number) => ({ a: rows / 2, b: rows / 2 });

describe("the verdict in one sentence", () => {
  it("of columns that moved: how many, which most, what it costs, where", () => {
    const then = texts("data/january.parquet", {
      country: { FR: 6000, DE: 3000, US: 1000 },
      luck: half(10_000),
    });
    const now = texts("data/june.parquet", { country: { FR: 4000, DE: 3000, US: 3000 }, luck: half(10_000) });
    // 0.4·log2(0.4/0.6) + 0.3·log2(3) = 0.2415 of an entropy of 1.5710 of current; US carries 0.3·log2(3) − 0.2/ln 2 = 0.1870 of it
    expect(diffProfiles(now, then).sentence).toMatch(
      /^1 of 2 columns moved, `country` most\. A code tuned to january\.parquet wastes 0\.241? bits a row \[0\.2\d+, 0\.2\d+\] on `country` in june\.parquet, 15 % more than it should need; 77 % of those bits are in `US`\.$/,
    );
  });

  it("of a column of which half was replaced by values too rare to compare one by one", () => {
    const rare = (from: number) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`v${from + i}`, 5]));
    const then = texts("then.csv", { x: { stable: 1000, ...rare(0) } });
    const now = texts("now.csv", { x: { stable: 1000, ...rare(1000) } });
    const result = diffProfiles(now, then);
    expect(result.columns[0]?.verdict).toBe("moved");
    expect(result.columns[0]?.newShare?.value).toBe(0.5);
    expect(result.sentence).toBe(
      "1 of 1 column moved, `x` most. 50 % of the values of `x` in now.csv never occur in then.csv; " +
        "the reference expects 0 % by its own values that stand once.",
    );
    expect(diffProfiles(then, then).columns[0]?.verdict).not.toBe("moved");
  });

  it("of columns that stayed", () => {
    const then = texts("a.csv", { x: half(10_000), y: half(10_000) });
    expect(diffProfiles(then, then).sentence).toBe(
      "Nothing moved: all 2 columns stay within 0.01 bits a row.",
    );
    expect(diffProfiles(then, then, [], { floor: 0.05 }).sentence).toContain("within 0.05 bits a row.");
  });

  it("of too few rows: which, and how many would do", () => {
    const few = texts("a.csv", { x: half(100) });
    const result = diffProfiles(few, few);
    expect(result.verdict).toBe("too few rows");
    expect(result.sentence).toMatch(
      /^No column is shown to have moved; for `x` there are too few rows to rule it out\. About \d,\d00 rows a side would settle it\.$/,
    );
    expect(result.warnings).toContain("a.csv has only 100 rows: intervals are wide.");
    expect(result.columns[0]!.reason).toMatch(/^about \d,\d00 rows a side would decide$/);
  });

  it("of a change at the floor: more rows will not decide", () => {
    const then = texts("a", { x: half(20_000) });
    // 1 − H(0.5589) = 0.01 bits
    const now = texts("b", { x: { a: 11_178, b: 8822 } });
    const result = diffProfiles(now, then);
    expect(result.columns[0]).toMatchObject({
      verdict: "too few rows",
      rowsNeeded: null,
      reason: "at the floor: more rows will not decide",
    });
    expect(result.sentence).toBe(
      "No column is shown to have moved; for `x` there are too few rows to rule it out.",
    );
  });

  it("of an empty side", () => {
    const full = texts("full.csv", { x: half(10) });
    const none = profile("none.csv", 0, [[textColumn("x"), { count: values({}) }]]);
    expect(diffProfiles(none, full).sentence).toBe("none.csv has no rows: there is nothing to compare.");
    expect(diffProfiles(none, none).sentence).toBe(
      "none.csv and none.csv have no rows: there is nothing to compare.",
    );
  });

  it("names what the schema shows", () => {
    const then = texts("a", { x: { a: 9000, b: 1000 } });
    const now = texts("b", { x: half(10_000) });
    const { sentence } = diffProfiles(now, then, [
      { name: "old", type: "string", verdict: "only in reference", reason: "missing from current" },
    ]);
    expect(sentence).toMatch(/^1 of 1 column moved, `x` most\. .* Also: `old` missing from current\.$/);
  });
});

describe("names in sentences", () => {
  it.each([
    ["data/2024/june.parquet", "june.parquet"],
    ["C:\\data\\june.csv", "june.csv"],
    ["june", "june"],
    ["data/june.parquet where a > 'x/y'", "june.parquet where a > 'x/y'"],
  ])("%s is %s", (name, short) => {
    expect(shortName(name)).toBe(short);
  });

  it.each([
    ["a/x.csv", "b/y.csv", ["x.csv", "y.csv"]],
    ["a/x.csv", "b/x.csv", ["a/x.csv", "b/x.csv"]],
    ["x.csv", "x.csv", ["the reference", "current"]],
    ["x.csv where a = 1", "x.csv where a = 2", ["rows where a = 1", "rows where a = 2"]],
  ] as const)("%s and %s", (reference, current, names) => {
    expect(sideNames(reference, current)).toEqual(names);
  });
});

describe("what was assumed", () => {
  it("is said: direction, estimate, floor in PSI, escape, independence, grid", () => {
    const then = texts("a", { x: half(1000) });
    const text = diffProfiles(then, then).method.join("\n");
    for (const part of [
      "D(current ‖ reference)",
      "Zhang–Grabchak",
      "0.01 bits",
      "PSI 0.014",
      "α = 0.05",
      "0.0001",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("Rows taken as independent.");
    expect(text).toContain(then.plan.hash);
  });
});
