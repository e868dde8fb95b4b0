import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { duckdb, writeParquet } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "write-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

describe("writeParquet", () => {
  it("writes every type so that it reads back to the bit, NaN as NULL, over many chunks", async () => {
    const n = 5000;
    const values = Float64Array.from({ length: n }, (_, i) => Math.sqrt(i) / 3);
    values[1] = Number.NaN;
    values[2] = Number.POSITIVE_INFINITY;
    const path = file("a'b.parquet");
    await writeParquet(path, {
      value: { type: "double", values },
      id: { type: "integer", values: Int32Array.from({ length: n }, (_, i) => i - 1) },
      flag: { type: "boolean", values: Uint8Array.from({ length: n }, (_, i) => i % 2) },
      text: {
        type: "string",
        values: Array.from({ length: n }, (_, i) => (i === 0 ? "é\n\u0000'" : `t${i}`)),
      },
    });
    const engine = await duckdb();
    try {
      const relation = await engine.open(path);
      const [value, id, flag, text] = [[], [], [], []] as unknown[][];
      for await (const { columns } of engine.columns(relation, ["value", "id", "flag", "text"])) {
        for (const [i, list] of [value, id, flag, text].entries()) list!.push(...columns[i]!.values);
      }
      expect(value).toEqual([...values]);
      expect(id!.slice(0, 3)).toEqual([-1, 0, 1]);
      expect(flag!.slice(0, 3)).toEqual(["false", "true", "false"]);
      expect(text![0]).toBe("é\n\u0000'");
      expect(text).toHaveLength(n);
    } finally {
      await engine.close();
    }
  });

  it("carries metadata", async () => {
    const path = file("meta.parquet");
    const metadata = { schema: "x@1", name: "it's" };
    await writeParquet(path, { a: { type: "double", values: Float64Array.of(1) } }, { metadata });
    const engine = await duckdb();
    const read = await engine.query(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${path}') ORDER BY 1`,
    );
    await engine.close();
    expect(read).toMatchObject({ key: ["name", "schema"], value: ["it's", "x@1"] });
  });

  it("refuses columns of different lengths, and leaves what was there where it fails", async () => {
    const path = file("kept.parquet");
    writeFileSync(path, "old");
    const columns = {
      a: { type: "double", values: Float64Array.of(1) },
      b: { type: "integer", values: Int32Array.of(1, 2) },
    } as const;
    await expect(writeParquet(path, columns)).rejects.toThrow("column b has 2 values and a 1");
    await expect(writeParquet(path, {})).rejects.toThrow("0 columns");
    await expect(writeParquet(path, { a: columns.a }, { signal: AbortSignal.abort() })).rejects.toMatchObject(
      { code: "interrupted" },
    );
    await expect(writeParquet(file("no/where.parquet"), { a: columns.a })).rejects.toMatchObject({
      code: "unwritable",
    });
    expect(existsSync(path)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  });
});
