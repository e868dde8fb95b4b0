import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { writeKld } from "../src/kld/write-kld.ts";
import { openRecording } from "../src/open-recording.ts";
import type { FullRecording } from "../src/recording.ts";
import type { OpenOptions } from "../src/recording-format.ts";

/**
 * Recordings and what they should give, made outside of this project: `v101` and `v256` are synthetic with edge rows
 * (constant, tied, clipped, a logit of -Infinity, a certain token), written by a Python twin of llama.cpp's writer and
 * evaluated by NumPy in double precision; `real` is a small model and its Q4_0 by llama.cpp 0.5.0 (`llama-perplexity
 * --kl-divergence`); the Q4_0's logits are node-llama-cpp's, and encode to the very file that llama.cpp wrote of it.
 */
export const fixture = (name: string): Buffer => {
  const bytes = readFileSync(join(import.meta.dirname, "fixtures/oracles", name));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
};

export const floats = (bytes: Buffer): Float32Array =>
  new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

/** Single-precision numbers whose first bytes, second bytes, … lie together, which packs better. */
export function planes(bytes: Buffer): Float32Array {
  const n = bytes.length / 4;
  const out = new Uint8Array(bytes.length);
  for (let plane = 0; plane < 4; plane++)
    for (let i = 0; i < n; i++) out[4 * i + plane] = bytes[plane * n + i]!;
  return new Float32Array(out.buffer);
}

/** What the synthetic recordings should give. */
export interface Expected {
  readonly n_ctx: number;
  readonly n_vocab: number;
  readonly n_chunk: number;
  readonly rows: number;
  readonly sha256: Readonly<Record<string, string>>;
  readonly llama_semantics_f32: Readonly<Record<string, unknown>>;
  readonly float64: Readonly<Record<string, number>>;
  readonly per_row_float64: Readonly<Record<string, readonly (number | null)[]>>;
  readonly per_row_llama: Readonly<Record<string, readonly number[]>>;
}

export const expected = (name: string): Expected =>
  JSON.parse(fixture(`${name}-expected.json.gz`).toString()) as Expected;

/** A folder that lasts as long as the test. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "relent-lm-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A whole recording, open until the test ends. */
export async function opened(path: string, options: OpenOptions = {}): Promise<FullRecording> {
  const recording = (await openRecording(path, options)) as FullRecording;
  onTestFinished(() => recording.close());
  return recording;
}

/** Writes bytes to a file of the folder and gives its path. */
export function put(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A .npy file of single-precision rows. */
export function npyOf(rows: Float32Array, vocabulary: number): Buffer {
  const shape = `(${rows.length / vocabulary}, ${vocabulary})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text}\n`, "latin1");
  return Buffer.concat([head, Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)]);
}

/** The rows of an array, one after the other. */
export function* rowsOf(logits: Float32Array, vocabulary: number): Generator<Float32Array> {
  for (let at = 0; at < logits.length; at += vocabulary) yield logits.subarray(at, at + vocabulary);
}

export const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((a, b) => a + b, 0) / x.length;

/** A recording of rows of logits that are held in memory. */
export function held(logits: Float32Array, vocabulary: number, targets?: Int32Array): FullRecording {
  const rows = logits.length / vocabulary;
  return {
    kind: "full",
    name: "held",
    format: "memory",
    documents: ["one"],
    notes: [],
    vocabulary,
    rows,
    ...(targets === undefined ? {} : { targets }),
    placeOf: (position) => ({ document: 0, position }),
    async logProbabilities(row, out) {
      out.set(logits.subarray(row * vocabulary, (row + 1) * vocabulary));
      const top = out.reduce((a, b) => Math.max(a, b));
      const log = Math.log(out.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
      for (let i = 0; i < vocabulary; i++) out[i] = out[i]! - top - log;
      return 0;
    },
    close: async () => undefined,
  };
}

/** Writes one of the synthetic recordings as a `.kld` file, which `write-kld.test.ts` holds to the oracle's checksum. */
export async function writeSynthetic(
  folder: string,
  name: "v101" | "v256",
  side: "base" | "quant",
  clip: 16 | 24 = 16,
): Promise<string> {
  const { n_ctx, n_vocab } = expected(name);
  const tokens = JSON.parse(fixture(`${name}-tokens.json`).toString()) as number[];
  const path = join(folder, `${name}-${side}-${clip}.kld`);
  const rows = rowsOf(floats(fixture(`${name}-${side}-logits.f32.gz`)), n_vocab);
  await writeKld(path, { context: n_ctx, vocabulary: n_vocab, tokens, clip }, rows);
  return path;
}
