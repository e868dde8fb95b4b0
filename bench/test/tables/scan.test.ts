import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { BENCH_COLUMNS } from "../../src/tables/columns.ts";
import { generate } from "../../src/tables/generate.ts";
import { scanSql } from "../../src/tables/scan.ts";

describe("the scan floor", () => {
  it("decodes every column of Parquet and of CSV: one aggregate each that no statistic can answer", async () => {
    const folder = await mkdtemp(join(tmpdir(), "relent-bench-test-"));
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    try {
      await generate({ rows: 500, out: folder, csv: true });
      for (const file of ["reference.parquet", "reference.csv"]) {
        const sql = await scanSql(connection, join(folder, file));
        const [row] = (await connection.runAndReadAll(sql)).getRowsJS();
        expect(row).toHaveLength(BENCH_COLUMNS.length);
        expect(row?.every((value) => value !== null)).toBe(true);
        for (const { name } of BENCH_COLUMNS)
          expect(sql).toMatch(new RegExp(`sum\\((strlen\\(|epoch_us\\()?"${name}"`));
        const plan = (await connection.runAndReadAll(`EXPLAIN ${sql}`)).getRowsJS().flat().join("");
        expect(plan).toMatch(/READ_PARQUET|READ_CSV/);
      }
    } finally {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
