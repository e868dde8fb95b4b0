import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine, type Field, duckdbDialect as sql } from "../src/index.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await duckdb({ threads: 1 });
});
afterAll(() => engine.close());

async function value(expression: string): Promise<unknown> {
  return (await engine.query(`SELECT ${expression} AS v`)).v![0];
}

const double = (text: string) => `('${text}'::DOUBLE)`;
const special = ["NaN", "Infinity", "-Infinity"].map(double);

describe("names and constants", () => {
  it("a quoted name is one name, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", minLength: 1 }).filter((name) => !name.includes("\0")),
        async (name) => {
          const columns = await engine.query(`SELECT 1 AS ${sql.quoteIdentifier(name)}`);
          expect(Object.keys(columns)).toEqual([name]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("quoted text is one constant, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
        async (text) => {
          expect(await value(sql.quoteLiteral(text))).toBe(text);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("a double reads back to the same bits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double(), async (x) => {
        expect(await value(sql.doubleLiteral(x))).toBe(x);
      }),
      { numRuns: 200 },
    );
  });

  it("a negative double after a minus begins no comment", async () => {
    expect(await value(`1-${sql.doubleLiteral(-2.5)}`)).toBe(3.5);
  });
});

describe("casts", () => {
  const field = (type: Field["type"], native: string): Field => ({ name: "x", type, native });

  it.each<readonly [string, Field, unknown, unknown]>([
    ["7::HUGEINT", field("integer", "HUGEINT"), 7, "7"],
    ["1.50::DECIMAL(18,2)", field("decimal", "DECIMAL(18,2)"), 1.5, "1.50"],
    ["true", field("boolean", "BOOLEAN"), 1, "true"],
    ["DATE '1970-01-03'", field("date", "DATE"), 172800, "1970-01-03"],
    ["TIME '00:01:00.5'", field("time", "TIME"), 60.5, "00:01:00.5"],
    ["TIMESTAMP '1970-01-01 00:00:01.5'", field("timestamp", "TIMESTAMP"), 1.5, "1970-01-01 00:00:01.5"],
    [
      "TIMESTAMPTZ '1970-01-01 02:00:00+02'",
      field("timestamp", "TIMESTAMP WITH TIME ZONE"),
      0,
      "1970-01-01 00:00:00+00",
    ],
    ["'infinity'::TIMESTAMP", field("timestamp", "TIMESTAMP"), Number.POSITIVE_INFINITY, "infinity"],
    ["'-infinity'::DATE", field("date", "DATE"), Number.NEGATIVE_INFINITY, "-infinity"],
    ["'ab'::BLOB", field("other", "BLOB"), undefined, "YWI="],
    ["'NaN'::DOUBLE", field("float", "DOUBLE"), Number.NaN, "nan"],
  ])("%s", async (expression, each, asDouble, asText) => {
    const from = `(SELECT ${expression} AS x UNION ALL SELECT NULL)`;
    if (asDouble !== undefined) {
      expect((await engine.query(`SELECT ${sql.castDouble(each)} AS v FROM ${from}`)).v).toEqual([
        asDouble,
        null,
      ]);
    }
    expect((await engine.query(`SELECT ${sql.castText(each)} AS v FROM ${from}`)).v).toEqual([asText, null]);
  });

  it("take an expression in place of the field's name", async () => {
    expect(await value(sql.castDouble(field("integer", "INTEGER"), "1 + 2"))).toBe(3);
    expect(await value(sql.castText(field("integer", "INTEGER"), "1 + 2"))).toBe("3");
  });
});

describe("cells", () => {
  it("floor goes down, also below zero, and leaves NaN, ±∞ and NULL", async () => {
    expect(await value(sql.floor(double("-1.5")))).toBe(-2);
    expect(await Promise.all(special.map((x) => value(sql.floor(x))))).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(await value(sql.floor("NULL::DOUBLE"))).toBeNull();
  });

  it("clamp holds numbers within its ends, sends NaN and +∞ up, −∞ down, and leaves NULL", async () => {
    const clamp = (x: string) => value(sql.clamp(x, 0, 1023));
    expect(await Promise.all(["(-3)", "5", "2000", ...special, "NULL"].map(clamp))).toEqual([
      0,
      5,
      1023,
      1023,
      1023,
      0,
      null,
    ]);
  });

  it("a whole double becomes an integer, one that is too large an error", async () => {
    expect(await value(sql.integer(double("-1048576")))).toBe(-1048576);
    await expect(value(sql.integer(double("1e300")))).rejects.toThrow(/out of range/);
  });
});

describe("parts of time", () => {
  it("hour and weekday are those of UTC; Monday is 1", async () => {
    expect(await value(sql.hour("TIMESTAMPTZ '2024-01-01 01:30:00+02'"))).toBe(23);
    expect(await value(sql.hour("TIME '05:00'"))).toBe(5);
    expect(await value(sql.weekday("DATE '2024-01-01'"))).toBe(1);
    expect(await value(sql.weekday("TIMESTAMP '2024-01-07 23:59:59'"))).toBe(7);
  });

  it("epoch is the seconds since 1970, of a time the seconds of its day", async () => {
    expect(await value(sql.epoch("DATE '2024-01-01'", "date"))).toBe(Date.UTC(2024, 0, 1) / 1000);
    expect(await value(sql.epoch("TIME '01:00'", "time"))).toBe(3600);
    expect(await value(sql.epoch("NULL::TIMESTAMP", "timestamp"))).toBeNull();
  });
});

describe("hashes", () => {
  it("hash is the low 53 bits of the MD5, read little-endian", async () => {
    const md5 = createHash("md5").update("å").digest().readBigUInt64LE() & (2n ** 53n - 1n);
    expect(await value(sql.hash(sql.quoteLiteral("å")))).toBe(Number(md5));
    expect(await value(sql.hash("NULL::VARCHAR"))).toBeNull();
  });

  it("fastHashBelow keeps about its share of values, and the same ones each time", async () => {
    const kept = `SELECT count(*) AS n FROM range(100000) t(i) WHERE ${sql.fastHashBelow(sql.fastHash("i::VARCHAR"), 1 / 8)}`;
    const { n } = await engine.query(kept);
    expect(Math.abs((n![0] as number) - 12500)).toBeLessThan(6 * Math.sqrt(100000 * (1 / 8) * (7 / 8)));
    expect((await engine.query(kept)).n).toEqual(n);
  });
});
