import { describe, expect, it } from "vitest";
import { parseCondition } from "../src/fail-on.ts";
import { relent } from "./run.ts";
import { shop } from "./shop.ts";

const RESULT = {
  verdict: "moved",
  rows: 12,
  none: null,
  text: "five",
  empty: "",
  list: [],
  yes: true,
  columns: [
    { name: "country", kl: { value: 0.25, low: 0.2, high: "Infinity" }, psi: Number.POSITIVE_INFINITY },
    { name: "a", kl: { value: 1 } },
    { name: "a.b", kl: { value: 2 } },
    { name: "a.b c", kl: { value: 3 } },
    { name: "x > 1", kl: { value: 4 } },
    { name: "x>1", kl: { value: 5 } },
    { name: "x == y", kl: { value: 6 } },
    { name: "", kl: { value: 7 } },
    { name: "größe 日本", kl: { value: 8 } },
  ],
  scores: [0.5, 0.75],
};

describe("a condition holds", () => {
  it.each<readonly [text: string, holds: boolean]>([
    ["moved", true],
    [" moved ", true],
    ["rows > 11", true],
    ["rows > 12", false],
    ["rows >= 12", true],
    ["rows < 12", false],
    ["rows <= 12", true],
    ["rows == 12", true],
    ["rows == 12.5", false],
    ["rows != 12", false],
    ["rows != 13", true],
    ["rows>1e1", true],
    ["rows > -3", true],
    ["columns.country.kl.low > 0.05", true],
    ["columns.country.kl.low>0.3", false],
    ["columns.country.kl > 0.24", true],
    ["columns.country.kl == 0.25", true],
    ["columns.country.kl.high > 1e308", true],
    ["columns.country.kl.high == Infinity", true],
    ["columns.country.psi == Infinity", true],
    ["columns.country.kl.low < Infinity", true],
    ["columns.country.kl.low > -Infinity", true],
    ["columns.a.kl == 1", true],
    ["columns.a.b.kl == 2", true],
    ["columns.a.b c.kl == 3", true],
    ["columns.x > 1.kl == 4", true],
    ["columns.x>1.kl==5", true],
    ["columns.x == y.kl >= 6", true],
    ["columns..kl == 7", true],
    ["columns.größe 日本.kl == 8", true],
    ["scores.1 > 0.7", true],
    ["none > 0", false],
    ["none < 0", false],
    ["none != 3", false],
  ])("%s: %s", (text, holds) => {
    expect(parseCondition(text).fires(RESULT)).toBe(holds);
  });

  it("moved only where the verdict is", () => {
    expect(parseCondition("moved").fires({ ...RESULT, verdict: "same" })).toBe(false);
  });
});

describe("a condition is refused", () => {
  it.each([
    "",
    "mvoed",
    "rows",
    "rows >",
    "> 3",
    "rows = 3",
    "rows > three",
    "rows > 3 bits",
    "rows > NaN",
    "rows",
  ])("%s", (text) => {
    expect(() => parseCondition(text)).toThrow(/^--fail-on: ".*" .*; write moved, or PATH OP NUMBER as in/);
  });

  it.each<readonly [text: string, said: RegExp]>([
    ["columns.contry.kl > 1", /names columns\.contry\.kl, which this result does not have/],
    ["columns.country.kl.lo > 1", /does not have/],
    ["rows.x > 1", /does not have/],
    ["constructor > 1", /does not have/],
    ["columns.length > 1", /does not have/],
    ["text > 1", /names text, which is no number/],
    ["empty == 0", /no number/],
    ["list == 0", /no number/],
    ["yes == 1", /no number/],
    ["columns > 1", /no number/],
    ["columns.country > 1", /no number/],
  ])("%s, by the result", (text, said) => {
    expect(() => parseCondition(text).fires(RESULT)).toThrow(said);
  });
});

describe("relent diff --fail-on", () => {
  shop();
  const diff = (current: string, ...conditions: readonly string[]) =>
    relent("diff", "january.parquet", current, ...conditions.flatMap((text) => ["--fail-on", text]));

  it("exits 1 and says why where it holds, and prints the result as ever", async () => {
    const plain = await diff("june.parquet");
    expect(await diff("june.parquet", "moved")).toEqual({ ...plain, code: 1, stderr: "failed on: moved\n" });
  });

  it("exits 0 where it does not", async () => {
    expect(await diff("again.parquet", "moved", "columns.amount.kl > 1")).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it("takes several, and names those that hold", async () => {
    const { code, stderr } = await diff(
      "june.parquet",
      "columns.country.kl.low > 0.05",
      "columns.amount.kl > 1",
      "columns.unit price.kl.low > 0.01",
      "columns.v1.2 score (a > b).kl.low > 0.001",
    );
    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([
      "failed on: columns.country.kl.low > 0.05",
      "failed on: columns.unit price.kl.low > 0.01",
      "failed on: columns.v1.2 score (a > b).kl.low > 0.001",
      "",
    ]);
  });

  it("meets the infinity of a value that the reference never had", async () => {
    expect((await diff("june.parquet", "columns.tier.kl.plugIn == Infinity")).code).toBe(1);
  });

  it("exits 2 with one line where the result has no such figure, or it is no condition", async () => {
    const { code, stderr } = await diff("june.parquet", "columns.contry.kl > 0");
    expect([code, stderr]).toEqual([
      2,
      'relent: --fail-on: "columns.contry.kl > 0" names columns.contry.kl, which this result does not have; ' +
        'write moved, or PATH OP NUMBER as in "columns.country.kl.low > 0.05"\n',
    ]);
    expect(await diff("june.parquet", "mvoed")).toMatchObject({ code: 2, stdout: "" });
  });
});
