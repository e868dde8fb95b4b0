import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRowFiles } from "../../src/arrays/open-row-folder.ts";
import type { FullRecording } from "../../src/recording.ts";
import { inFolder, npyOf, opened, put } from "../oracle.ts";

/** Logits that every type of number can hold. */
const ROWS = [
  [0, 1, 2, -3.5],
  [-Number.POSITIVE_INFINITY, 0.25, 0.25, 8],
  [5, 5, 5, 5],
];
const V = 4;

/** ln softmax by its definition. */
const truth = ROWS.map((row) => {
  const log = Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0));
  return row.map((x) => x - log);
});

const flat = Float32Array.from(ROWS.flat());
const bits32 = new Uint32Array(flat.buffer);
/** Half precision of numbers that it holds exactly: sign, exponent and the upper ten bits of the fraction. */
const half = Uint16Array.from(bits32, (bits) => {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 255;
  if (exponent === 0) return sign;
  if (exponent === 255) return sign | 0x7c00;
  return sign | ((exponent - 112) << 10) | ((bits >>> 13) & 0x3ff);
});
const bfloat = Uint16Array.from(bits32, (bits) => bits >>> 16);
const double = Float64Array.from(flat);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Buffer;
}

/** A safetensors file, its header filled up with `padding` spaces. */
function safetensors(tensors: Readonly<Record<string, Tensor>>, padding = 0): Buffer {
  let at = 0;
  const entries = Object.entries(tensors).map(([key, { dtype, shape, data }]) => {
    const offsets = [at, at + data.length];
    at += data.length;
    return [key, { dtype, shape, data_offsets: offsets }];
  });
  const text =
    JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) }) + " ".repeat(padding);
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  return Buffer.concat([head, Buffer.from(text), ...Object.values(tensors).map(({ data }) => data)]);
}

const npy = (descr: string, shape: string, data: Buffer, order = "False"): Buffer =>
  Buffer.concat([
    Buffer.from(
      `\x93NUMPY\x01\x00\x76\x00${`{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117)}\n`,
      "latin1",
    ),
    data,
  ]);

async function expectTruth(recording: FullRecording): Promise<void> {
  expect([recording.rows, recording.vocabulary]).toEqual([ROWS.length, V]);
  const out = new Float64Array(V);
  for (const row of [2, 0, 1]) {
    expect(await recording.logProbabilities(row, out)).toBe(0);
    for (let i = 0; i < V; i++) expect(out[i]).toBeCloseTo(truth[row]![i]!, 14);
  }
}

describe("logits are read", () => {
  test.each<[string, Buffer]>([
    ["npy, half precision", npy("<f2", "(3, 4)", bytesOf(half))],
    ["npy, single precision", npyOf(flat, V)],
    ["npy, double precision", npy("<f8", "(3, 4)", bytesOf(double))],
    ["npy, a batch of one", npy("<f4", "(1, 3, 4)", bytesOf(flat))],
    ["safetensors, F16", safetensors({ logits: { dtype: "F16", shape: [3, 4], data: bytesOf(half) } })],
    [
      "safetensors, BF16",
      safetensors({ logits: { dtype: "BF16", shape: [1, 3, 4], data: bytesOf(bfloat) } }, 3),
    ],
    ["safetensors, F32", safetensors({ out: { dtype: "F32", shape: [3, 4], data: bytesOf(flat) } }, 1)],
    ["safetensors, F64", safetensors({ out: { dtype: "F64", shape: [3, 4], data: bytesOf(double) } })],
  ])("%s", (_, bytes) =>
    inFolder(async (folder) => {
      const recording = await opened(put(folder, "logits", bytes));
      await expectTruth(recording);
      expect(recording.placeOf(2)).toEqual({ document: 0, position: 2 });
      await recording.close();
    }),
  );

  test("from the array that is asked for, or the one called logits", () =>
    inFolder(async (folder) => {
      const right = { dtype: "F32", shape: [3, 4], data: bytesOf(flat) };
      const other = { dtype: "F32", shape: [1, 2], data: Buffer.alloc(8) };
      const path = put(folder, "two", safetensors({ other, "tensor.1": right }));
      await expectTruth(await opened(path, { key: "tensor.1" }));
      await expect(opened(path)).rejects.toThrow(/holds 2 arrays; choose one by its key: other, tensor.1/);
      await expect(opened(path, { key: "x" })).rejects.toThrow(/holds no array x; there are other, tensor.1/);
      await expectTruth(await opened(put(folder, "logits", safetensors({ other, logits: right }))));
    }));

  test("from a folder of one file a row, in the order of their numbers", () =>
    inFolder(async (folder) => {
      const rows = join(folder, "rows");
      mkdirSync(rows);
      const names = ["row_000009.safetensors", "row_000010.safetensors", "row_100000.safetensors"];
      for (const [i, name] of names.entries()) {
        const data = bytesOf(half.slice(V * i, V * (i + 1)));
        const conf = { dtype: "F32", shape: [1], data: Buffer.alloc(4) };
        put(rows, name, safetensors({ conf, logits: { dtype: "F16", shape: i === 1 ? [1, V] : [V], data } }));
      }
      const recording = await opened(rows);
      await expectTruth(recording);
      await recording.close();
      const [a, b, c] = names.map((name) => join(rows, name));
      await expectTruth(await openRowFiles([a!, b!, c!], "list"));
    }));
});

describe("the tokens that came may be given beside", () => {
  const logits = npyOf(flat, V);
  const ids = Buffer.from(BigInt64Array.of(1n, 2n, -1n).buffer);

  test.each<[string, Buffer, number[]]>([
    ["a JSON list, one a row", Buffer.from("[1, 2, 3]"), [1, 2, 3]],
    ["a JSON list with the text's first token", Buffer.from("[0, 1, 2, 3]"), [1, 2, 3]],
    ["a .npy file, -1 for unknown", npy("<i8", "(3,)", ids), [1, 2, -1]],
  ])("%s", (_, bytes, targets) =>
    inFolder(async (folder) => {
      const recording = await opened(put(folder, "a.npy", logits), {
        targets: put(folder, "targets", bytes),
      });
      expect([...recording.targets!]).toEqual(targets);
    }),
  );

  test.each<[string, string, RegExp]>([
    ["too few", "[1]", /has 1 tokens; 3, one a row, or 4/],
    ["none of the vocabulary", "[1, 2, 4]", /has 4 at 2; token ids from 0 to 3/],
    ["no list", "{}", /cannot be read: it holds no list/],
    ["no JSON", "x", /cannot be read/],
  ])("%s is refused", (_, text, message) =>
    inFolder(async (folder) => {
      const targets = put(folder, "targets", Buffer.from(text));
      await expect(opened(put(folder, "a.npy", logits), { targets })).rejects.toThrow(message);
    }),
  );
});

describe("logits of several documents", () => {
  const six = Float32Array.from([...flat, ...flat]);
  const FILES: [string, Buffer][] = [
    ["npy", npy("<f4", "(2, 3, 4)", bytesOf(six))],
    ["safetensors", safetensors({ logits: { dtype: "F32", shape: [2, 3, 4], data: bytesOf(six) } })],
  ];
  const placesOf = ({ rows, placeOf }: FullRecording): [number, number][] =>
    Array.from({ length: rows }, (_, row) => [placeOf(row).document, placeOf(row).position]);

  test.each(FILES)("%s: the first of three axes is documents", (_, bytes) =>
    inFolder(async (folder) => {
      const recording = await opened(put(folder, "a", bytes));
      expect(recording.documents).toEqual(["document 1", "document 2"]);
      expect(placesOf(recording)).toEqual([0, 1].flatMap((d) => [0, 1, 2].map((at) => [d, at])));
      const out = new Float64Array(V);
      for (let row = 0; row < 6; row++) {
        await recording.logProbabilities(row, out);
        for (let i = 0; i < V; i++) expect(out[i]).toBeCloseTo(truth[row % 3]![i]!, 14);
      }
    }),
  );

  test.each<[string, Buffer, number[]]>([
    [
      "one a row",
      npy("<i8", "(2, 3)", bytesOf(BigInt64Array.of(0n, 1n, 2n, 3n, 2n, 1n))),
      [0, 1, 2, 3, 2, 1],
    ],
    ["lists, each with its first token", Buffer.from("[[3, 0, 1, 2], [3, 3, 2, 1]]"), [0, 1, 2, 3, 2, 1]],
    ["unknown ones", Buffer.from("[[-1, 1, 2], [3, 2, -1]]"), [-1, 1, 2, 3, 2, -1]],
  ])("take the tokens that came: %s", (_, bytes, targets) =>
    inFolder(async (folder) => {
      const beside = { targets: put(folder, "targets", bytes) };
      expect([...(await opened(put(folder, "a", FILES[0]![1]), beside)).targets!]).toEqual(targets);
    }),
  );

  test.each<[string, Buffer, RegExp]>([
    [
      "columns of a file",
      npy("<i8", "(3, 2)", Buffer.alloc(48)),
      /has 6 tokens in 3 texts; 6, one a row, or 8/,
    ],
    [
      "a file laid out column by column",
      npy("<i8", "(2, 3)", Buffer.alloc(48), "True"),
      /cannot be read: it is laid out column by column/,
    ],
    ["texts of different lengths", Buffer.from("[[0, 1], [1, 2, 3, 0]]"), /has 6 tokens in 2 texts/],
  ])("refuse other tokens than theirs: %s", (_, bytes, message) =>
    inFolder(async (folder) => {
      const beside = { targets: put(folder, "targets", bytes) };
      await expect(opened(put(folder, "a", FILES[0]![1]), beside)).rejects.toThrow(message);
    }),
  );

  test.each(FILES)("%s: leave out rows whose target is −100, which is padding", (_, bytes) =>
    inFolder(async (folder) => {
      const targets = put(folder, "targets", Buffer.from("[[-100, 1, 2], [3, -100, -100]]"));
      const recording = await opened(put(folder, "a", bytes), { targets });
      expect([...recording.targets!]).toEqual([1, 2, 3]);
      expect(recording.notes).toEqual(["3 of its 6 rows are padding by their targets and are left out"]);
      expect(placesOf(recording)).toEqual([
        [0, 1],
        [0, 2],
        [1, 0],
      ]);
      const out = new Float64Array(V);
      for (const [row, stored] of [1, 2, 0].entries()) {
        await recording.logProbabilities(row, out);
        for (let i = 0; i < V; i++) expect(out[i]).toBeCloseTo(truth[stored]![i]!, 14);
      }
    }),
  );

  test("of padding alone are none, and are refused; a document of padding alone is none of theirs", () =>
    inFolder(async (folder) => {
      const path = put(folder, "a.npy", FILES[0]![1]);
      const nothing = put(folder, "nothing", Buffer.from(JSON.stringify(new Array(6).fill(-100))));
      await expect(opened(path, { targets: nothing })).rejects.toThrow(
        /targets of a.npy are -100, padding, at all of its 6/,
      );
      const second = put(folder, "second", Buffer.from("[-100, -100, -100, 1, 2, 3]"));
      const { documents, placeOf } = await opened(path, { targets: second });
      expect([documents, placeOf(0)]).toEqual([["document 2"], { document: 0, position: 0 }]);
    }));

  test("in a folder are its files, where these have several rows", () =>
    inFolder(async (folder) => {
      const data = bytesOf(flat.slice(0, 8));
      for (const i of [0, 1]) {
        const logits = { dtype: "F32", shape: [1, 2, V], data };
        put(folder, `row_00000${i}.safetensors`, safetensors({ logits }));
      }
      const recording = await opened(folder);
      expect(recording.documents).toEqual(["document 1", "document 2"]);
      expect(placesOf(recording)[3]).toEqual([1, 1]);
    }));
});

describe("what are no logits is refused", () => {
  test.each<[string, Buffer, RegExp]>([
    ["four axes", npy("<f4", "(1, 1, 3, 4)", bytesOf(flat)), /has the shape \[1, 1, 3, 4\]/],
    ["no document", npy("<f4", "(0, 3, 4)", bytesOf(flat)), /has the shape \[0, 3, 4\]; \[tokens, vocab/],
    ["integers", npy("<i4", "(3, 4)", bytesOf(flat)), /numbers of type i4; half, bfloat16/],
    ["columns first", npy("<f4", "(3, 4)", bytesOf(flat), "True"), /laid out column by column/],
    ["too few bytes", npy("<f4", "(30, 4)", bytesOf(flat)), /has 176 bytes; its header promises 608/],
    [
      "safetensors cut off",
      safetensors({ a: { dtype: "F32", shape: [3, 4], data: bytesOf(flat) } }).subarray(0, 40),
      /cut off in its header/,
    ],
  ])("%s", (_, bytes, message) =>
    inFolder(async (folder) => {
      await expect(opened(put(folder, "a", bytes))).rejects.toThrow(message);
    }),
  );

  test.each<[string, number[], RegExp]>([
    ["NaN", [0, Number.NaN, 0, 0], /row 0 of a.npy has the logit NaN at token 1/],
    ["+Infinity", [0, 0, Number.POSITIVE_INFINITY, 0], /row 0 of a.npy has the logit Infinity at token 2/],
    [
      "-Infinity everywhere",
      new Array<number>(4).fill(Number.NEGATIVE_INFINITY),
      /row 0 of a.npy has -Infinity at every/,
    ],
  ])("a row with %s", (_, row, message) =>
    inFolder(async (folder) => {
      const recording = await opened(put(folder, "a.npy", npyOf(Float32Array.from(row), V)));
      await expect(recording.logProbabilities(0, new Float64Array(V))).rejects.toThrow(message);
    }),
  );

  test("an empty folder, and rows of two vocabularies", () =>
    inFolder(async (folder) => {
      await expect(opened(folder)).rejects.toThrow(/holds no row_000000.safetensors/);
      for (const [i, v] of [4, 3].entries()) {
        const data = bytesOf(flat.slice(0, v));
        put(folder, `row_00000${i}.safetensors`, safetensors({ logits: { dtype: "F32", shape: [v], data } }));
      }
      await expect(opened(folder)).rejects.toMatchObject({ code: "incompatible" });
    }));
});
