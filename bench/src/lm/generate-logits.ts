import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { RowPair } from "./rows.ts";
import { VOCABULARY } from "./rows.ts";
import { DRAWN, drawBank, turnedRow } from "./turned-rows.ts";

/** Types of numbers that logits are written in, by their names in safetensors. */
export const LOGIT_TYPES = ["F16", "F32"] as const;
export type LogitType = (typeof LOGIT_TYPES)[number];

const word = new Float32Array(1);
const bits = new Uint32Array(word.buffer);

/** The half-precision number nearest to x, which is well within its range. */
function halfOf(x: number): number {
  word[0] = x;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const size = (bits[0]! & 0x7fffffff) - (112 << 23) + 0x1000;
  return size < 1 << 23 ? sign : sign | (size >> 13);
}

const WRITTEN: Readonly<Record<LogitType, (row: Float32Array) => Uint16Array | Float32Array>> = {
  F16: (row) => Uint16Array.from(row, halfOf),
  F32: (row) => row,
};

/** Two files of logits of the same rows. */
export interface LogitFiles {
  readonly base: string;
  readonly model: string;
}

/** Writes so many rows of a model's logits and of its quantised twin's as safetensors. */
export function generateLogits(folder: string, type: LogitType, rows: number): LogitFiles {
  const bank = drawBank();
  const paths = {
    base: join(folder, `base-${type}.safetensors`),
    model: join(folder, `model-${type}.safetensors`),
  };
  for (const side of ["base", "model"] as const) {
    const written = bank.map((pair: RowPair) => WRITTEN[type](pair[side]));
    const { BYTES_PER_ELEMENT } = written[0]!;
    const data_offsets = [0, rows * VOCABULARY * BYTES_PER_ELEMENT];
    const text = JSON.stringify({ logits: { dtype: type, shape: [rows, VOCABULARY], data_offsets } });
    const head = new BigUint64Array([BigInt(text.length)]);
    const file = openSync(paths[side], "w");
    writeSync(file, new Uint8Array(head.buffer));
    writeSync(file, text);
    for (let row = 0; row < rows; row++) writeSync(file, turnedRow(written[row % DRAWN]!, row));
    closeSync(file);
  }
  return paths;
}
