import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine, type FieldType, type Relation } from "../src/index.ts";

interface Example {
  /** SQL of the value. */
  readonly sql: string;
  readonly type: FieldType;
  readonly native: string;
  /** What `query` gives. */
  readonly plain: unknown;
  /** What `columns` and `sample` give. */
  readonly typed: number | string;
  /** Parquet has no such type, or another one for it. */
  readonly tableOnly?: true;
}

const day = 86400;
const noon = Date.UTC(2024, 1, 29, 12) / 1000;
const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: nan } = Number;

/** Every type of DuckDB once; epoch seconds are Date.UTC(…) / 1000. */
const examples: Readonly<Record<string, Example>> = {
  boolean: { sql: "true", type: "boolean", native: "BOOLEAN", plain: true, typed: "true" },
  tinyint: { sql: "(-128)::TINYINT", type: "integer", native: "TINYINT", plain: -128, typed: -128 },
  smallint: { sql: "(-32768)::SMALLINT", type: "integer", native: "SMALLINT", plain: -32768, typed: -32768 },
  integer: { sql: "7::INTEGER", type: "integer", native: "INTEGER", plain: 7, typed: 7 },
  bigint: {
    sql: "9007199254740993::BIGINT",
    type: "integer",
    native: "BIGINT",
    plain: 9007199254740993n,
    typed: 2 ** 53,
  },
  utinyint: { sql: "255::UTINYINT", type: "integer", native: "UTINYINT", plain: 255, typed: 255 },
  usmallint: { sql: "65535::USMALLINT", type: "integer", native: "USMALLINT", plain: 65535, typed: 65535 },
  uinteger: {
    sql: "4294967295::UINTEGER",
    type: "integer",
    native: "UINTEGER",
    plain: 4294967295,
    typed: 4294967295,
  },
  ubigint: {
    sql: "18446744073709551615::UBIGINT",
    type: "integer",
    native: "UBIGINT",
    plain: 2n ** 64n - 1n,
    typed: 2 ** 64,
  },
  hugeint: {
    sql: "(-5)::HUGEINT",
    type: "integer",
    native: "HUGEINT",
    plain: -5,
    typed: -5,
    tableOnly: true,
  },
  uhugeint: { sql: "5::UHUGEINT", type: "integer", native: "UHUGEINT", plain: 5, typed: 5, tableOnly: true },
  bignum: { sql: "12::BIGNUM", type: "integer", native: "BIGNUM", plain: 12, typed: 12, tableOnly: true },
  float: { sql: "0.5::FLOAT", type: "float", native: "FLOAT", plain: 0.5, typed: 0.5 },
  double: { sql: "0.1::DOUBLE", type: "float", native: "DOUBLE", plain: 0.1, typed: 0.1 },
  nan: { sql: "'NaN'::DOUBLE", type: "float", native: "DOUBLE", plain: nan, typed: nan },
  infinite: {
    sql: "'-Infinity'::DOUBLE",
    type: "float",
    native: "DOUBLE",
    plain: NEGATIVE_INFINITY,
    typed: NEGATIVE_INFINITY,
  },
  decimal: {
    sql: "(-1.05)::DECIMAL(18,2)",
    type: "decimal",
    native: "DECIMAL(18,2)",
    plain: -1.05,
    typed: -1.05,
  },
  wide: {
    sql: "12345678901234567890.5::DECIMAL(38,1)",
    type: "decimal",
    native: "DECIMAL(38,1)",
    plain: 12345678901234567000,
    typed: 12345678901234567000,
  },
  varchar: {
    sql: "'å \"q\" ''s'' \n'",
    type: "string",
    native: "VARCHAR",
    plain: "å \"q\" 's' \n",
    typed: "å \"q\" 's' \n",
  },
  long: {
    sql: "repeat('x', 100000)",
    type: "string",
    native: "VARCHAR",
    plain: "x".repeat(100000),
    typed: "x".repeat(100000),
  },
  enum: {
    sql: "'b'::ENUM('a', 'b')",
    type: "enum",
    native: "ENUM('a', 'b')",
    plain: "b",
    typed: "b",
    tableOnly: true,
  },
  uuid: {
    sql: "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID",
    type: "uuid",
    native: "UUID",
    plain: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    typed: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  },
  date: { sql: "DATE '1969-12-31'", type: "date", native: "DATE", plain: -day, typed: -day },
  doomsday: {
    sql: "'infinity'::DATE",
    type: "date",
    native: "DATE",
    plain: POSITIVE_INFINITY,
    typed: POSITIVE_INFINITY,
  },
  time: { sql: "TIME '12:30:00.25'", type: "time", native: "TIME", plain: 45000.25, typed: 45000.25 },
  time_ns: {
    sql: "'12:30:00.25'::TIME_NS",
    type: "time",
    native: "TIME_NS",
    plain: 45000.25,
    typed: 45000.25,
    tableOnly: true,
  },
  time_tz: {
    sql: "'12:30:00+00'::TIMETZ",
    type: "time",
    native: "TIME WITH TIME ZONE",
    plain: 45000,
    typed: 45000,
    tableOnly: true,
  },
  timestamp: {
    sql: "TIMESTAMP '2024-02-29 12:00:00.25'",
    type: "timestamp",
    native: "TIMESTAMP",
    plain: noon + 0.25,
    typed: noon + 0.25,
  },
  never: {
    sql: "'-infinity'::TIMESTAMP",
    type: "timestamp",
    native: "TIMESTAMP",
    plain: NEGATIVE_INFINITY,
    typed: NEGATIVE_INFINITY,
  },
  timestamp_s: {
    sql: "'2024-02-29 12:00:00'::TIMESTAMP_S",
    type: "timestamp",
    native: "TIMESTAMP_S",
    plain: noon,
    typed: noon,
    tableOnly: true,
  },
  timestamp_ms: {
    sql: "'2024-02-29 12:00:00.5'::TIMESTAMP_MS",
    type: "timestamp",
    native: "TIMESTAMP_MS",
    plain: noon + 0.5,
    typed: noon + 0.5,
    tableOnly: true,
  },
  timestamp_ns: {
    sql: "'2024-02-29 12:00:00.25'::TIMESTAMP_NS",
    type: "timestamp",
    native: "TIMESTAMP_NS",
    plain: noon + 0.25,
    typed: noon + 0.25,
  },
  timestamp_tz: {
    sql: "TIMESTAMPTZ '2024-02-29 14:00:00+02'",
    type: "timestamp",
    native: "TIMESTAMP WITH TIME ZONE",
    plain: noon,
    typed: noon,
  },
  interval: {
    sql: "INTERVAL '1 month 2 days'",
    type: "other",
    native: "INTERVAL",
    plain: "1 month 2 days",
    typed: "1 month 2 days",
  },
  blob: { sql: "'\\x00\\xFF'::BLOB", type: "other", native: "BLOB", plain: "\\x00\\xFF", typed: "AP8=" },
  bit: { sql: "'101'::BIT", type: "other", native: "BIT", plain: "101", typed: "101", tableOnly: true },
  list: {
    sql: "[1, NULL, 3]",
    type: "nested",
    native: "INTEGER[]",
    plain: [1, null, 3],
    typed: "[1, NULL, 3]",
  },
  array: {
    sql: "[1.5, 2.5]::DOUBLE[2]",
    type: "nested",
    native: "DOUBLE[2]",
    plain: [1.5, 2.5],
    typed: "[1.5, 2.5]",
    tableOnly: true,
  },
  struct: {
    sql: "{'a': 1, 'b': DATE '1970-01-02'}",
    type: "nested",
    native: "STRUCT(a INTEGER, b DATE)",
    plain: { a: 1, b: day },
    typed: "{'a': 1, 'b': 1970-01-02}",
  },
  map: {
    sql: "MAP {'k': 1}",
    type: "nested",
    native: "MAP(VARCHAR, INTEGER)",
    plain: "{'k': 1}",
    typed: "{k=1}",
  },
  union: {
    sql: "union_value(n := 1)",
    type: "nested",
    native: "UNION(n INTEGER)",
    plain: "1",
    typed: "1",
    tableOnly: true,
  },
  json: { sql: "'{\"a\": 1}'::JSON", type: "nested", native: "JSON", plain: '{"a": 1}', typed: '{"a": 1}' },
};

const folder = mkdtempSync(join(tmpdir(), "engine-types-"));
const names = Object.keys(examples);
const select = (chosen: readonly string[]) =>
  `SELECT ${chosen.map((name) => `${examples[name]!.sql} AS ${name}`).join(", ")} UNION ALL SELECT ${chosen.map(() => "NULL").join(", ")}`;
let engine: Engine;

beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function check(relation: Relation, chosen: readonly string[]): Promise<void> {
  expect(relation.fields.map(({ name, type, native }) => ({ name, type, native }))).toEqual(
    chosen.map((name) => ({ name, type: examples[name]!.type, native: examples[name]!.native })),
  );
  const queried = await engine.query(`SELECT * FROM ${relation.sql}`);
  const sampled = await engine.sample(relation, chosen, 10);
  const streamed = [];
  for await (const chunk of engine.columns(relation, chosen)) {
    streamed.push(chunk);
  }
  expect(streamed.map(({ length }) => length)).toEqual([2]);
  for (const [index, name] of chosen.entries()) {
    const { plain, typed } = examples[name]!;
    expect({ [name]: queried[name] }).toEqual({ [name]: [plain, null] });
    for (const column of [sampled[index]!, streamed[0]!.columns[index]!]) {
      const kind = typeof typed;
      expect({ [name]: { ...column, values: Array.from(column.values as ArrayLike<unknown>) } }).toEqual({
        [name]: { kind, values: [typed, kind === "number" ? nan : ""], valid: Uint8Array.of(1, 0) },
      });
    }
  }
}

describe("every type, with a null below it, keeps its meaning", () => {
  it("in a table of a DuckDB file", async () => {
    await engine.query(`ATTACH '${folder}/types.duckdb' AS made`);
    await engine.query(`CREATE TABLE made.t AS ${select(names)}`);
    await engine.query("DETACH made");
    await check(await engine.open(`${folder}/types.duckdb::t`), names);
  });

  it("in a Parquet file", async () => {
    const chosen = names.filter((name) => examples[name]!.tableOnly === undefined);
    await engine.query(`COPY (${select(chosen)}) TO '${folder}/types.parquet'`);
    await check(await engine.open(`${folder}/types.parquet`), chosen);
  });

  it("in a view, as the types that a temporary file has for them", async () => {
    await engine.query(`ATTACH '${folder}/views.duckdb' AS made`);
    await engine.query(`CREATE VIEW made.v AS ${select(names)}`);
    await engine.query("DETACH made");
    const view = await engine.open(`${folder}/views.duckdb::v`);
    expect(view.fields.map(({ name, type }) => `${name} ${type}`)).toEqual(
      names.map((name) => `${name} ${examples[name]!.type}`),
    );
    const sampled = await engine.sample(view, names, 10);
    for (const [index, name] of names.entries()) {
      expect({ [name]: sampled[index]!.values[0] }).toEqual({ [name]: examples[name]!.typed });
    }
  });
});
