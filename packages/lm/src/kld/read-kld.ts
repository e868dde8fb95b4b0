import { basename } from "node:path";
import { RelentError } from "@relent/core";
import { openFile } from "../arrays/positioned-file.ts";
import { rowWindow } from "../arrays/row-window.ts";
import type { FullRecording } from "../recording.ts";
import { withCodes } from "./code-rows.ts";
import { decodeRow } from "./decode-row.ts";
import { type KldLayout, readLayout } from "./layout.ts";

/** Where among all tokens the target of a row stands. */
const targetAt = ({ rowsPerChunk, context, first }: KldLayout, row: number): number =>
  Math.floor(row / rowsPerChunk) * context + first + (row % rowsPerChunk) + 1;

function checkTokens(tokens: Int32Array, vocabulary: number, name: string): void {
  const index = tokens.findIndex((token) => token < 0 || token >= vocabulary);
  if (index < 0) return;
  throw new RelentError(
    "unreadable",
    `openRecording: token ${index} of ${name} is ${tokens[index]}; it must be from 0 to ${vocabulary - 1}`,
    { index, value: tokens[index] },
  );
}

/** The tokens of all chunks stand before the first row, also where the rows are cut off. */
function checkSize({ context, chunks, tokensAt, rowsAt }: KldLayout, size: number, name: string): void {
  if (size >= rowsAt) return;
  throw new RelentError(
    "unreadable",
    `openRecording: ${name} says ${chunks} chunks of ${context} tokens and has ${size} bytes, too few for these tokens ` +
      `alone (${rowsAt - tokensAt}); the whole file is needed`,
    { value: size },
  );
}

/** The tokens of all chunks, as the file has them. */
export async function readTokens(
  path: string,
): Promise<{ readonly tokens: Int32Array; readonly layout: KldLayout }> {
  const file = await openFile("openRecording", path);
  try {
    const head = new Uint8Array(Math.min(20, file.size));
    await file.read(head, 0);
    const layout = readLayout(head, basename(path));
    checkSize(layout, file.size, basename(path));
    const tokens = new Int32Array(layout.context * layout.chunks);
    await file.read(new Uint8Array(tokens.buffer), layout.tokensAt);
    checkTokens(tokens, layout.vocabulary, basename(path));
    return { tokens, layout };
  } finally {
    await file.close();
  }
}

function notesOf(layout: KldLayout, rows: number, beyond: number): string[] {
  const planned = layout.rowsPerChunk * layout.chunks;
  if (rows < planned) return [`cut off: ${rows} of ${planned} rows are there, and these are used`];
  return beyond > 0 ? [`${beyond} bytes after the last row are not used`] : [];
}

/**
 * Opens a recording that `llama-perplexity --kl-divergence-base` wrote (llama.cpp cuts at 16 nats, ik_llama.cpp at 24).
 *
 * Rows are read some megabytes at a time, wherever they lie in the file; the memory needed does not grow with their
 * number. A file that was cut off gives the whole rows that are there, and a note. Log-probabilities are as the file says
 * them, not normalised again. Code 0 of a row that was cut is only known to be at most e^floor: it is −Infinity here, and
 * counted as clipped.
 *
 * @throws RelentError `unreadable` where the sizes, a token or a row is impossible.
 * @see llama.cpp 0.5, `tools/perplexity/perplexity.cpp`.
 */
export async function openKld(path: string): Promise<FullRecording> {
  const name = basename(path);
  const { tokens, layout } = await readTokens(path);
  const { vocabulary, rowsPerChunk, rowBytes, rowsAt } = layout;
  const file = await openFile("openRecording", path);
  const planned = rowsPerChunk * layout.chunks;
  const rows = Math.min(planned, Math.floor((file.size - rowsAt) / rowBytes));
  if (rows < 1) {
    await file.close();
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} ends before its first row, at byte ${file.size}; a row takes ${rowBytes} bytes after the first ${rowsAt}`,
      { value: file.size },
    );
  }
  const window = rowWindow(file, rowsAt, rowBytes, rows);
  const read = async (row: number, out: Float64Array) => decodeRow(await window.row(row), name, row, out);
  return withCodes(
    {
      kind: "full",
      name,
      format: "llama.cpp KLD",
      documents: Array.from({ length: Math.ceil(rows / rowsPerChunk) }, (_, i) => `chunk ${i + 1}`),
      notes: notesOf(layout, rows, file.size - rowsAt - planned * rowBytes),
      vocabulary,
      rows,
      ...(rows < planned ? { plannedRows: planned } : {}),
      targets: Int32Array.from({ length: rows }, (_, row) => tokens[targetAt(layout, row)]!),
      text: { tokens, at: (row) => targetAt(layout, row) },
      placeOf: (row) => ({
        document: Math.floor(row / rowsPerChunk),
        position: layout.first + (row % rowsPerChunk),
      }),
      read,
      logProbabilities: async (row, out) => (await read(row, out)).clipped,
      close: () => file.close(),
    },
    { file, offset: rowsAt, rowBytes },
  );
}
