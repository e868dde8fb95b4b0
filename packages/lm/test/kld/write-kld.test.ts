import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kldLayout } from "../../src/kld/layout.ts";
import { openKld, readTokens } from "../../src/kld/read-kld.ts";
import { writeKld } from "../../src/kld/write-kld.ts";
import { expected, fixture, inFolder, planes, put, rowsOf, writeSynthetic } from "../oracle.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("the file written is llama.cpp's to the byte", () => {
  /**
   * The oracle's files were written with NumPy's exp of single precision, which is off by some units in the last place; in one
   * row of each base it takes the sum over a boundary of rounding, so that the row's floor is one unit away from what glibc's
   * expf, which llama.cpp calls, and ours give. All other bytes are the same.
   */
  const NUMPY: Readonly<Record<string, readonly [row: number, floor: number]>> = {
    "v101 base.kld": [137, -16.82151985168457],
    "v256 base.kld": [51, -15.60428237915039],
    "v101 base_ik24.kld": [137, -20.024747848510742],
    "v256 base_ik24.kld": [51, -15.60428237915039],
  };

  test.each([
    ["v101", "base.kld", "base", 16],
    ["v101", "quant.kld", "quant", 16],
    ["v101", "base_ik24.kld", "base", 24],
    ["v256", "base.kld", "base", 16],
    ["v256", "quant.kld", "quant", 16],
    ["v256", "base_ik24.kld", "base", 24],
  ] as const)("%s: %s", (name, file, side, clip) =>
    inFolder(async (folder) => {
      const bytes = readFileSync(await writeSynthetic(folder, name, side, clip));
      const { n_ctx, n_vocab, n_chunk, sha256: sums } = expected(name);
      const numpy = NUMPY[`${name} ${file}`];
      if (numpy !== undefined) {
        const [row, floor] = numpy;
        const { rowsAt, rowBytes } = kldLayout(n_ctx, n_vocab, n_chunk);
        const at = rowsAt + row * rowBytes + 4;
        expect(Math.abs(bytes.readFloatLE(at) - floor)).toBeLessThan(2e-6);
        bytes.writeFloatLE(floor, at);
      }
      expect(sha256(bytes)).toBe(sums[file]);
    }),
  );

  test("the Q4_0 of a real model, of 2048 tokens", () =>
    inFolder(async (folder) => {
      const { tokens, layout } = await readTokens(put(folder, "base", fixture("real-base.kld.gz")));
      const path = join(folder, "q4_0.kld");
      const logits = planes(fixture("real-q4_0-logits.f32.planes.gz"));
      await writeKld(path, { context: layout.context, vocabulary: 2048, tokens }, rowsOf(logits, 2048));
      // The checksum of what llama-perplexity 0.5.0 wrote of that model on the same tokens.
      expect(sha256(readFileSync(path))).toBe(
        "0bf8f4ec6a36eb2b1a2d4364950f98fa8f0f24ef2b586dca33f213278d4f1f6f",
      );
    }));
});

describe("what is written can be read", () => {
  const logit = fc.double({ min: -50, max: 50, noNaN: true }).map(Math.fround);

  test("within half a step of any logits", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(logit, { minLength: 1, maxLength: 40 }), async (logits) =>
        inFolder(async (folder) => {
          const path = join(folder, "a.kld");
          const vocabulary = logits.length;
          await writeKld(path, { context: 3, vocabulary, tokens: [0, 0, 0] }, [logits]);
          const recording = await openKld(path);
          const out = new Float64Array(vocabulary);
          await recording.logProbabilities(0, out);
          await recording.close();
          const top = Math.max(...logits);
          const log = top + Math.log(logits.reduce((sum, x) => sum + Math.exp(x - top), 0));
          for (const [i, x] of logits.entries()) {
            if (out[i] === -Infinity) expect(x).toBeLessThanOrEqual(top - 15.9997);
            else expect(Math.abs(out[i]! - (x - log))).toBeLessThanOrEqual(16 / 131070 + 1e-5);
          }
        }),
      ),
      { numRuns: 60 },
    );
  });
});

describe("what cannot be written", () => {
  const head = { context: 4, vocabulary: 2, tokens: [0, 1, 0, 1] };

  test.each<[string, object, number[][], RegExp]>([
    ["too few rows", {}, [], /writeKld: 0 rows for 1 chunks; 1 are needed/],
    [
      "too many rows",
      {},
      [
        [0, 1],
        [0, 1],
      ],
      /row 1 has 2 logits; 1 rows of 2 are allowed/,
    ],
    ["NaN", {}, [[0, Number.NaN]], /row 0 has the logit NaN at token 1/],
    ["no probability at all", {}, [[-Infinity, -Infinity]], /row 0 has no finite logit/],
    ["a part of a chunk", { tokens: [0, 1, 0] }, [], /3 tokens; whole chunks of 4 are allowed/],
    ["no context", { context: 2 }, [], /context = 2; a whole number of at least 3/],
  ])("%s: refused, and the file that was there stays", (_, change, rows, message) =>
    inFolder(async (folder) => {
      const path = join(folder, "old.kld");
      writeFileSync(path, "old");
      await expect(writeKld(path, { ...head, ...change }, rows)).rejects.toThrow(message);
      expect(readdirSync(folder)).toEqual(["old.kld"]);
      expect(readFileSync(path, "utf8")).toBe("old");
    }),
  );

  test("in a folder that is not there", async () => {
    await expect(writeKld("/nowhere/a.kld", head, [[0, 1]])).rejects.toMatchObject({ code: "unwritable" });
  });
});
