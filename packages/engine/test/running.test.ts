import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RelentError } from "@relent/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { duckdb, type Engine } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-running-"));
const slow = "SELECT max(sqrt(a.range) * sqrt(b.range)) AS m FROM range(100000) a, range(100000) b";
let engine: Engine;
beforeAll(async () => {
  engine = await duckdb({ threads: 2, tempDirectory: folder });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function code(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "done",
    (cause: unknown) => (cause instanceof RelentError ? cause.code : cause),
  );
}

describe("stopping", () => {
  it("a signal stops a query, and the engine goes on", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await code(engine.query(slow, { signal: stop.signal }))).toBe("interrupted");
    expect(await engine.query("SELECT 1 AS one")).toEqual({ one: [1] });
  });

  it("a signal that was given before stops everything at once", async () => {
    const signal = AbortSignal.abort();
    const relation = await engine.open({ sql: "SELECT range AS i FROM range(10)" });
    expect(await code(engine.query(slow, { signal }))).toBe("interrupted");
    expect(await code(engine.open({ sql: slow }, { signal }))).toBe("interrupted");
    expect(await code(engine.sample(relation, ["i"], 5, { signal }))).toBe("interrupted");
    expect(await code(engine.columns(relation, ["i"], { signal })[Symbol.asyncIterator]().next())).toBe(
      "interrupted",
    );
  });

  it("a signal stops a conversion", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect(await code(engine.open({ sql: slow }, { signal: stop.signal }))).toBe("interrupted");
  });

  it("a signal stops a stream between chunks", async () => {
    const relation = await engine.open({ sql: "SELECT range AS i FROM range(1000000)" });
    const stop = new AbortController();
    let chunks = 0;
    const reading = (async () => {
      for await (const _ of engine.columns(relation, ["i"], { signal: stop.signal })) {
        chunks += 1;
        stop.abort();
      }
    })();
    expect(await code(reading)).toBe("interrupted");
    expect(chunks).toBe(1);
  });

  it("a stream that is left early ends its statement", async () => {
    const relation = await engine.open({ sql: "SELECT range AS i FROM range(1000000)" });
    for await (const chunk of engine.columns(relation, ["i"])) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(await engine.query("SELECT 1 AS one")).toEqual({ one: [1] });
  });
});

describe("running", () => {
  it("tells progress as fractions that never fall", async () => {
    const seen: number[] = [];
    const stop = new AbortController();
    const enough = (fraction: number) => {
      seen.push(fraction);
      if (fraction > 0.05) {
        stop.abort();
      }
    };
    await engine.query(`COPY (SELECT range AS i FROM range(6000000)) TO '${folder}/big.parquet'`);
    const from = `read_parquet('${folder}/big.parquet')`;
    await code(
      engine.query(
        `SELECT sum(sqrt(sqrt(sqrt(i + 1)))) FROM (SELECT unnest([i, i, i, i, i, i, i, i, i, i]) AS i FROM ${from})`,
        {
          onProgress: enough,
          signal: stop.signal,
        },
      ),
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("runs several statements at a time", async () => {
    const results = await Promise.all(Array.from({ length: 8 }, (_, i) => engine.query(`SELECT ${i} AS i`)));
    expect(results.map(({ i }) => i![0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("streams rows in their order, in chunks of at most 16,384", async () => {
    const relation = await engine.open({ sql: "SELECT range AS i, range % 3 AS j FROM range(300000)" });
    let next = 0;
    let ordered = true;
    for await (const { length, columns } of engine.columns(relation, ["i"])) {
      expect(length).toBeLessThanOrEqual(16384);
      for (const i of columns[0]!.values as Float64Array) {
        ordered &&= i === next++;
      }
    }
    expect([ordered, next]).toEqual([true, 300000]);
  });

  it("streams nothing from an empty table, and only lengths where no column is named", async () => {
    const none = await engine.open({ sql: "SELECT range AS i FROM range(0)" });
    for await (const _ of engine.columns(none, ["i"])) {
      throw new Error("a chunk came from an empty table");
    }
    const some = await engine.open({ sql: "SELECT range AS i FROM range(5)" });
    const lengths: number[] = [];
    for await (const chunk of engine.columns(some, [])) {
      lengths.push(chunk.length);
    }
    expect(lengths).toEqual([5]);
  });

  it("holds one chunk of memory at a time while streaming", async () => {
    const relation = await engine.open(`${folder}/big.parquet`);
    let most = 0;
    let chunks = 0;
    for await (const _ of engine.columns(relation, ["i"])) {
      chunks += 1;
      if (chunks % 50 === 0) {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    }
    expect(chunks).toBeGreaterThan(300);
    expect(most).toBeLessThan(100e6);
  });
});

describe("an engine", () => {
  it("fetches and loads no extension", async () => {
    const { value } = await engine.query(
      "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions')",
    );
    expect(value).toEqual(["false", "false"]);
  });

  it("spills to its own folder, which close() removes", async () => {
    const own = mkdtempSync(join(folder, "own-"));
    const other = await duckdb({ threads: 1, memoryLimit: "100MB", tempDirectory: own });
    expect(readdirSync(own)).toEqual([]);
    await other.open({ sql: "SELECT 1 AS one" });
    expect(readdirSync(own)).toHaveLength(1);
    await other.close();
    expect(readdirSync(own)).toEqual([]);
    expect(existsSync(own)).toBe(true);
  });

  it.each([
    [{ threads: 0 }, /^duckdb: threads = 0; a whole number of at least 1 is allowed$/],
    [{ threads: 1.5 }, /^duckdb: threads = 1\.5; a whole number of at least 1/],
    [{ memoryLimit: "lots" }, /^duckdb: memoryLimit = "lots" is refused; write it as "300MB" or "2GB"$/],
  ])("refuses %o", async (options, message) => {
    await expect(duckdb(options)).rejects.toThrow(message);
  });
});
