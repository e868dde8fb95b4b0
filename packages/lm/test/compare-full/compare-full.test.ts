import { beforeEach, describe, expect, test } from "vitest";
import { chooseCodeKernel } from "../../src/compare-full/code-kernel.ts";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { writeKld } from "../../src/kld/write-kld.ts";
import type { FullRecording } from "../../src/recording.ts";
import { TOKEN_DIVERGENCES, type TokenTable } from "../../src/token-table.ts";
import {
  expected,
  fixture,
  floats,
  held,
  inFolder,
  mean,
  npyOf,
  opened,
  planes,
  put,
  rowsOf,
  writeSynthetic,
} from "../oracle.ts";

type Name = "v101" | "v256";
const NAMES: readonly Name[] = ["v101", "v256"];

const logitsOf = (name: Name, side: "base" | "quant"): FullRecording =>
  held(floats(fixture(`${name}-${side}-logits.f32.gz`)), expected(name).n_vocab);

const kldOf = async (folder: string, name: Name, side: "base" | "quant", clip: 16 | 24 = 16) =>
  opened(await writeSynthetic(folder, name, side, clip));

/** Greatest difference of two columns where the oracle tells a number. */
function apart(ours: ArrayLike<number>, theirs: readonly (number | null)[]): number {
  return Math.max(...theirs.map((x, i) => (x === null ? 0 : Math.abs(ours[i]! - x))));
}

beforeEach(() => chooseCodeKernel("auto"));

describe.each(NAMES)("exact logits of %s", (name) => {
  const { per_row_float64: truth, float64 } = expected(name);

  test("give NumPy's double precision figures at every row", async () => {
    const { divergence, noiseFloor } = await compareFull(logitsOf(name, "base"), logitsOf(name, "quant"));
    expect(apart(divergence.kl, truth.kld_exact!)).toBeLessThan(2e-15);
    expect(apart(divergence.jensenShannon, truth.js!)).toBeLessThan(1e-15);
    expect(apart(divergence.reverseKl, truth.kl_reverse!)).toBeLessThan(2e-15);
    expect(Math.abs(mean(divergence.kl) - float64.kld_exact_mean!)).toBeLessThan(1e-16);
    expect(noiseFloor).toBe(0);
  });

  test("say Infinity where the base has a logit of -Infinity that the model has not", async () => {
    const { divergence } = await compareFull(logitsOf(name, "base"), logitsOf(name, "quant"));
    const infinite = truth.kl_reverse!.flatMap((x, row) => (x === null ? [row] : []));
    expect(infinite).toEqual([3]);
    expect(divergence.reverseKl[3]).toBe(Number.POSITIVE_INFINITY);
    expect(divergence.kl[3]).toBeCloseTo(truth.kld_exact![3]!, 14);
  });
});

/** What each pair of files is, and how far from the exact figures a row may be by its own figures and the files' steps. */
const PAIRS: readonly (readonly [
  string,
  (folder: string, name: Name) => Promise<readonly [FullRecording, FullRecording]>,
])[] = [
  ["two files", async (f, n) => [await kldOf(f, n, "base"), await kldOf(f, n, "quant")]],
  ["ik_llama's base", async (f, n) => [await kldOf(f, n, "base", 24), await kldOf(f, n, "quant")]],
  ["two of ik_llama's", async (f, n) => [await kldOf(f, n, "base", 24), await kldOf(f, n, "quant", 24)]],
  ["a file and logits", async (f, n) => [await kldOf(f, n, "base"), logitsOf(n, "quant")]],
  ["ik_llama's file and logits", async (f, n) => [await kldOf(f, n, "base", 24), logitsOf(n, "quant")]],
  ["logits and a file", async (f, n) => [logitsOf(n, "base"), await kldOf(f, n, "quant")]],
];

describe.each(NAMES)("files of %s", (name) => {
  const { per_row_float64: truth, float64 } = expected(name);

  test.each(PAIRS)(
    "%s: every row is within what rounding can do, and the mean within the noise floor",
    (_, pair) =>
      inFolder(async (folder) => {
        const { divergence, noiseFloor } = await compareFull(...(await pair(folder, name)));
        for (const [row, exact] of truth.kld_exact!.entries()) {
          const step = 1.9e-4;
          const allowed = 2 * step * Math.sqrt(2 * exact!) + step * exact! + 2 * step * step;
          // Rows that were cut may lack what their clipped entries add: less than 2e-7 here.
          expect(Math.abs(divergence.kl[row]! - exact!)).toBeLessThan(allowed + 2e-7);
        }
        expect(Math.abs(mean(divergence.kl) - float64.kld_exact_mean!)).toBeLessThan(noiseFloor);
        expect(Math.abs(mean(divergence.jensenShannon) - float64.js_mean!)).toBeLessThan(noiseFloor);
      }),
  );

  test("a clipped base beside exact logits is not led astray by its tail, as taking code 0 for a probability is", () =>
    inFolder(async (folder) => {
      const { divergence } = await compareFull(await kldOf(folder, name, "base"), logitsOf(name, "quant"));
      const ours = Math.abs(mean(divergence.kl) - float64.kld_exact_mean!);
      const naive = Math.abs(float64.kld_dequant_renorm_base_vs_f32_quant_mean! - float64.kld_exact_mean!);
      expect(ours).toBeLessThan(naive / 20);
    }));

  test("surprisals and perplexities are the logits'", () =>
    inFolder(async (folder) => {
      const { baseSays, modelSays } = await compareFull(
        await kldOf(folder, name, "base"),
        await kldOf(folder, name, "quant"),
      );
      for (const [says, surprisals, perplexity] of [
        [baseSays, truth.nll_base!, float64.ppl_base!],
        [modelSays, truth.nll_q!, float64.ppl_q!],
      ] as const) {
        for (const [row, exact] of surprisals.entries()) {
          if (says.censored[row] === 1) expect(says.surprisal[row]!).toBeLessThanOrEqual(exact! + 1e-4);
          else expect(Math.abs(says.surprisal[row]! - exact!)).toBeLessThan(1.3e-4);
        }
        expect(Math.exp(mean(says.surprisal))).toBeCloseTo(perplexity, 3);
      }
    }));

  test("plain JavaScript, WebAssembly and the way by decoding agree to single precision", () =>
    inFolder(async (folder) => {
      const [base, quant] = [await kldOf(folder, name, "base"), await kldOf(folder, name, "quant", 24)];
      chooseCodeKernel("simd");
      const simd = await compareFull(base, quant);
      chooseCodeKernel("js");
      const plain = await compareFull(base, quant);
      const decoded = await compareFull({ ...base }, quant);
      for (const figure of TOKEN_DIVERGENCES) {
        for (let row = 0; row < simd.length; row++) {
          const [a, b, c] = [simd, plain, decoded].map((table) => table.divergence[figure][row]!);
          expect(Math.abs(b! - c!)).toBeLessThan(1e-12);
          expect(Math.abs(a! - b!)).toBeLessThan(
            figure === "totalVariation" ? 2e-6 : 5e-6 * (b! + Math.sqrt(b!)) + 2e-9,
          );
        }
      }
      for (const column of ["surprisal", "entropy", "confidence"] as const) {
        for (const side of ["baseSays", "modelSays"] as const) {
          for (let row = 0; row < simd.length; row++) {
            expect(Math.abs(simd[side][column][row]! - plain[side][column][row]!)).toBeLessThan(5e-6);
            expect(Math.abs(decoded[side][column][row]! - plain[side][column][row]!)).toBeLessThan(1e-11);
          }
        }
      }
      for (const side of ["baseSays", "modelSays"] as const) {
        expect(simd[side].top).toEqual(plain[side].top);
        expect(decoded[side].top).toEqual(plain[side].top);
        expect(simd[side].censored).toEqual(plain[side].censored);
      }
    }));

  test("a recording beside itself is exactly 0 apart", () =>
    inFolder(async (folder) => {
      const base = await kldOf(folder, name, "base");
      for (const [a, b] of [
        [base, base],
        [logitsOf(name, "base"), logitsOf(name, "base")],
      ] as const) {
        const { divergence, noiseFloor } = await compareFull(a, b);
        for (const figure of TOKEN_DIVERGENCES) expect(divergence[figure].every((x) => x === 0)).toBe(true);
        expect(noiseFloor).toBeLessThan(4e-8);
      }
    }));
});

describe("a real model and its Q4_0", () => {
  test("two files give llama.cpp's mean within 2e-6, and the exact one within the noise floor", () =>
    inFolder(async (folder) => {
      const path = put(folder, "base.kld", fixture("real-base.kld.gz"));
      const logits = planes(fixture("real-q4_0-logits.f32.planes.gz"));
      const base = await opened(path);
      const tokens = new Int32Array(
        new Uint8Array(fixture("real-base.kld.gz").subarray(20, 20 + 2048)).buffer,
      );
      await writeKld(`${folder}/q4.kld`, { context: 128, vocabulary: 2048, tokens }, rowsOf(logits, 2048));
      const table = await compareFull(base, await opened(`${folder}/q4.kld`));
      const exact = JSON.parse(fixture("real-expected.json").toString()) as {
        exact_f64_kld_mean: number;
        exact_f64_per_row: number[];
      };
      // "Mean KLD: 0.003509" of real-printed.txt.
      expect(Math.abs(mean(table.divergence.kl) - 0.003509)).toBeLessThan(2e-6);
      expect(Math.abs(mean(table.divergence.kl) - exact.exact_f64_kld_mean)).toBeLessThan(table.noiseFloor);
      expect(apart(table.divergence.kl, exact.exact_f64_per_row)).toBeLessThan(3e-5);
      const mixed = await compareFull(base, await opened(put(folder, "q4.npy", npyOf(logits, 2048))));
      expect(Math.abs(mean(mixed.divergence.kl) - exact.exact_f64_kld_mean)).toBeLessThan(1e-6);
      expect(table.baseSays.top.filter((top, row) => top === table.modelSays.top[row])).toHaveLength(230);
      expect(table.documents).toEqual(["chunk 1", "chunk 2", "chunk 3", "chunk 4"]);
    }));
});

describe("figures that can be had by hand", () => {
  const table = (p: readonly number[], q: readonly number[]): Promise<TokenTable> => {
    const logits = (x: readonly number[]) => held(Float32Array.from(x, Math.log), x.length, Int32Array.of(0));
    return compareFull(logits(p), logits(q));
  };

  test("of (1/2, 1/2) and (1/4, 3/4)", async () => {
    const { divergence, baseSays, modelSays } = await table([0.5, 0.5], [0.25, 0.75]);
    const figures = Object.fromEntries(TOKEN_DIVERGENCES.map((name) => [name, divergence[name][0]!]));
    const near = (name: string, x: number) => expect(figures[name]!, name).toBeCloseTo(x, 7);
    near("kl", 0.5 * Math.log(4 / 3));
    near("reverseKl", 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5));
    near("totalVariation", 0.25);
    near("hellingerSquared", 1 - Math.sqrt(0.125) - Math.sqrt(0.375));
    near("renyi2", Math.log(0.25 / 0.25 + 0.25 / 0.75));
    const half = (a: number, b: number) =>
      0.5 * (a * Math.log((2 * a) / (a + b)) + b * Math.log((2 * b) / (a + b)));
    near("jensenShannon", half(0.5, 0.25) + half(0.5, 0.75));
    expect([baseSays.entropy[0], modelSays.confidence[0], modelSays.top[0]]).toEqual([
      expect.closeTo(Math.LN2, 12),
      expect.closeTo(0.75, 7),
      1,
    ]);
    expect(modelSays.surprisal[0]).toBeCloseTo(Math.log(4), 7);
  });

  test("of two that share nothing", async () => {
    const { divergence } = await table([1, 0], [0, 1]);
    expect(Object.fromEntries(TOKEN_DIVERGENCES.map((name) => [name, divergence[name][0]]))).toEqual({
      kl: Number.POSITIVE_INFINITY,
      reverseKl: Number.POSITIVE_INFINITY,
      jensenShannon: Math.LN2,
      totalVariation: 1,
      hellingerSquared: 1,
      renyi2: Number.POSITIVE_INFINITY,
    });
  });
});

describe("what cannot be compared is refused", () => {
  const rows = (n: number, vocabulary: number, targets?: number[]) =>
    held(new Float32Array(n * vocabulary), vocabulary, targets && Int32Array.from(targets));

  test.each<[string, FullRecording, FullRecording, RegExp]>([
    ["other vocabularies", rows(1, 3), rows(1, 4), /vocabulary of 3 tokens, held of 4; .*--per-byte/],
    [
      "other numbers of rows",
      rows(2, 3),
      rows(3, 3),
      /held has 2 rows, held 3; both must be recorded on the same text/,
    ],
    ["other texts", rows(2, 3, [0, 1]), rows(2, 3, [0, 2]), /at row 1 came token 1 in held, 2 in held/],
  ])("%s", async (_, a, b, message) => {
    await expect(compareFull(a, b)).rejects.toThrow(message);
  });

  test("a comparison can be stopped, and tells how far it is", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const work = compareFull(rows(100, 3), rows(100, 3), {
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        if (done > 40) stop.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: "interrupted" });
    expect(seen).toEqual([0, 16, 32, 48]);
  });

  test("the rows of a file that was cut off are compared, and it is said", () =>
    inFolder(async (folder) => {
      const whole = fixture("v101-base.kld.gz");
      const [a, b] = [
        put(folder, "a.kld", whole),
        put(folder, "b.kld", whole.subarray(0, whole.length - 2000)),
      ];
      const { length, notes } = await compareFull(await opened(a), await opened(b));
      expect(length).toBe(176);
      expect(notes.join("\n")).toMatch(/b.kld: cut off: 176 of 186[\s\S]*the first 176 rows are compared/);
    }));
});
