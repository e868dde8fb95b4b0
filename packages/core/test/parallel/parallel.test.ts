import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Batch, kl, logits, renyi, totalVariation, weights } from "../../src/index.ts";
import { parallel, type Threads } from "../../src/parallel/index.ts";

let folder = "";
let worker: URL;

/** Threads run JavaScript: the worker's source is built on its own first. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "relent-worker-"));
  const entry = fileURLToPath(new URL("../../src/parallel/worker.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "silent",
    build: { outDir: folder, minify: false, lib: { entry, formats: ["es"], fileName: () => "worker.mjs" } },
  });
  worker = pathToFileURL(join(folder, "worker.mjs"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function withThreads<T>(n: number, use: (threads: Threads) => Promise<T>): Promise<T> {
  const threads = await parallel(n, { worker });
  try {
    return await use(threads);
  } finally {
    threads.close();
  }
}

const rows = 37;
const cols = 96;
const x = Float32Array.from({ length: rows * cols }, (_, i) => 4 * Math.sin(i * i));
const y = x.map((v, i) => v + Math.cos(i));
const X = logits(x, { cols });
const Y = logits(y, { cols });

describe("parallel", () => {
  it.each([1, 2, 5])("gives with %i threads what one thread gives, to the last bit", async (n) => {
    await withThreads(n, async (threads) => {
      expect(threads.size).toBe(n);
      expect(await threads.kl(X, Y)).toEqual(kl(X, Y));
      expect(await threads.renyi(X, Y, 2, { base: 2 })).toEqual(renyi(X, Y, 2, { base: 2 }));
      expect(await threads.totalVariation(X, logits(y.slice(0, cols)))).toEqual(
        totalVariation(X, logits(y.slice(0, cols))),
      );
    });
  });

  it("reads shared memory in place, plain arrays by copy, and leaves the caller's arrays alone", async () => {
    await withThreads(2, async (threads) => {
      const shared = new Float64Array(new SharedArrayBuffer(8 * 40)).fill(1);
      const plain = Array.from({ length: 40 }, (_, i) => 1 + (i % 3));
      const got = await threads.kl(weights(shared, { cols: 4 }), weights(plain, { cols: 4 }));
      expect(got).toEqual(kl(weights(shared, { cols: 4 }), weights(plain, { cols: 4 })));
      await threads.kl(X, Y);
      expect(x.length).toBe(rows * cols);
    });
  });

  it("writes into out, and takes layouts", async () => {
    await withThreads(2, async (threads) => {
      const out = new Float64Array(3);
      const layout = { cols: 2, offset: 1, rowStride: 3 };
      const data = [9, 1, 2, 9, 3, 4, 9, 5, 6];
      expect(await threads.kl(weights(data, layout), weights([1, 1]), { out })).toBe(out);
      expect(out).toEqual(kl(weights(data, layout), weights([1, 1])));
    });
  });

  it("rejects with what the measure throws", async () => {
    await withThreads(2, async (threads) => {
      const bad = threads.kl(weights([1, 1, 1, -1], { cols: 2 }), weights([1, 1]));
      await expect(bad).rejects.toMatchObject({
        name: "RelentError",
        code: "invalid-argument",
        index: 1,
        value: -1,
      });
      await expect(threads.kl(weights([1, 1]) as unknown as Batch, weights([1, 1]))).rejects.toThrow(
        "kl takes a batch",
      );
      await expect(threads.renyi(X, Y, -1)).rejects.toThrow("renyi: order = -1");
    });
    await expect(parallel(0)).rejects.toThrow("threads = 0");
  });

  it("names rows by their place in the whole batch", async () => {
    await withThreads(2, async (threads) => {
      const data = new Float64Array(64).fill(1);
      data[2 * 29 + 1] = -1;
      await expect(threads.kl(weights(data, { cols: 2 }), weights([1, 1]))).rejects.toThrow("p[29][1] = -1");
      const few = weights(data.slice(0, 8), { cols: 2 });
      await expect(threads.kl(weights(data, { cols: 2 }), few)).rejects.toThrow("p has 32 rows and q has 4");
    });
  });

  it("rejects what is open when the threads are closed", async () => {
    const threads = await parallel(1, { worker });
    const open = threads.kl(X, Y);
    threads.close();
    await expect(open).rejects.toMatchObject({ code: "interrupted" });
    await expect(threads.kl(X, Y)).rejects.toMatchObject({ code: "interrupted" });
  });

  it("rejects what is asked of threads that could not start", async () => {
    const threads = await parallel(1, { worker: new URL("none.mjs", worker) });
    await expect(threads.kl(X, Y)).rejects.toThrow("none.mjs");
    await expect(threads.kl(X, Y)).rejects.toThrow("none.mjs");
    threads.close();
  });
});
