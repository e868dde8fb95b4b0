import { RelentError } from "@relent/core";
import { crc32 } from "@relent/core/coding";
import { type Append, writeInPieces } from "../arrays/written-file.ts";
import { readRow } from "../compare-full/read-row.ts";
import { type CompareOptions, watchOf } from "../compare-full/watch.ts";
import type { FullRecording } from "../recording.ts";
import { keptText } from "./kept-text.ts";
import {
  blocksOf,
  END_BYTES,
  END_MAGIC,
  HEAD_BYTES,
  MAGIC,
  type PackedLayout,
  packedLayout,
  VERSION,
} from "./layout.ts";
import { packRow } from "./pack-row.ts";

/** How a recording is packed. */
export interface PackOptions extends CompareOptions {
  /** How many of the likeliest tokens of each row are kept; 256 unless given. */
  readonly top?: number;
}

/** What packing kept and lost. */
export interface Packed {
  readonly rows: number;
  readonly top: number;
  readonly bytes: number;
  /** The most that D(full ‖ packed) can be: nats a token in the mean, at the worst token, and over all. */
  readonly lostMean: number;
  readonly lostMost: number;
  readonly lostTotal: number;
}

const ROWS_PER_BLOCK = 64;

function headBytes(layout: PackedLayout, text: Uint8Array, recording: FullRecording): Uint8Array {
  const bytes = new Uint8Array(layout.blocksAt);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  const numbers = [
    VERSION,
    layout.vocabulary,
    layout.rows,
    layout.top,
    layout.rowsPerBlock,
    layout.textBytes,
  ];
  for (const [i, number] of numbers.entries()) view.setUint32(8 + 4 * i, number, true);
  bytes.set(text, HEAD_BYTES);
  for (let row = 0; row < layout.rows; row++) {
    const at = layout.placesAt + 12 * row;
    const { document, position } = recording.placeOf(row);
    view.setInt32(at, document, true);
    view.setInt32(at + 4, position, true);
    view.setInt32(at + 8, recording.targets?.[row] ?? -1, true);
  }
  view.setUint32(layout.blocksAt - 4, crc32(bytes.subarray(0, layout.blocksAt - 4)), true);
  return bytes;
}

async function writeBlocks(
  append: Append,
  layout: PackedLayout,
  recording: FullRecording,
  options: PackOptions,
) {
  const watch = watchOf("packRecording", options);
  const block = new Uint8Array(layout.rowBytes * layout.rowsPerBlock);
  const sum = new Uint8Array(4);
  const logs = new Float64Array(layout.vocabulary);
  const listed = new Uint8Array(layout.vocabulary);
  let total = 0;
  let most = 0;
  for (let number = 0; number < blocksOf(layout); number++) {
    block.fill(0);
    const first = number * layout.rowsPerBlock;
    const end = Math.min(layout.rows, first + layout.rowsPerBlock);
    for (let row = first; row < end; row++) {
      const limits = await readRow(recording, row, logs);
      const at = (row - first) * layout.rowBytes;
      const lost = packRow(logs, limits, layout.top, block.subarray(at, at + layout.rowBytes), listed);
      total += lost;
      most = Math.max(most, lost);
    }
    await append(block);
    new DataView(sum.buffer).setUint32(0, crc32(block), true);
    await append(sum);
    watch(end, layout.rows);
  }
  return { total, most };
}

/**
 * Packs a recording of full distributions: of each row the `top` likeliest tokens by 16-bit codes, and exactly what the
 * others have together.
 *
 * At 256 tokens a row takes 1,576 bytes, 163 times less than 16-bit codes of 128,256 tokens. Each row carries the most that
 * D(row ‖ packed row) can be, where the packed row spreads what is left over the tokens left out; the file carries their
 * sum. The file is written beside its place and renamed when whole.
 *
 * @throws RelentError `invalid-argument` where `top` is no whole number ≥ 1; `unreadable`, `unwritable`, `interrupted`.
 *
 * @example
 * ```ts
 * const { lostMean } = await packRecording(await openKld("base.kld"), "base.rlm", { top: 256 });
 * ```
 */
export async function packRecording(
  recording: FullRecording,
  path: string,
  options: PackOptions = {},
): Promise<Packed> {
  const { vocabulary, rows, name, format, documents, notes } = recording;
  const asked = options.top ?? 256;
  if (!(Number.isInteger(asked) && asked >= 1)) {
    throw new RelentError(
      "invalid-argument",
      `packRecording: top = ${asked}; a whole number of at least 1 is allowed`,
      {
        value: asked,
      },
    );
  }
  const top = Math.min(asked, recording.keeps ?? vocabulary);
  const text = new TextEncoder().encode(
    JSON.stringify({ name, source: format, documents, notes, text: keptText(recording) }),
  );
  const layout = packedLayout(vocabulary, rows, top, Math.min(rows, ROWS_PER_BLOCK), text.length);
  const { total, most } = await writeInPieces("packRecording", path, async (append) => {
    await append(headBytes(layout, text, recording));
    const lost = await writeBlocks(append, layout, recording, options);
    const end = new Uint8Array(END_BYTES);
    const view = new DataView(end.buffer);
    end.set(new TextEncoder().encode(END_MAGIC));
    view.setFloat64(8, lost.total, true);
    view.setUint32(16, crc32(end.subarray(0, 16)), true);
    await append(end);
    return lost;
  });
  const bytes = layout.blocksAt + blocksOf(layout) * (layout.rowBytes * layout.rowsPerBlock + 4) + END_BYTES;
  return { rows, top, bytes, lostMean: total / rows, lostMost: most, lostTotal: total };
}
