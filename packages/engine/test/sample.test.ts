import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine, type Relation } from "../src/index.ts";
import { stripeRanges } from "../src/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-sample-"));
const parts = join(folder, "parts");
let engine: Engine;
let parquet: Relation;

async function numbers(relation: Relation, rows: number): Promise<readonly number[]> {
  const [column] = await engine.sample(relation, ["i"], rows);
  return Array.from(column!.values as Float64Array);
}

beforeAll(async () => {
  engine = await duckdb({ threads: 2 });
  mkdirSync(parts);
  await engine.query(
    `COPY (SELECT range AS i, range % 10 AS d FROM range(400000)) TO '${parts}/a.parquet' (ROW_GROUP_SIZE 20480)`,
  );
  await engine.query(
    `COPY (SELECT 400000 + range AS i, 'b' AS s FROM range(100000)) TO '${parts}/b.parquet'`,
  );
  parquet = await engine.open(parts);
  await engine.query(`ATTACH '${folder}/t.duckdb' AS t`);
  await engine.query("CREATE TABLE t.t AS SELECT range AS i, range % 10 AS d FROM range(500000)");
  await engine.query("CREATE VIEW t.v AS SELECT i, d FROM t.t WHERE d <> 5");
  await engine.query("DETACH t");
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

describe("stripes", () => {
  it("cover everything where that was asked for, else lie evenly from the first row to the last", () => {
    expect(stripeRanges(100, 100)).toEqual([[0, 100]]);
    expect(stripeRanges(1000, 80)[0]).toEqual([0, 10]);
    expect(stripeRanges(1000, 80)).toHaveLength(8);
    expect(stripeRanges(1000, 80).at(-1)).toEqual([990, 10]);
  });

  it("never overlap and never leave the table", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 2e5 }), (total, wanted) => {
        const ranges = stripeRanges(total, wanted);
        let end = 0;
        for (const [start, count] of ranges) {
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + count;
        }
        expect(end).toBeLessThanOrEqual(total);
        expect(ranges.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(
          Math.min(wanted, total),
        );
      }),
    );
  });
});

describe("a sample", () => {
  it.each(["files", "table"])(
    "of %s is the same each time, in row order, and reaches both ends",
    async (kind) => {
      const relation = kind === "files" ? parquet : await engine.open(`${folder}/t.duckdb::t`);
      const first = await numbers(relation, 1600);
      expect(await numbers(relation, 1600)).toEqual(first);
      expect(first).toHaveLength(1600);
      expect(first).toEqual([...first].sort((a, b) => a - b));
      expect([first[0], first.at(-1)]).toEqual([0, 499999]);
      expect(relation.rowsHint).toBe(500000);
    },
  );

  it("of few rows is all of them", async () => {
    const few = await engine.open({ sql: "SELECT range AS i FROM range(5)" });
    expect(await numbers(few, 1000)).toEqual([0, 1, 2, 3, 4]);
    expect(few.rowsHint).toBe(5);
  });

  it("of no rows is empty", async () => {
    const none = await engine.open({ sql: "SELECT range AS i FROM range(0)" });
    expect(await numbers(none, 1000)).toEqual([]);
  });

  it("under a condition holds about as many rows, all of which meet it", async () => {
    const [table, files] = await Promise.all([
      engine.open(`${folder}/t.duckdb::t`, { where: "d = 3" }),
      engine.open(parts, { where: "d = 3", columns: ["i"] }),
    ]);
    for (const relation of [table, files]) {
      const found = await numbers(relation, 1600);
      expect(found.every((i) => i % 10 === 3)).toBe(true);
      expect(found.length).toBeGreaterThanOrEqual(1600);
      expect(found.length).toBeLessThanOrEqual(1616);
    }
  });

  it("under a condition that few rows meet holds all of those", async () => {
    const rare = await engine.open(parts, { where: "i IN (17, 250001, 499998)" });
    expect(await numbers(rare, 1600)).toEqual([17, 250001, 499998]);
  });

  it("of files with different columns has nulls where a file lacks one", async () => {
    const [i, s] = await engine.sample(parquet, ["i", "s"], 1600);
    const values = i!.values as Float64Array;
    expect(Array.from(s!.valid!)).toEqual(Array.from(values, (each) => (each >= 400000 ? 1 : 0)));
  });

  it("of a view is a sample of its result", async () => {
    const view = await engine.open(`${folder}/t.duckdb::v`);
    expect(view.rowsHint).toBe(450000);
    expect((await numbers(view, 1600)).every((i) => i % 10 !== 5)).toBe(true);
  });
});
