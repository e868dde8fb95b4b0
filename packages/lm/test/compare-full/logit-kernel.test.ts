import { readFileSync, writeFileSync } from "node:fs";
import { normalDraw, type Random, random } from "@relent/core/random";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { chooseCodeKernel } from "../../src/compare-full/code-kernel.ts";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { storedPair } from "../../src/compare-full/compare-logits.ts";
import { writeKld } from "../../src/kld/write-kld.ts";
import { TOKEN_DIVERGENCES, type TokenTable } from "../../src/token-table.ts";
import { inFolder, npyOf, opened, put } from "../oracle.ts";

/** A file of one row a context of 4, as `.kld` has it: the rows of the second half of each context but its last token. */
const CONTEXT = 4;
const ROWS = 3;
const NONE = Number.NEGATIVE_INFINITY;
/** What programs mask logits with that keep to finite numbers. */
const MASK = -3.4e38;

const bitsOf = (x: number): number => new Uint32Array(Float32Array.of(x).buffer)[0]!;

/** The bits of the half-precision number next to x towards 0; −Infinity beyond its range. */
function halfOf(x: number): number {
  const bits = bitsOf(x);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 255) - 112;
  if (exponent >= 31) return sign | 0x7c00 | (Number.isNaN(x) ? 0x200 : 0);
  if (exponent <= 0) return sign | Math.trunc(Math.abs(x) * 2 ** 24);
  return sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}

/** How rows of logits are written as each type; the vocabulary's length is that of the rows. */
const FILES: Readonly<
  Record<string, (folder: string, name: string, rows: readonly Float32Array[]) => Promise<string>>
> = {
  f32: async (folder, name, rows) =>
    put(folder, `${name}.npy`, npyOf(Float32Array.from(rows.flatMap((row) => [...row])), rows[0]!.length)),
  F16: async (folder, name, rows) => put(folder, `${name}.st`, tensor("F16", rows, halfOf)),
  BF16: async (folder, name, rows) =>
    put(
      folder,
      `${name}.st`,
      tensor("BF16", rows, (x) => bitsOf(x) >>> 16),
    ),
  async kld(folder, name, rows) {
    const path = `${folder}/${name}.kld`;
    const tokens = new Int32Array(CONTEXT * rows.length);
    await writeKld(path, { context: CONTEXT, vocabulary: rows[0]!.length, tokens }, rows);
    return path;
  },
};

function tensor(dtype: string, rows: readonly Float32Array[], bits: (x: number) => number): Buffer {
  const data = Uint16Array.from(rows.flatMap((row) => [...row].map(bits)));
  const shape = [rows.length, rows[0]!.length];
  const text = JSON.stringify({ logits: { dtype, shape, data_offsets: [0, data.byteLength] } });
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([head, Buffer.from(text), Buffer.from(data.buffer)]);
}

async function inBoth(paths: readonly [string, string]): Promise<readonly [TokenTable, TokenTable]> {
  const [base, model] = [await opened(paths[0]), await opened(paths[1])];
  chooseCodeKernel("simd");
  expect(storedPair(base, model, ROWS)).toBeDefined();
  const compiled = await compareFull(base, model);
  chooseCodeKernel("js");
  expect(storedPair(base, model, ROWS)).toBeUndefined();
  return [compiled, await compareFull(base, model)];
}

function drawRow(draw: Random, vocabulary: number, spread: number): Float32Array {
  return Float32Array.from({ length: vocabulary }, () => spread * normalDraw(draw));
}

afterEach(() => {
  chooseCodeKernel("auto");
  vi.unstubAllGlobals();
});

const PAIRS = [
  ["f32", "f32"],
  ["F16", "F16"],
  ["BF16", "f32"],
  ["f32", "kld"],
  ["kld", "F16"],
] as const;

describe("rows of logits compared by the compiled kernel", () => {
  test.each(PAIRS)(
    "%s and %s: are as in double precision, for any vocabulary, spread, noise and masks",
    (a, b) =>
      inFolder((folder) =>
        fc.assert(
          fc.asyncProperty(
            fc.nat(1e6),
            fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 1200 })),
            fc.constantFrom(3e-5, 0.1, 1, 3, 12, 40),
            fc.constantFrom(0, 1e-3, 0.1, 0.5, 3),
            fc.constantFrom(0, NONE, MASK),
            async (seed, vocabulary, spread, noise, mask) => {
              const draw = random(seed);
              const base = Array.from({ length: ROWS }, () => drawRow(draw, vocabulary, spread));
              const model = base.map((row) => row.map((x) => x + noise * normalDraw(draw)));
              // The first row is masked on both sides, the second in the base alone, the third in the model alone.
              if (mask < 0)
                for (const row of [base[0]!, model[0]!, base[1]!, model[2]!])
                  row.fill(mask, 1, vocabulary >> 1);
              const paths = [
                await FILES[a]!(folder, "a", base),
                await FILES[b]!(folder, "b", model),
              ] as const;
              const [ours, truth] = await inBoth(paths);
              for (let row = 0; row < ROWS; row++) {
                for (const name of TOKEN_DIVERGENCES) {
                  const [x, y] = [ours.divergence[name][row]!, truth.divergence[name][row]!];
                  if (x === y) continue;
                  const allowed = name === "totalVariation" ? 2e-6 : 5e-6 * (y + Math.sqrt(y)) + 2e-9;
                  expect(Math.abs(x - y), `${name} of row ${row}: ${x}, ${y}`).toBeLessThan(allowed);
                }
                for (const side of ["baseSays", "modelSays"] as const) {
                  expect(ours[side].top[row]).toBe(truth[side].top[row]);
                  expect(ours[side].censored[row]).toBe(truth[side].censored[row]);
                  for (const column of ["entropy", "confidence"] as const)
                    expect(Math.abs(ours[side][column][row]! - truth[side][column][row]!)).toBeLessThan(5e-6);
                }
              }
              expect(ours.noiseFloor).toBeCloseTo(truth.noiseFloor, 6);
            },
          ),
          { numRuns: 25 },
        ),
      ),
  );

  test("surprisals are those of double precision", () =>
    inFolder(async (folder) => {
      const draw = random(3);
      const rows = Array.from({ length: ROWS }, () => drawRow(draw, 333, 3));
      const path = await FILES.f32!(folder, "a", rows);
      const targets = put(folder, "targets.json", Buffer.from("[7, 0, 332]"));
      const base = await opened(path, { targets });
      const { baseSays } = await compareFull(base, base);
      for (const [row, token] of [7, 0, 332].entries()) {
        const exact = Math.log(rows[row]!.reduce((sum, x) => sum + Math.exp(x), 0)) - rows[row]![token]!;
        expect(Math.abs(baseSays.surprisal[row]! - exact)).toBeLessThan(3e-7);
      }
    }));

  test.each(["f32", "F16", "BF16"])("%s without its padding is as the other rows alone", (type) =>
    inFolder(async (folder) => {
      const draw = random(7);
      const rows = Array.from({ length: 9 }, () => drawRow(draw, 77, 2));
      const others = rows.map((row) => row.map((x) => x + 0.1 * normalDraw(draw)));
      const kept = [1, 2, 5, 8];
      const targets = put(
        folder,
        "targets",
        Buffer.from(JSON.stringify(rows.map((_, i) => (kept.includes(i) ? i : -100)))),
      );
      const of = async (name: string, all: readonly Float32Array[]) =>
        opened(await FILES[type]!(folder, name, all), { targets });
      const alone = async (name: string, all: readonly Float32Array[]) =>
        opened(
          await FILES[type]!(
            folder,
            name,
            kept.map((row) => all[row]!),
          ),
        );
      const padded = await compareFull(await of("a", rows), await of("b", others));
      const { divergence, baseSays } = await compareFull(await alone("c", rows), await alone("d", others));
      expect(padded.divergence).toEqual(divergence);
      expect(padded.baseSays.top).toEqual(baseSays.top);
      expect([...padded.target]).toEqual(kept);
    }),
  );

  test.each(["f32", "F16", "BF16"])("%s beside itself is exactly 0 apart", (type) =>
    inFolder(async (folder) => {
      const draw = random(5);
      const path = await FILES[type]!(folder, "a", [drawRow(draw, 1001, 4), drawRow(draw, 1001, 1)]);
      const [{ divergence }] = await inBoth([path, path]);
      for (const name of TOKEN_DIVERGENCES) expect([...divergence[name]]).toEqual([0, 0]);
    }),
  );

  test.each([
    ["f32", "a NaN", Number.NaN, /row 1 of a.npy has the logit NaN at token 3/],
    ["F16", "a NaN", Number.NaN, /row 1 of a.st has the logit NaN at token 3/],
    ["BF16", "a NaN", Number.NaN, /row 1 of a.st has the logit NaN at token 3/],
    ["f32", "an Infinity", Number.POSITIVE_INFINITY, /row 1 of a.npy has the logit Infinity at token 3/],
    ["F16", "an Infinity", Number.POSITIVE_INFINITY, /row 1 of a.st has the logit Infinity at token 3/],
    ["BF16", "an Infinity", Number.POSITIVE_INFINITY, /row 1 of a.st has the logit Infinity at token 3/],
  ])("%s: %s is refused by its place", (type, _, value, message) =>
    inFolder(async (folder) => {
      const rows = [
        Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
        Float32Array.of(1, 2, 3, value, 5, 6, 7, 8, 9),
      ];
      const path = await FILES[type]!(folder, "a", rows);
      for (const twin of ["simd", "js"] as const) {
        chooseCodeKernel(twin);
        await expect(compareFull(await opened(path), await opened(path))).rejects.toThrow(message);
      }
    }),
  );

  test.each([
    ["f32", 4],
    ["F16", 2],
    ["BF16", 2],
  ] as const)("%s: a NaN of either sign is refused at any place of a row", (type, bytes) =>
    inFolder(async (folder) => {
      const vocabulary = 1061;
      for (const token of [0, 3, 31, 512, 1023, 1055, 1060]) {
        const row = new Float32Array(vocabulary).fill(1);
        row[token] = Number.NaN;
        const path = await FILES[type]!(folder, "a", [row]);
        const written = readFileSync(path);
        for (const sign of [0x7f, 0xff]) {
          written[written.length - bytes * (vocabulary - token) + bytes - 1] = sign;
          writeFileSync(path, written);
          await expect(compareFull(await opened(path), await opened(path))).rejects.toThrow(
            `has the logit NaN at token ${token}`,
          );
        }
      }
    }),
  );

  test.each(["f32", "F16", "BF16"])("%s: a row without any probability is refused", (type) =>
    inFolder(async (folder) => {
      const path = await FILES[type]!(folder, "a", [new Float32Array(9).fill(NONE)]);
      await expect(compareFull(await opened(path), await opened(path))).rejects.toThrow(
        /-Infinity at every token/,
      );
    }),
  );

  test("near-equal rows keep four digits: D of 1e-9", () =>
    inFolder(async (folder) => {
      const draw = random(11);
      const base = Array.from({ length: ROWS }, () => drawRow(draw, 5000, 3));
      const model = base.map((row) => row.map((x) => x + 4e-5 * normalDraw(draw)));
      const paths = [await FILES.f32!(folder, "a", base), await FILES.f32!(folder, "b", model)] as const;
      const [ours, truth] = await inBoth(paths);
      for (const name of TOKEN_DIVERGENCES) {
        for (let row = 0; row < ROWS; row++) {
          const [x, y] = [ours.divergence[name][row]!, truth.divergence[name][row]!];
          expect(Math.abs(x / y - 1), `${name} ${y}`).toBeLessThan(3e-4);
        }
      }
      expect(truth.divergence.kl[0]).toBeLessThan(2e-9);
    }));

  test("of which one file has fewer are compared as far as both go", () =>
    inFolder(async (folder) => {
      const draw = random(13);
      const rows = Array.from({ length: 5 }, () => drawRow(draw, 40, 2));
      const ids = (count: number): string =>
        put(folder, `${count}`, Buffer.from(JSON.stringify(rows.slice(0, count).map((_, i) => i))));
      const base = await opened(await FILES.f32!(folder, "a", rows), { targets: ids(5) });
      const model = await opened(await FILES.f32!(folder, "b", rows.slice(0, 3)), { targets: ids(3) });
      const { divergence, notes } = await compareFull(base, model);
      expect([...divergence.kl]).toEqual([0, 0, 0]);
      expect(notes).toContain("the first 3 rows are compared: a.npy has 5, b.npy 3");
    }));

  test("are compared in plain JavaScript where WebAssembly is missing", () =>
    inFolder(async (folder) => {
      const draw = random(15);
      const [a, b] = [[drawRow(draw, 40, 2)], [drawRow(draw, 40, 2)]];
      const [base, model] = [
        await opened(await FILES.f32!(folder, "a", a)),
        await opened(await FILES.f32!(folder, "b", b)),
      ];
      const compiled = await compareFull(base, model);
      vi.stubGlobal("WebAssembly", undefined);
      expect(storedPair(base, model, 1)).toBeUndefined();
      const plain = await compareFull(base, model);
      expect(plain.divergence.kl[0]).toBeCloseTo(compiled.divergence.kl[0]!, 5);
    }));
});

describe("logits of a thousand million", () => {
  test("have a finite divergence of every kind: Rényi's of order 2 is 1e9 + ln ¼ for (½, ½) and (1, e^−1e9)", () =>
    inFolder(async (folder) => {
      const a = await FILES.f32!(folder, "a", [Float32Array.of(1e9, 1e9)]);
      const b = await FILES.f32!(folder, "b", [Float32Array.of(0, -1e9)]);
      for (const { divergence } of await inBoth([a, b])) {
        expect(divergence.renyi2[0]).toBeCloseTo(1e9 + Math.log(0.25), 5);
        expect(divergence.kl[0]).toBeCloseTo(0.5 * (1e9 - 2 * Math.LN2), 5);
        expect(divergence.totalVariation[0]).toBeCloseTo(0.5, 6);
      }
    }));

  test("are Infinity apart in one row without the floor of rounding being so: it is that of the others", () =>
    inFolder(async (folder) => {
      const draw = random(9);
      const base = Array.from({ length: ROWS }, () => drawRow(draw, 50, 2));
      const model = base.map((row) => row.map((x) => x + 0.1 * normalDraw(draw)));
      const paths = [await FILES.kld!(folder, "a", base), await FILES.f32!(folder, "b", model)] as const;
      const [, whole] = await inBoth(paths);
      model[1]!.fill(NONE, 0, 25);
      const tables = await inBoth([paths[0], await FILES.f32!(folder, "c", model)]);
      for (const { divergence, noiseFloor, notes } of tables) {
        expect([...divergence.kl].map(Number.isFinite)).toEqual([true, false, true]);
        expect(noiseFloor).toBeGreaterThan(0.5 * whole.noiseFloor);
        expect(noiseFloor).toBeLessThan(2 * whole.noiseFloor);
        expect(notes).toContainEqual(expect.stringMatching(/is the mean over 2 of 3 tokens: of the others/));
      }
    }));

  test("are Infinity apart where there is no probability at all", () =>
    inFolder(async (folder) => {
      const a = await FILES.f32!(folder, "a", [Float32Array.of(0, 0)]);
      const b = await FILES.f32!(folder, "b", [Float32Array.of(0, NONE)]);
      for (const { divergence } of await inBoth([a, b])) {
        expect([divergence.renyi2[0], divergence.kl[0]]).toEqual([
          Number.POSITIVE_INFINITY,
          Number.POSITIVE_INFINITY,
        ]);
      }
    }));
});
