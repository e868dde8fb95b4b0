import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BENCH_COLUMNS } from "../../src/tables/columns.ts";
import { generate, type Truth } from "../../src/tables/generate.ts";
import { levelProbability } from "../../src/tables/known-drift.ts";

const ROWS = 20_000;
let folder: string;
let ask: (sql: string) => Promise<readonly (readonly unknown[])[]>;
let close: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relent-bench-test-"));
  await generate({ rows: ROWS, out: folder, csv: true });
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const side of ["reference", "current"])
    await connection.run(`CREATE VIEW ${side} AS FROM read_parquet('${join(folder, side)}.parquet')`);
  await connection.run(`CREATE VIEW text AS FROM read_csv('${join(folder, "reference.csv")}')`);
  ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJS();
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
});

afterAll(async () => {
  close();
  await rm(folder, { recursive: true, force: true });
});

const share = async (condition: string, side: string): Promise<number> =>
  Number((await ask(`SELECT avg((${condition})::INT) FROM ${side}`))[0]?.[0]);

/** Five standard errors of a share among the rows. */
const near = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / ROWS) + 1e-12);

describe("the generator of bench tables", () => {
  it("writes 27 columns: 16 numbers and times, 8 categories, 3 strings", async () => {
    const names = (await ask("DESCRIBE reference")).map(([name]) => name);
    expect(names).toEqual(BENCH_COLUMNS.map((column) => column.name));
    const kinds = BENCH_COLUMNS.map((column) => column.kind);
    expect(kinds.filter((kind) => kind === "number" || kind === "time")).toHaveLength(16);
    expect(kinds.filter((kind) => kind === "category")).toHaveLength(8);
    expect(kinds.filter((kind) => kind === "string")).toHaveLength(3);
  });

  it("writes as many rows as asked for, on both sides and in the CSV", async () => {
    for (const side of ["reference", "current", "text"])
      expect(Number((await ask(`SELECT count(*) FROM ${side}`))[0]?.[0])).toBe(ROWS);
  });

  it("gives the same rows for the same seed and others for another", async () => {
    const other = await mkdtemp(join(tmpdir(), "relent-bench-test-"));
    try {
      await generate({ rows: ROWS, out: other, threads: 1 });
      expect(
        (await readFile(join(other, "current.parquet"))).equals(
          await readFile(join(folder, "current.parquet")),
        ),
      ).toBe(true);
      await generate({ rows: ROWS, out: other, seed: 2 });
      expect(
        (await readFile(join(other, "current.parquet"))).equals(
          await readFile(join(folder, "current.parquet")),
        ),
      ).toBe(false);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it("draws the shares that the laws promise", async () => {
    near(await share("sensor_a IS NULL", "reference"), 0.05);
    near(await share("sensor_a IS NULL", "current"), 0.12);
    near(await share("sensor_b IS NULL", "current"), 0.3);
    near(await share("revenue = 0", "reference"), 0.43);
    near(await share("revenue = 0", "current"), 0.5);
    near(await share("bimodal < 0", "current"), 0.4);
    near(await share("score < 0.2", "current"), 0.5);
    near(await share("pareto > 10", "reference"), 10 ** -1.1);
    near(await share("ratio < 0.5", "reference"), 0.5 ** 0.25);
    near(await share("channel = 'ch5'", "current"), 0.005);
    expect(await share("channel = 'ch5'", "reference")).toBe(0);
    near(await share("country = 'c5'", "reference"), levelProbability(5, 60));
    near(await share("country = 'c5'", "current"), 0.92 * levelProbability(5, 60) + 0.08);
    near(await share("product = 'p17'", "current"), 0.96 * levelProbability(17, 1000) + 0.04);
    near(await share("is_member = 'm0'", "current"), levelProbability(0, 2));
  });

  it("leaves columns of one row independent of each other", async () => {
    const [row] = await ask(
      "SELECT corr(score, bimodal), corr(score, sensor_b), corr(age, n_items), corr(signal, ln(total)), corr((channel = 'ch0')::INT, (is_member = 'm0')::INT) FROM reference",
    );
    for (const correlation of row ?? [])
      expect(Math.abs(Number(correlation))).toBeLessThan(5 / Math.sqrt(ROWS));
  });

  it("says beside the tables which columns moved and by how many bits", async () => {
    const truth = JSON.parse(await readFile(join(folder, "truth.json"), "utf8")) as Truth;
    const bits = Object.fromEntries(truth.columns.map((column) => [column.name, column.bits]));
    expect(bits.sku).toBe(0);
    expect(bits.channel).toBe("Infinity");
    expect(bits.order_id).toBeNull();
    expect(bits.score).toBeCloseTo(0.02885390081777927, 15); // 0.2**2 / 2 / ln 2
  });

  it("refuses rows and seeds that would overlap other streams", async () => {
    await expect(generate({ rows: 0, out: folder })).rejects.toThrow("generate: rows 0 is not allowed");
    await expect(generate({ rows: 10, out: folder, seed: -1 })).rejects.toThrow(
      "generate: seed -1 is not allowed",
    );
  });
});
