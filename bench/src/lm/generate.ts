import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { writeKld } from "@relent/lm";
import { type RowPair, VOCABULARY } from "./rows.ts";
import { DRAWN, drawBank, turnedRow } from "./turned-rows.ts";

const CONTEXT = 512;
/** Scored rows of a chunk. */
export const ROWS_PER_CHUNK: number = CONTEXT - 1 - CONTEXT / 2;
function* rowsOf(bank: readonly RowPair[], side: keyof RowPair, rows: number): Generator<Float32Array> {
  for (let row = 0; row < rows; row++) yield turnedRow(bank[row % DRAWN]![side], row);
}

/** What was written. */
export interface Generated {
  readonly base: string;
  readonly model: string;
  /** Logits of the first rows of the model, in single precision: what llama.cpp has where we have the file. */
  readonly logits: string;
}

/** Writes two recordings of so many chunks of one text, a model's and its quantised twin's. */
export async function generate(folder: string, chunks: number): Promise<Generated> {
  mkdirSync(folder, { recursive: true });
  const bank = drawBank();
  const tokens = Int32Array.from({ length: CONTEXT * chunks }, (_, i) => (i * 48_271) % VOCABULARY);
  const head = { context: CONTEXT, vocabulary: VOCABULARY, tokens };
  const paths = {
    base: join(folder, "base.kld"),
    model: join(folder, "model.kld"),
    logits: join(folder, "model.f32"),
  };
  for (const side of ["base", "model"] as const) {
    await writeKld(paths[side], head, rowsOf(bank, side, chunks * ROWS_PER_CHUNK));
  }
  const file = openSync(paths.logits, "w");
  for (const row of rowsOf(bank, "model", ROWS_PER_CHUNK)) writeSync(file, row);
  closeSync(file);
  return paths;
}
