import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { looksLikeParquet, readTokens } from "../../src/parquet/read-tokens.ts";
import { writeTokens } from "../../src/parquet/write-tokens.ts";
import { makeTable, randomRows } from "../make-table.ts";

const folder = mkdtempSync(join(tmpdir(), "tokens-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

const rows = randomRows(7, 30, 1);
const texts = rows.map((_, i) => `t${i}\n`);
const plain = makeTable(rows, { texts, notes: ["a note"], noiseFloor: 1e-4 });
const { kl } = plain.divergence;
const truncated = makeTable(rows.slice(0, 50), {
  model: "other",
  vocabulary: null,
  texts: texts.slice(0, 50),
  bounds: {
    kl: { low: kl.slice(0, 50).map((x) => x / 2), high: new Float64Array(50).fill(Number.POSITIVE_INFINITY) },
  },
});

describe("a file of tokens", () => {
  it("gives back every table to the bit", async () => {
    plain.baseSays.entropy[3] = Number.NaN;
    plain.modelSays.censored[5] = 1;
    const path = file("tokens.parquet");
    await writeTokens(path, [plain, truncated]);
    expect(await looksLikeParquet(path)).toBe(true);
    expect(await readTokens(path)).toEqual([plain, truncated]);
  });

  it("is told from other Parquet files and from other files", async () => {
    const { writeParquet } = await import("@relent/engine");
    const path = file("other.parquet");
    await writeParquet(path, { a: { type: "double", values: Float64Array.of(1) } });
    await expect(readTokens(path)).rejects.toThrow("is Parquet but holds no relent/tokens@1");
    writeFileSync(file("text"), "PARX");
    expect(await looksLikeParquet(file("text"))).toBe(false);
    expect(await looksLikeParquet(file("nowhere"))).toBe(false);
  });

  it("holds tables of one base", async () => {
    await expect(writeTokens(file("x.parquet"), [])).rejects.toThrow("0 tables");
    const other = makeTable(rows, { base: "another" });
    await expect(writeTokens(file("x.parquet"), [plain, other])).rejects.toThrow("bases base and another");
  });
});
