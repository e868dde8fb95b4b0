import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-test-"));
let engine: Engine;
beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

describe("opening files", () => {
  it("reads a CSV, its types, its rows and a condition on a column that was not asked for", async () => {
    const path = join(folder, "orders.csv");
    writeFileSync(path, "id,amount,city,day\n1,2.5,Oslo,2024-01-02\n2,,Bergen,2024-01-03\n3,-4,Oslo,\n");
    const relation = await engine.open(path);
    expect(relation.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "id integer",
      "amount float",
      "city string",
      "day date",
    ]);
    expect(relation.rowsHint).toBe(3);
    const oslo = await engine.open(path, { columns: ["amount"], where: "city = 'Oslo'" });
    expect(await engine.query(`SELECT sum(amount) AS s, count(*) AS n FROM ${oslo.sql}`)).toEqual({
      s: [-1.5],
      n: [2],
    });
    const [amount, day, city] = await engine.sample(relation, ["amount", "day", "city"], 10);
    expect(amount).toEqual({
      kind: "number",
      values: Float64Array.of(2.5, Number.NaN, -4),
      valid: Uint8Array.of(1, 0, 1),
    });
    expect(day?.values[0]).toBe(Date.UTC(2024, 0, 2) / 1000);
    expect(city).toEqual({ kind: "string", values: ["Oslo", "Bergen", "Oslo"] });
  });

  it("reads JSON lines, a folder of Parquet and a DuckDB table", async () => {
    const json = join(folder, "x.ndjson");
    writeFileSync(json, '{"a":1,"b":"x"}\n{"a":2,"b":null}\n');
    const relation = await engine.open(json);
    expect(await engine.query(`SELECT sum(a) AS s, count(b) AS n FROM ${relation.sql}`)).toEqual({
      s: [3],
      n: [1],
    });
    const parts = join(folder, "parts");
    mkdirSync(parts);
    await engine.query(`COPY (SELECT range AS i, 'x' AS s FROM range(100000)) TO '${parts}/a.parquet'`);
    await engine.query(
      `COPY (SELECT range + 100000 AS i, 2.5 AS extra FROM range(50000)) TO '${parts}/b.parquet'`,
    );
    const both = await engine.open(parts);
    expect(both.rowsHint).toBe(150000);
    const [i, extra] = await engine.sample(both, ["i", "extra"], 1600);
    expect(i?.values.length).toBe(1600);
    expect(Math.max(...(i!.values as Float64Array))).toBe(149999);
    expect(extra?.valid?.reduce((a, b) => a + b)).toBeGreaterThan(400);
    let rows = 0;
    let sum = 0;
    for await (const chunk of engine.columns(both, ["i"])) {
      rows += chunk.length;
      sum += (chunk.columns[0]!.values as Float64Array).reduce((a, b) => a + b, 0);
    }
    expect([rows, sum]).toEqual([150000, (149999 * 150000) / 2]);
    await engine.query(`ATTACH '${folder}/d.duckdb' AS d`);
    await engine.query("CREATE TABLE d.t AS SELECT range AS i FROM range(200000)");
    await engine.query("DETACH d");
    const table = await engine.open(`${folder}/d.duckdb::t`);
    expect(table.sampling).toBe("row-ids");
    expect((await engine.sample(table, ["i"], 320))[0]!.values.length).toBe(320);
  });
});
