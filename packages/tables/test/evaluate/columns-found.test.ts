import type { Field } from "@relent/engine";
import { describe, expect, it } from "vitest";
import { binaryClasses, columnClasses } from "../../src/evaluate/class-names.ts";
import type { LabelValues } from "../../src/evaluate/label-values.ts";
import { findLaw } from "../../src/evaluate/law-columns.ts";
import { matchingColumns } from "../../src/evaluate/matching-columns.ts";

const fields = (...names: readonly string[]): Field[] =>
  names.map((name) => ({ name, type: "float", native: "DOUBLE" }));
const labels = (...texts: readonly string[]): LabelValues => ({
  values: texts.map((text, i) => ({ text, rows: 10 - i })),
  nulls: 0,
  more: false,
});

describe("columns by names and patterns", () => {
  it("are found in the order of the table, with what * stands for", () => {
    const found = matchingColumns("--probs", ["p_*"], fields("y", "p_b", "p_a", "q"));
    expect(found.map((m) => [m.field.name, m.part])).toEqual([
      ["p_b", "b"],
      ["p_a", "a"],
    ]);
  });

  it("take a name with special characters as it stands", () => {
    expect(matchingColumns("--probs", ["p(*)"], fields("p(a.b)", "pab")).map((m) => m.part)).toEqual(["a.b"]);
    expect(matchingColumns("--probs", ["p*"], fields("p*", "pq")).map((m) => m.field.name)).toEqual(["p*"]);
  });

  it("are refused where they are missing or stand twice", () => {
    expect(() => matchingColumns("--probs", ["p_*"], fields("prob"))).toThrow(
      /^--probs: there is no column like "p_\*"/,
    );
    expect(() => matchingColumns("--probs", ["a", "*"], fields("a"))).toThrow("a is named twice");
  });
});

describe("classes", () => {
  it("of one column are the second of a known pair, whatever occurs of it", () => {
    expect(binaryClasses("y", labels("1"), {}).classes).toEqual(["0", "1"]);
    expect(binaryClasses("y", labels("no", "Yes"), {}).index.get("Yes")).toBe(1);
    expect(binaryClasses("y", labels("up", "down"), { positive: "down" }).classes).toEqual(["up", "down"]);
    expect(() => binaryClasses("y", labels("a", "b", "c"), {})).toThrow(/more than two values/);
    expect(() => binaryClasses("y", labels("a", "b"), { positive: "z" })).toThrow('no row of y is "z"');
  });

  it("of several columns are what * stands for, or what names have beyond their common beginning", () => {
    expect(columnClasses("y", ["a", "b"], labels("b"), undefined).classes).toEqual(["a", "b"]);
    expect(columnClasses("y", ["p_cat", "p_dog"], labels("dog"), undefined).classes).toEqual(["cat", "dog"]);
    expect(columnClasses("y", ["0", "1"], labels("true", "false"), undefined).index.get("true")).toBe(1);
    expect(() => columnClasses("y", ["cat", "dog"], labels("dogg"), undefined)).toThrow(
      "(did you mean dog?)",
    );
    expect(() => columnClasses("y", ["a", "b"], labels("a"), ["x"])).toThrow("1 names for 2 columns");
  });
});

describe("laws of a number", () => {
  it("read the levels of quantiles from their names, as shares or per cent, and put them in order", () => {
    const share = findLaw({ quantiles: ["q_*"] }, fields("q_0.9", "q_0.1"));
    expect(share).toMatchObject({ levels: [0.1, 0.9], columns: [{ name: "q_0.1" }, { name: "q_0.9" }] });
    expect(findLaw({ quantiles: ["q*"] }, fields("q5", "q50"))).toMatchObject({ levels: [0.05, 0.5] });
  });

  it("are refused where half of one is given, two at once, or names say no level", () => {
    expect(() => findLaw({ mean: "m" }, fields("m"))).toThrow("--sd");
    expect(() => findLaw({ mean: "m", sd: "s", samples: ["x*"] }, fields("m", "s", "x1"))).toThrow("one way");
    expect(() => findLaw({ quantiles: ["low", "high"] }, fields("low", "high"))).toThrow("low says no level");
    expect(() => findLaw({ quantiles: ["a1", "b1"] }, fields("a1", "b1"))).toThrow("is there twice");
    expect(findLaw({}, fields("m"))).toBeNull();
  });
});
