import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RelentError } from "@relent/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine, type Location, type OpenOptions } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-failures-"));
const at = (name: string) => join(folder, name);
let engine: Engine;

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join("\n");
}

async function error(location: Location, options?: OpenOptions): Promise<RelentError> {
  const cause = await engine.open(location, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(cause).toBeInstanceOf(RelentError);
  return cause as RelentError;
}

beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
  await engine.query(
    `COPY (SELECT range AS amount, 'x' || range AS city FROM range(300000)) TO '${at("good.parquet")}'`,
  );
  await engine.query(`ATTACH '${at("shop.duckdb")}' AS shop`);
  await engine.query("CREATE SCHEMA shop.extra; CREATE TABLE shop.extra.orders (i INT)");
  await engine.query("CREATE TABLE shop.orders (i INT); CREATE TABLE shop.customers (i INT)");
  await engine.query("DETACH shop");
  const bytes = readFileSync(at("good.parquet"));
  writeFileSync(at("short.parquet"), bytes.subarray(0, bytes.length - 100));
  const flipped = Buffer.from(bytes);
  for (let i = 1000; i < 3000; i++) {
    flipped[i]! ^= 255;
  }
  writeFileSync(at("flipped.parquet"), flipped);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const files: Readonly<Record<string, string | Buffer>> = {
  "quote.csv": 'a,b\n1,"x\n2,y\n3,z\n',
  "ragged.csv": "a,b,c\n1,2,3\n4,5\n6,7,8\n",
  "wide.csv": `a,b\n${lines(30000, (i) => `${i},x`)}\n1,2,3\n`,
  "typed.csv": `a,b\n${lines(30000, (i) => `${i},x`)}\nfoo,bar\n`,
  "latequote.csv": `a,b\n${lines(30000, (i) => `${i},x`)}\n5,"open\n6,x\n`,
  "empty.csv": "",
  "latin.csv": Buffer.from("a,b\n1,caf\xe9\n", "latin1"),
  "notes.csv": "made on Monday\n\na,b\n1,2\n3,4\n",
  "broken.json": '{"a":1}\n{"a":2,\n{"a":3}\n',
  "text.parquet": "this is no Parquet file at all",
  "text.arrow": "neither is this Arrow",
  "sheet.xlsx": Buffer.from("PK\x03\x04rest", "latin1"),
  "noise.dat": Buffer.from([1, 2, 0, 3]),
};

describe("a file that cannot be read says so in one line", () => {
  it.each<readonly [string, RegExp]>([
    ["quote.csv", /quote\.csv: line 2 .*quote/],
    ["ragged.csv", /ragged\.csv: line 3 has 2 values; the header has 3 columns/],
    ["wide.csv", /wide\.csv: line 30002 has 3 values; the header has 2 columns/],
    ["typed.csv", /typed\.csv: line 30002, column a: "foo" is not DOUBLE; correct the value, or give/],
    ["latequote.csv", /latequote\.csv: line 30002 .*quote/],
    ["empty.csv", /empty\.csv is empty; a table needs at least a header/],
    ["latin.csv", /latin\.csv: line 2 is not UTF-8/],
    ["notes.csv", /notes\.csv: .*line 3 has 2 values; the header has 1 column/],
    ["broken.json", /broken\.json: line 3, byte \d+: not JSON/],
    ["text.parquet", /text\.parquet is not a Parquet file: it does not begin with PAR1/],
    ["short.parquet", /short\.parquet is not a Parquet file, or was cut short: it does not end with PAR1/],
    ["text.arrow", /text\.arrow is not an Arrow IPC file or stream/],
    ["sheet.xlsx", /sheet\.xlsx is a zip archive or spreadsheet; save the sheet as CSV/],
    ["noise.dat", /noise\.dat is a binary file of an unknown format; Parquet, CSV/],
  ])("%s", async (name, message) => {
    const content = files[name];
    if (content !== undefined) {
      writeFileSync(at(name), content);
    }
    const { code, message: said } = await error(at(name));
    expect(said).toMatch(message);
    expect(said).toMatch(/^open: /);
    expect(said).not.toContain("\n");
    expect(said.length).toBeLessThan(400);
    expect(code).toBe("unreadable");
  });

  it("a flipped byte in a page", async () => {
    const relation = await engine.open(at("flipped.parquet"));
    await expect(engine.query(`SELECT sum(amount), max(city) FROM ${relation.sql}`)).rejects.toThrow(
      /^query: .*flipped\.parquet is damaged: .*$/,
    );
  });
});

describe("a table that is not there says what is", () => {
  it.each<readonly [string, Location, RegExp]>([
    [
      "a missing file, with the nearest name",
      at("god.parquet"),
      /there is no file .*god\.parquet; did you mean .*good\.parquet\?/,
    ],
    [
      "a missing folder",
      at("none/x.csv"),
      /there is no file .*none\/x\.csv; the folder .*none does not exist either/,
    ],
    ["a glob without match", at("*.tsv"), /no file matches .*\*\.tsv/],
    ["a folder without data", at("bare"), /the folder .*bare holds no data files/],
    ["a file of a list", [at("good.parquet"), at("zzz")], /there is no file .*zzz/],
    ["a database", `${at("none.duckdb")}::t`, /there is no file .*none\.duckdb/],
    [
      "a table, with the nearest name",
      `${at("shop.duckdb")}::order`,
      /has no table "order"; did you mean orders\?/,
    ],
    [
      "a table, with all names",
      `${at("shop.duckdb")}::xyzxyz`,
      /has no table "xyzxyz"; its tables are extra\.orders, customers, orders/,
    ],
  ])("%s", async (_, location, message) => {
    mkdirSync(at("bare"), { recursive: true });
    const { code, message: said } = await error(location);
    expect(said).toMatch(message);
    expect(said).not.toContain("\n");
    expect(code).toBe("not-found");
  });
});

describe("what makes no sense is refused with a way out", () => {
  it.each<readonly [string, Location, OpenOptions, RegExp]>([
    ["a web address", "https://example.org/x.parquet", {}, /is not a local file; download it first/],
    ["an empty location", " ", {}, /the location is empty; give a file/],
    ["an empty list", [], {}, /the list of files is empty; give at least one/],
    [
      "a database without its table",
      at("shop.duckdb"),
      {},
      /needs a table, as in .*shop\.duckdb::table; its tables are/,
    ],
    [
      "files of two formats",
      [at("good.parquet"), at("two.csv")],
      {},
      /two\.csv is csv and .*good\.parquet is parquet; files read as one/,
    ],
    [
      "a column that is not there",
      at("good.parquet"),
      { columns: ["amuont"] },
      /has no column "amuont"; did you mean "amount"\?/,
    ],
    [
      "a column unlike any",
      at("good.parquet"),
      { columns: ["zzz"] },
      /has no column "zzz"; its columns are amount, city/,
    ],
    ["a type for a column that is not there", at("two.csv"), { types: { c: "DOUBLE" } }, /has no column "c"/],
    [
      "a condition on such a column",
      at("good.parquet"),
      { where: "amuont > 3" },
      /the condition "amuont > 3" does not fit .*did you mean "amount"\?/,
    ],
    [
      "a condition that does not parse",
      at("good.parquet"),
      { where: "amount >" },
      /the condition "amount >" does not fit .*: syntax error at/,
    ],
    [
      "a condition that compares text and numbers",
      at("good.parquet"),
      { where: "city > 3" },
      /Cannot compare values of type VARCHAR/,
    ],
    ["a condition that is two", at("good.parquet"), { where: "true) UNION (SELECT 1" }, /does not fit/],
    [
      "a condition that aggregates",
      at("good.parquet"),
      { where: "sum(amount) > 1" },
      /WHERE clause cannot contain aggregates/,
    ],
    ["a condition that ends in a comment", at("good.parquet"), { where: "amount > -- 3" }, /does not fit/],
    ["a statement that does not parse", { sql: "SELEC 1" }, {}, /SELEC 1: syntax error at or near/],
  ])("%s", async (_, location, options, message) => {
    writeFileSync(at("two.csv"), "a,b\n1,2\n");
    const { code, message: said } = await error(location, options);
    expect(said).toMatch(message);
    expect(said).toMatch(/^open: /);
    expect(said).not.toContain("\n");
    expect(code).toBe("usage");
  });

  it("a file that may not be read", async () => {
    if (process.getuid?.() === 0) {
      console.log("skipped: permissions do not bind the superuser, so no file can be made unreadable");
      return;
    }
    writeFileSync(at("secret.csv"), "a\n1\n");
    chmodSync(at("secret.csv"), 0);
    const { code, message } = await error(at("secret.csv"));
    expect([code, message]).toEqual(["unreadable", expect.stringMatching(/may not be read by this user/)]);
  });

  it("a query that fails, a relation of another engine and a column of none", async () => {
    await expect(engine.query("SELECT nope")).rejects.toThrow(
      /^query: Referenced column "nope" was not found/,
    );
    const relation = await engine.open(at("good.parquet"));
    await expect(engine.sample(relation, ["nope"], 10)).rejects.toThrow(/^sample: .* has no column "nope"/);
    await expect(engine.sample({ ...relation, sql: "other" }, ["city"], 10)).rejects.toThrow(
      /was not opened by this engine/,
    );
  });
});
