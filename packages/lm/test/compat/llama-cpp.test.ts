import { describe, expect, test } from "vitest";
import { formatLlamaCpp } from "../../src/compat/format-llama-cpp.ts";
import { llamaCppStatistics } from "../../src/compat/llama-cpp-statistics.ts";
import { writeKld } from "../../src/kld/write-kld.ts";
import { openRecording } from "../../src/open-recording.ts";
import type { FullRecording } from "../../src/recording.ts";
import {
  expected,
  fixture,
  floats,
  inFolder,
  npyOf,
  planes,
  put,
  rowsOf,
  writeSynthetic,
} from "../oracle.ts";

const opened = async (path: string): Promise<FullRecording> => (await openRecording(path)) as FullRecording;
const realLogits = (): Float32Array => planes(fixture("real-q4_0-logits.f32.planes.gz"));
const printed = fixture("real-printed.txt").toString();

/** The numbers of a line. */
const numbers = (text: string): number[] => (text.match(/-?\d+\.\d+/g) ?? []).map(Number);

describe("a run of llama-perplexity --kl-divergence", () => {
  test("of a real model against its Q4_0 is printed again to the letter", () =>
    inFolder(async (folder) => {
      const base = await opened(put(folder, "base.kld", fixture("real-base.kld.gz")));
      const model = await opened(put(folder, "q4_0.npy", npyOf(realLogits(), 2048)));
      expect(formatLlamaCpp(await llamaCppStatistics(base, model))).toBe(printed);
    }));

  test("is matched by two files alone within the rounding of the second", () =>
    inFolder(async (folder) => {
      const base = await opened(put(folder, "base.kld", fixture("real-base.kld.gz")));
      const tokens = fixture("real-base.kld.gz").subarray(20, 20 + 4 * 512);
      const head = { context: 128, vocabulary: 2048, tokens: new Int32Array(new Uint8Array(tokens).buffer) };
      await writeKld(`${folder}/q4_0.kld`, head, rowsOf(realLogits(), 2048));
      const text = formatLlamaCpp(await llamaCppStatistics(base, await opened(`${folder}/q4_0.kld`)));
      const ours = text.split("\n").find((line) => line.startsWith("Mean    KLD"))!;
      const theirs = printed.split("\n").find((line) => line.startsWith("Mean    KLD"))!;
      expect(Math.abs(numbers(ours)[0]! - numbers(theirs)[0]!)).toBeLessThanOrEqual(2e-6);
    }));
});

describe.each(["v101", "v256"] as const)(
  "the statistics of %s, by a NumPy twin of llama.cpp's arithmetic",
  (name) => {
    const { n_vocab, llama_semantics_f32: truth } = expected(name);

    /** One unit of single precision at probabilities of up to 1, and 2e-6 of larger figures: NumPy rounds exp otherwise. */
    const near = (a: unknown, b: unknown): void => {
      const [x, y] = [a as number, b as number];
      expect(Math.abs(x - y)).toBeLessThanOrEqual(2e-6 * Math.abs(y) + 1.2e-7);
    };

    test("to single precision", () =>
      inFolder(async (folder) => {
        const base = await opened(await writeSynthetic(folder, name, "base"));
        const logits = floats(fixture(`${name}-quant-logits.f32.gz`));
        const ours = await llamaCppStatistics(
          base,
          await opened(put(folder, "q.npy", npyOf(logits, n_vocab))),
        );
        const pairs: readonly (readonly [readonly [number, number], string])[] = [
          [ours.perplexity, "mean_ppl_q"],
          [ours.perplexityBase, "mean_ppl_base"],
          [ours.logRatio, "ln_ppl_ratio"],
          [ours.ratio, "ppl_ratio"],
          [ours.difference, "ppl_diff"],
          [ours.kld, "kld_mean"],
          [ours.dp, "dp_mean"],
          [ours.dpRms, "dp_rms"],
          [ours.sameTop, "same_top"],
        ];
        for (const [figure, key] of pairs)
          for (const i of [0, 1] as const) near(figure[i], (truth[key] as number[])[i]);
        near(ours.correlation, truth.cor_ln_ppl);
        expect(ours.count).toBe(truth.count);
        for (const [quantiles, key] of [
          [ours.kldQuantiles, "kld"],
          [ours.dpQuantiles, "dp"],
        ] as const) {
          const theirs = Object.values(truth[key] as Record<string, number>);
          for (const [i, value] of Object.values(quantiles).entries()) near(value, theirs[i]);
        }
      }));
  },
);

describe("as llama.cpp", () => {
  test("prints no tables for fewer than 100 tokens", () =>
    inFolder(async (folder) => {
      const tokens = new Array<number>(8).fill(1);
      const rows = [
        [0, 1],
        [1, 0],
        [2, 0],
      ];
      await writeKld(`${folder}/a.kld`, { context: 8, vocabulary: 2, tokens }, rows);
      const base = await opened(`${folder}/a.kld`);
      const text = formatLlamaCpp(await llamaCppStatistics(base, base));
      expect(text.split("\n")).toHaveLength(4);
      expect(text).toContain("   1 ");
    }));

  test("it takes a .kld file alone as the base", () =>
    inFolder(async (folder) => {
      const logits = await opened(put(folder, "a.npy", npyOf(Float32Array.of(0, 1), 2)));
      await expect(llamaCppStatistics(logits, logits)).rejects.toThrow(
        /NumPy logits; a .kld file of llama.cpp is allowed/,
      );
    }));
});
