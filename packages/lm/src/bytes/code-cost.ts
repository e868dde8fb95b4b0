import { rowWindow } from "../arrays/row-window.ts";
import { STEPS } from "../kld/clip.ts";
import type { CodeRows } from "../kld/code-rows.ts";
import { checkRow, rowHead } from "../kld/decode-row.ts";
import type { FullRecording } from "../recording.ts";
import { type NextBytes, OUTCOMES } from "./next-byte.ts";
import type { Cost } from "./scored-text.ts";

const DIGIT = 256;

/** e^(floor + scale · code) of every code as a product of its two digits' powers. */
function powers(scale: number, floor: number): readonly [high: Float64Array, low: Float64Array] {
  return [
    Float64Array.from({ length: DIGIT }, (_, digit) => Math.exp(floor + scale * DIGIT * digit)),
    Float64Array.from({ length: DIGIT }, (_, digit) => Math.exp(scale * digit)),
  ];
}

/** What tokens of a file of codes cost, read from the codes as they stand. */
export function codeCosts(
  recording: FullRecording,
  { file, offset, rowBytes }: CodeRows,
  targets: Int32Array,
  first: Uint16Array,
): (row: number, next: boolean) => Promise<Cost> {
  const { name, vocabulary } = recording;
  const window = rowWindow(file, offset, rowBytes, recording.rows);
  return async (row, next) => {
    const bytes = await window.row(row);
    const head = rowHead(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, name, row);
    const codes = new Uint16Array(bytes.buffer, bytes.byteOffset + 8, vocabulary);
    const code = codes[targets[row]!]!;
    const cost = {
      nats: Math.max(0, -(head.scale * code + head.floor)),
      censored: head.clipped && code === 0,
    };
    if (!next) return cost;
    const [high, low] = powers(head.scale, head.floor);
    const known = new Float64Array(OUTCOMES);
    const clipped = new Float64Array(OUTCOMES);
    let full = false;
    for (let id = 0; id < vocabulary; id++) {
      const one = codes[id]!;
      if (one === 0 && head.clipped) clipped[first[id]!]!++;
      else known[first[id]!]! += high[one >> 8]! * low[one & 255]!;
      full ||= one === STEPS;
    }
    const sum = (of: Float64Array): number => of.reduce((total, x) => total + x, 0);
    checkRow(name, row, head, full, sum(known), sum(clipped));
    const least = Math.exp(head.floor);
    const bounds: NextBytes = { low: known, high: known.map((p, i) => p + clipped[i]! * least) };
    return { ...cost, next: bounds };
  };
}
