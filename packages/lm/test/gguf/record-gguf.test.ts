import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKld, recordGguf } from "../../src/index.ts";
import { fakeLlama, logitAfter } from "./fake-llama.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-gguf-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT = "thequickbrownfoxjumpsoverthelazydog";
const at = (name: string): string => join(folder, name);
const numbersOf = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0) - 96);

describe("recording a GGUF model", () => {
  it("shows each chunk with BOS in its first place and scores its second half", async () => {
    const { module, log } = fakeLlama();
    const told = await recordGguf("fake.gguf", TEXT, at("a.kld"), { context: 8, llama: module });
    // 35 letters and a BOS: 4 chunks of 8; 8 − 1 − 4 rows each.
    expect(told).toEqual({ path: at("a.kld"), context: 8, vocabulary: 27, chunks: 4, rows: 12 });
    const all = [0, ...numbersOf(TEXT)];
    expect(log.evaluated).toHaveLength(4);
    log.evaluated.forEach((input, chunk) => {
      const tokens = input.map((item) => (typeof item === "number" ? item : item[0]));
      expect(tokens).toEqual([0, ...all.slice(8 * chunk + 1, 8 * chunk + 8)]);
      expect(input.map((item) => typeof item !== "number")).toEqual([..."00001110"].map((x) => x === "1"));
    });
    expect(log.contexts).toEqual([{ contextSize: 8, batchSize: 8, sequences: 1 }]);
  });

  it("writes the model's probabilities and the text's own tokens", async () => {
    const { module } = fakeLlama();
    await recordGguf("fake.gguf", TEXT, at("b.kld"), { context: 8, llama: module });
    const recording = await openKld(at("b.kld"));
    const all = [0, ...numbersOf(TEXT)];
    const row = new Float64Array(27);
    for (let i = 0; i < recording.rows; i++) {
      const [chunk, position] = [Math.floor(i / 3), 4 + (i % 3)];
      expect(recording.targets![i]).toBe(all[8 * chunk + position + 1]);
      await recording.logProbabilities(i, row);
      const context = [0, ...all.slice(8 * chunk + 1, 8 * chunk + position + 1)];
      const logits = Array.from(row, (_, token) => logitAfter(context, token));
      const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      // Codes are 6 nats/65,535 apart.
      logits.forEach((logit, token) => {
        expect(row[token]).toBeCloseTo(logit - total, 3);
      });
    }
    await recording.close();
  });

  it("puts no BOS where the model wants none", async () => {
    const { module, log } = fakeLlama({ prepends: false });
    await recordGguf("fake.gguf", TEXT, at("c.kld"), { context: 8, chunks: 1, llama: module });
    const shown = log.evaluated[0]!.map((item) => (typeof item === "number" ? item : item[0]));
    expect(shown).toEqual(numbersOf(TEXT).slice(0, 8));
    expect(log.evaluated).toHaveLength(1);
  });

  it("empties every list of logits, ends the library, and hears how far it is", async () => {
    const { module, log } = fakeLlama();
    const heard: number[] = [];
    await recordGguf("fake.gguf", TEXT, at("d.kld"), {
      context: 8,
      llama: module,
      gpu: false,
      progress: (done) => heard.push(done),
    });
    expect(log.held.every((logits) => logits.size === 0)).toBe(true);
    expect(log.disposed).toBe(1);
    expect(heard).toEqual([0.25, 0.5, 0.75, 1]);
    expect(log.options).toMatchObject([{ gpu: false, build: "never", skipDownload: true }]);
  });

  it.each([
    [{ context: 20 }, {}, "has 36 tokens; a context of 20 needs at least 40"],
    [{ context: 3 }, {}, "context = 3; it must be a whole number of at least 4"],
    [{ context: 8, chunks: 0 }, {}, "chunks = 0; it must be at least 1"],
    [{ context: 8 }, { leavesOut: 5 }, "no number for token 5"],
    [{ context: 8 }, { silent: 5 }, "no logits at position 5"],
    [
      { context: 8 },
      { refusesToLoad: true },
      "fake.gguf could not be loaded as a GGUF model: invalid magic number",
    ],
  ])("says what is wrong and writes nothing: %o %o", async (options, fake, message) => {
    const { module, log } = fakeLlama(fake);
    const before = readdirSync(folder);
    await expect(recordGguf("fake.gguf", TEXT, at("e.kld"), { ...options, llama: module })).rejects.toThrow(
      message,
    );
    expect(readdirSync(folder)).toEqual(before);
    expect(log.disposed).toBe(1);
  });

  it("stops between chunks when it is told to, and leaves no file", async () => {
    const stop = new AbortController();
    const { module, log } = fakeLlama();
    const recorded = recordGguf("fake.gguf", TEXT, at("f.kld"), {
      context: 8,
      llama: module,
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(recorded).rejects.toMatchObject({ code: "interrupted" });
    expect(log.evaluated).toHaveLength(1);
    expect(log.disposed).toBe(1);
    expect(existsSync(at("f.kld"))).toBe(false);
  });
});

const isInstalled = ((): boolean => {
  try {
    return createRequire(join(process.cwd(), "package.json")).resolve("node-llama-cpp") !== "";
  } catch {
    return false;
  }
})();

it.skipIf(isInstalled)("says how to install the library where it is missing", async () => {
  await expect(recordGguf("fake.gguf", TEXT, at("g.kld"))).rejects.toThrow(
    "node-llama-cpp, which runs GGUF models, is not installed; install it in this folder: npm install node-llama-cpp",
  );
});

const MODELS = join(import.meta.dirname, "../../../../../shared");
const REAL = {
  model: join(MODELS, "data/lm/tiny-f32.gguf"),
  text: join(MODELS, "data/lm/test.txt"),
  base: join(MODELS, "oracles/lm/real/real_base4.kld"),
};
const runs = isInstalled && Object.values(REAL).every((path) => existsSync(path));
if (!runs) {
  console.log("skipped: a real GGUF model, which needs node-llama-cpp in NODE_PATH and the shared models");
}

it.runIf(runs)("writes the file that llama-perplexity writes, to the byte", async () => {
  await recordGguf(REAL.model, readFileSync(REAL.text, "utf8"), at("real.kld"), {
    context: 128,
    chunks: 4,
    gpu: false,
  });
  const hash = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");
  expect(hash(at("real.kld"))).toBe(hash(REAL.base));
});
