import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Columns, duckdb, type Engine, type OpenOptions } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-csv-"));
let engine: Engine;
let made = 0;

beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function read(
  content: string | Buffer,
  options?: OpenOptions,
  extension = "csv",
): Promise<readonly [types: string, rows: Columns, notes: readonly string[]]> {
  const path = join(folder, `${made++}.${extension}`);
  writeFileSync(path, content);
  const relation = await engine.open(path, options);
  const types = relation.fields.map(({ name, type }) => `${name} ${type}`).join(", ");
  return [types, await engine.query(`SELECT * FROM ${relation.sql}`), relation.notes ?? []];
}

describe("delimited text", () => {
  it.each<readonly [string, string | Buffer, string]>([
    ["commas", "a,b\n1,x\n", "csv"],
    ["tabs", "a\tb\n1\tx\n", "tsv"],
    ["semicolons", "a;b\n1;x\n", "csv"],
    ["bars", "a|b\n1|x\n", "txt"],
    ["Windows line ends", "a,b\r\n1,x\r\n", "csv"],
    ["a byte order mark", "\uFEFFa,b\n1,x\n", "csv"],
    ["UTF-16", Buffer.from("\uFEFFa,b\n1,x\n", "utf16le"), "csv"],
    ["gzip", gzipSync("a,b\n1,x\n"), "csv.gz"],
    ["a name without extension", "a,b\n1,x\n", "unknown"],
    ["no line end at the end", "a,b\n1,x", "csv"],
  ])("with %s is one number and one text", async (_, content, extension) => {
    const [types, rows] = await read(content, {}, extension);
    expect(types).toBe("a integer, b string");
    expect(rows).toEqual({ a: [1], b: ["x"] });
  });

  it("packed with zstd", async () => {
    const path = join(folder, "packed.csv.zst");
    await engine.query(`COPY (SELECT 1 AS a, 'x' AS b) TO '${path}' (FORMAT csv, COMPRESSION zstd, HEADER)`);
    expect(await engine.query(`SELECT * FROM ${(await engine.open(path)).sql}`)).toEqual({
      a: [1],
      b: ["x"],
    });
  });

  it("keeps quoted delimiters, quotes and line ends", async () => {
    const [, rows] = await read('a,b\n1,"x, ""y""\nz"\n2,5" pipe\n');
    expect(rows).toEqual({ a: [1, 2], b: ['x, "y"\nz', '5" pipe'] });
  });

  it("reads quotes that first come long after the lines that were sniffed", async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `${i},x`).join("\n");
    const [, rows] = await read(`a,b\n${lines}\n30000,"y, z"\n`);
    expect(rows.b!.length).toBe(30001);
    expect(rows.b![30000]).toBe("y, z");
  });

  it("takes whole numbers that later have decimals for numbers", async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `${i},x`).join("\n");
    const [types, rows] = await read(`a,b,c\n${lines.replaceAll("x", "x,7")}\n0.5,x,8\n1e3,x,nan\n`);
    expect(types).toBe("a float, b string, c float");
    expect(Array.from(rows.a!).slice(-2)).toEqual([0.5, 1000]);
    expect(Array.from(rows.c!).slice(-2)).toEqual([8, Number.NaN]);
  });

  it("keeps whole numbers beyond 2^53 exact, and sees a fraction among them", async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `${i}`).join("\n");
    const [whole, rows] = await read(`a\n${lines}\n9007199254740993\n`);
    expect(whole).toBe("a integer");
    expect(rows.a![30000]).toBe(9007199254740993n);
    const [mixed, numbers] = await read(`a\n${lines}\n9007199254740993\n2.5\n`);
    expect(mixed).toBe("a float");
    expect(numbers.a![30001]).toBe(2.5);
  });

  it("refuses numbers with a fraction where whole ones were asked for", async () => {
    await expect(read("a\n1\n0.5\n", { types: { a: "INTEGER" } })).rejects.toThrow(
      /^open: .*: column a has numbers with a fraction, but was to be INTEGER; give DOUBLE$/,
    );
  });

  it("reads dates in their written order and says so", async () => {
    const [types, rows, notes] = await read("day\n01/02/2024\n13/02/2024\n");
    expect(types).toBe("day date");
    expect(rows.day).toEqual([Date.UTC(2024, 1, 1) / 1000, Date.UTC(2024, 1, 13) / 1000]);
    expect(notes.join()).toMatch(/dates are read as %d\/%m\/%Y/);
  });

  it("does not drop the time behind a date that comes late", async () => {
    const lines = Array.from({ length: 30000 }, () => "2024-01-02").join("\n");
    await expect(read(`day\n${lines}\n2024-01-02 12:00:00\n`)).rejects.toThrow(
      /line 30002, column day: "2024-01-02 12:00:00" is not DATE/,
    );
  });

  it("reads decimal commas and says so", async () => {
    const [types, rows, notes] = await read("a;b\n1,5;x\n-2,25;y\n");
    expect(types).toBe("a float, b string");
    expect(rows.a).toEqual([1.5, -2.25]);
    expect(notes.join()).toMatch(/numbers are read with a decimal comma/);
  });

  it("says what repeated, missing and absent column names became", async () => {
    const [types, , notes] = await read("a,a,,A\n1,2,3,4\n");
    expect(types.split(", ")).toHaveLength(4);
    expect(notes.map((note) => note.replace(/^.*?: /, ""))).toEqual([
      'column 2, "a", is called "a_1"',
      expect.stringMatching(/^column 3, which has no name, is called "/),
      'column 4, "A", is called "A_2"',
    ]);
    const [, , bare] = await read("1,2\n3,4\n");
    expect(bare.join()).toMatch(/has no header line; its columns are called column0 to column1/);
  });

  it("takes names with quotes, spaces and other letters as they are", async () => {
    const [types, rows] = await read('"a ""b""",snö på,"x,y"\n1,2,3\n');
    expect(types).toBe('a "b" integer, snö på integer, x,y integer');
    expect(rows).toEqual({ 'a "b"': [1], "snö på": [2], "x,y": [3] });
  });

  it("with a header alone is a table without rows", async () => {
    const [types, rows] = await read("a,b\n");
    expect(types).toBe("a string, b string");
    expect(rows).toEqual({ a: [], b: [] });
  });

  it("reads one column without any delimiter", async () => {
    const [types, rows] = await read("amount\n1\n2\n");
    expect(types).toBe("amount integer");
    expect(rows.amount).toEqual([1, 2]);
  });

  it("obeys the types and the null text that it is given", async () => {
    const [types, rows] = await read("a,b\n1,NA\nNA,2\n", { types: { a: "DOUBLE" }, nullText: ["NA"] });
    expect(types).toBe("a float, b integer");
    expect(rows).toEqual({ a: [1, null], b: [null, 2] });
    const [, text] = await read("a\n007\n", { types: { a: "VARCHAR" } });
    expect(text.a).toEqual(["007"]);
  });

  it("of several files is one table, columns matched by name and typed alike", async () => {
    const parts = join(folder, "parts");
    mkdirSync(parts);
    writeFileSync(join(parts, "1.csv"), "a,b\n1,x\n");
    writeFileSync(join(parts, "2.csv"), "b,a,c\ny,2.5,9\n");
    writeFileSync(join(parts, "3.csv"), "a,b\n,z\n");
    const relation = await engine.open(parts);
    expect(relation.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "a float",
      "b string",
      "c integer",
    ]);
    expect(await engine.query(`SELECT * FROM ${relation.sql} ORDER BY b`)).toEqual({
      a: [1, 2.5, null],
      b: ["x", "y", "z"],
      c: [null, 9, null],
    });
    const listed = await engine.open([join(parts, "1.csv"), join(parts, "2.csv")]);
    expect(listed.rowsHint).toBe(2);
    expect((await engine.open(`${join(parts, "1.csv")},${join(parts, "2.csv")}`)).rowsHint).toBe(2);
    expect((await engine.open(join(parts, "[12].csv"))).rowsHint).toBe(2);
  });

  it("is described without being converted, and looked at anew once it has changed", async () => {
    const path = join(folder, "changing.csv");
    writeFileSync(path, "a\n1\n");
    expect(await engine.describe(path)).toEqual({
      name: path,
      format: "csv",
      fields: [{ name: "a", type: "integer", native: "BIGINT" }],
      rowsHint: null,
      notes: [],
    });
    const first = await engine.open(path);
    expect((await engine.open(path)).sql).toBe(first.sql);
    writeFileSync(path, "a\n1\n2\n");
    const second = await engine.open(path);
    expect([first.rowsHint, second.rowsHint]).toEqual([1, 2]);
  });

  it("gives back any text that is written with quotes", async () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((each) => !each.includes("\0"));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 5 }), async (values) => {
        const quoted = values.map((value) => `"${value.replaceAll('"', '""')}"`);
        const [, rows] = await read(`i,v\n${quoted.map((value, i) => `${i},${value}`).join("\n")}\n`, {
          types: { v: "VARCHAR" },
        });
        expect(rows.v).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });
});

describe("JSON", () => {
  it("comes as lines or as one array, nested values and all", async () => {
    const records = ['{"a":1,"b":"x","c":[1,2],"d":{"e":true}}', '{"a":2.5,"b":null,"d":{"e":false}}'];
    for (const [content, extension] of [
      [records.join("\n"), "ndjson"],
      [`[${records.join(",\n")}]`, "json"],
      [gzipSync(records.join("\n")), "json.gz"],
      [records.join("\n"), "unknown"],
    ] as const) {
      const [types, rows] = await read(content, {}, extension);
      expect(types).toBe("a float, b string, c nested, d nested");
      expect(rows).toEqual({
        a: [1, 2.5],
        b: ["x", null],
        c: [[1, 2], null],
        d: [{ e: true }, { e: false }],
      });
    }
  });

  it("tells a column that first comes late", async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `{"a":${i}}`).join("\n");
    const [types, rows] = await read(`${lines}\n{"a":1,"b":2}\n`, {}, "jsonl");
    expect(types).toBe("a integer, b integer");
    expect(Array.from(rows.b!).filter((b) => b !== null)).toEqual([2]);
  });
});

describe("standard input", () => {
  it.each<readonly [string, string | Buffer]>([
    ["CSV", "a,b\n1,x\n"],
    ["packed CSV", gzipSync("a,b\n1,x\n")],
    ["JSON", '[{"a":1,"b":"x"}]'],
    ["Parquet", "parquet"],
  ])("may be %s", async (kind, content) => {
    const path = join(folder, "piped.parquet");
    await engine.query(`COPY (SELECT 1 AS a, 'x' AS b) TO '${path}'`);
    const bytes = kind === "Parquet" ? readFileSync(path) : Buffer.from(content);
    const before = Object.getOwnPropertyDescriptor(process, "stdin")!;
    Object.defineProperty(process, "stdin", { value: Readable.from([bytes]), configurable: true });
    try {
      const relation = await engine.open("-");
      expect(relation.name).toBe("stdin");
      expect(await engine.query(`SELECT * FROM ${relation.sql}`)).toEqual({ a: [1], b: ["x"] });
    } finally {
      Object.defineProperty(process, "stdin", before);
    }
  });
});

describe("folders", () => {
  it("of partitions tell their values, and pass over hidden files, texts and databases", async () => {
    const own = mkdtempSync(join(folder, "lake-"));
    await engine.query(
      `COPY (SELECT range AS i, 2020 + range % 2 AS year FROM range(1000)) TO '${own}' (FORMAT parquet, PARTITION_BY year, OVERWRITE_OR_IGNORE)`,
    );
    for (const name of ["_SUCCESS.csv", ".hidden.csv", "README.txt"]) {
      writeFileSync(join(own, name), "no data");
    }
    const relation = await engine.open(own, { where: "year = 2021" });
    expect(relation.fields.map(({ name }) => name)).toEqual(["i", "year"]);
    expect(await engine.query(`SELECT count(*) AS n, min(i) AS low FROM ${relation.sql}`)).toEqual({
      n: [500],
      low: [1],
    });
    const [years] = await engine.sample(relation, ["year"], 160);
    expect((years!.values as Float64Array).every((year) => year === 2021)).toBe(true);
  });
});

describe("conditions", () => {
  it("reach columns that are not asked for, all of them with COLUMNS(*), and fields of structs", async () => {
    const path = join(folder, "conditions.ndjson");
    writeFileSync(path, '{"a":1,"b":2,"c":{"d":3}}\n{"a":4,"b":null,"c":{"d":6}}\n');
    const count = async (where: string) => {
      const { sql } = await engine.open(path, { columns: ["a"], where });
      return (await engine.query(`SELECT count(*) AS n FROM ${sql}`)).n![0];
    };
    expect(await count("c.d > 3")).toBe(1);
    expect(await count("COLUMNS(*) IS NOT NULL")).toBe(1);
    expect(await count("a > 0 -- and b > 0")).toBe(2);
    expect(await count('A > (SELECT 1) OR "B" = 2')).toBe(2);
  });

  it("are refused before a text file is converted", async () => {
    const spool = mkdtempSync(join(folder, "unconverted-"));
    const own = await duckdb({ threads: 1, tempDirectory: spool });
    const path = join(folder, "refused.csv");
    writeFileSync(path, "a\nx\n");
    await expect(own.open(path, { where: "a > 3" })).rejects.toThrow(/Cannot compare values of type VARCHAR/);
    expect(readdirSync(spool)).toEqual([]);
    await own.close();
  });
});

describe("file names", () => {
  it.each(["a[1].csv", "b*c.csv", "d?.csv", "e'f.csv", "g,h.csv", "i::j.csv", "k l.csv", "ø.csv"])(
    "%s stands for itself",
    async (name) => {
      const own = mkdtempSync(join(folder, "names-"));
      writeFileSync(join(own, name), "a\n1\n");
      writeFileSync(join(own, "a1.csv"), "a\n2\n");
      const relation = await engine.open(join(own, name));
      expect(await engine.query(`SELECT a FROM ${relation.sql}`)).toEqual({ a: [1] });
      const parquet = join(own, name.replace(/csv$/, "parquet"));
      await engine.query(`COPY (SELECT 3 AS a) TO '${parquet.replaceAll("'", "''")}' (FORMAT parquet)`);
      expect(await engine.query(`SELECT a FROM ${(await engine.open(parquet)).sql}`)).toEqual({ a: [3] });
    },
  );
});
