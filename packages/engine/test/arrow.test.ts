import { fileURLToPath } from "node:url";
import * as zlib from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine } from "../src/index.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
let engine: Engine;
beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
});
afterAll(() => engine.close());

const seconds = (iso: string) => Date.parse(iso) / 1000;

/** What fixtures/make-arrow.py wrote: the value of rows 0 and 2, null in row 1. */
const written: Readonly<Record<string, readonly [native: string, first: unknown, third: unknown]>> = {
  int8: ["TINYINT", -128, 127],
  int64: ["BIGINT", -(2n ** 60n), 5],
  uint16: ["USMALLINT", 0, 65535],
  half: ["FLOAT", 0.5, -2],
  float: ["FLOAT", 0.5, Number.POSITIVE_INFINITY],
  double: ["DOUBLE", 0.1, Number.NaN],
  bool: ["BOOLEAN", true, false],
  text: ["VARCHAR", 'å, "q"', ""],
  large: ["VARCHAR", "x", "y"],
  city: ["VARCHAR", "Oslo", "Bergen"],
  decimal: ["DECIMAL(20,2)", -1.05, Number("1234567890123456.78")],
  day: ["DATE", seconds("2024-01-02"), -86400],
  seconds: ["TIMESTAMP_S", seconds("2024-01-02T03:00:00Z"), -86400],
  micros: ["TIMESTAMP", 1704164645.678901, -86400],
  nanos: ["TIMESTAMP_NS", 1704164645.6789012, -1e-9],
  zoned: ["TIMESTAMP WITH TIME ZONE", seconds("2024-01-02T03:00:00Z"), -86400],
  clock: ["TIME", 3723, 86399],
  span: ["DOUBLE", 90, -0.005],
  list: ["JSON", "[1,2]", "[]"],
  struct: ["JSON", '{"a":1}', '{"a":null}'],
  bytes: ["BLOB", "\\x00\\xFF", ""],
  nothing: ["NULL", null, null],
};

describe.each(["every-type.arrow", "every-type.arrows", "every-type-lz4.feather"])("%s", (name) => {
  it("comes in with each type, each null and each value", async () => {
    const relation = await engine.open(fixture(name));
    expect(
      Object.fromEntries(relation.fields.map((field) => [field.name, field.native.replaceAll('"', "")])),
    ).toEqual(Object.fromEntries(Object.entries(written).map(([column, [native]]) => [column, native])));
    const rows = await engine.query(`SELECT * FROM ${relation.sql} LIMIT 6`);
    for (const [column, [, first, third]] of Object.entries(written)) {
      expect({ [column]: Array.from(rows[column]!) }).toEqual({
        [column]: [first, null, third, first, null, third],
      });
    }
    expect(relation.rowsHint).toBe(name.includes("lz4") ? 3000 : 9);
  });
});

describe("Arrow files", () => {
  it("are converted only in the columns asked for, those of the condition included", async () => {
    const relation = await engine.open(fixture("every-type-lz4.feather"), {
      columns: ["int8"],
      where: "city = 'Oslo'",
    });
    expect(await engine.query(`SELECT count(*) AS n, min(int8) AS low FROM ${relation.sql}`)).toEqual({
      n: [1000],
      low: [-128],
    });
  });

  it("packed with zstd are read where Node can unpack it, and refused in one line elsewhere", async () => {
    const opening = engine.open(fixture("every-type-zstd.feather"));
    if ("zstdDecompressSync" in zlib) {
      expect((await opening).rowsHint).toBe(9);
    } else {
      await expect(opening).rejects.toThrow(/zstd, which Node unpacks from 22\.15 on; save it with LZ4/);
    }
  });
});
