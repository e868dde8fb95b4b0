import { basename } from "node:path";
import { RelentError } from "@relent/core";
import { openFile, type PositionedFile } from "../arrays/positioned-file.ts";
import { rowWindow } from "../arrays/row-window.ts";
import type { FullRecording, Place, RowLimits } from "../recording.ts";
import { type KeptText, textFrom } from "./kept-text.ts";
import {
  blockBytes,
  blocksOf,
  checkSum,
  END_BYTES,
  END_MAGIC,
  HEAD_BYTES,
  looksLikePacked,
  type PackedLayout,
  packedLayout,
  ROW_HEAD_BYTES,
  textOf,
  VERSION,
} from "./layout.ts";

interface Described {
  readonly source: string;
  readonly documents: readonly string[];
  readonly notes: readonly string[];
  readonly text?: KeptText;
}

const refuse = (name: string, what: string): RelentError =>
  new RelentError(
    "unreadable",
    `openRecording: ${name} ${what}; a file that packRecording wrote is needed, whole`,
    {
      value: name,
    },
  );

async function readLayout(file: PositionedFile, name: string): Promise<PackedLayout> {
  const head = new Uint8Array(HEAD_BYTES);
  await file.read(head, 0);
  if (!looksLikePacked(head)) throw refuse(name, "does not begin as packed recordings do");
  const [version, vocabulary, rows, top, rowsPerBlock, textBytes] = new Uint32Array(head.buffer, 8, 6);
  if (version !== VERSION) throw refuse(name, `has version ${version}, not ${VERSION}`);
  const layout = packedLayout(vocabulary!, rows!, top!, rowsPerBlock!, textBytes!);
  const size = layout.blocksAt + blocksOf(layout) * blockBytes(layout) + END_BYTES;
  if (!(rows! > 0 && top! > 0 && rowsPerBlock! > 0 && file.size === size)) {
    throw refuse(name, `has ${file.size} bytes where ${size} belong`);
  }
  return layout;
}

async function readEnd(file: PositionedFile, name: string): Promise<number> {
  const end = new Uint8Array(END_BYTES);
  await file.read(end, file.size - END_BYTES);
  const view = new DataView(end.buffer);
  if (textOf(end.subarray(0, 8)) !== END_MAGIC) throw refuse(name, "does not end as packed recordings do");
  checkSum(end.subarray(0, 16), view.getUint32(16, true), name, "the end");
  return view.getFloat64(8, true);
}

/** Puts the tokens that a row lists into `out`, and says what the others have. */
function unpackRow(bytes: Uint8Array, top: number, out: Float64Array): RowLimits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [scale, floor] = [view.getFloat32(0, true), view.getFloat32(4, true)];
  const rest = view.getFloat64(8, true);
  const listed = view.getUint32(36, true);
  out.fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < listed; i++) {
    const code = view.getUint16(ROW_HEAD_BYTES + 4 * top + 2 * i, true);
    out[view.getUint32(ROW_HEAD_BYTES + 4 * i, true)] = scale * code + floor;
  }
  const rounding = view.getFloat32(28, true);
  const clipped = rest > 0 ? out.length - listed : 0;
  const cap = clipped > 0 ? view.getFloat32(24, true) : Number.NEGATIVE_INFINITY;
  return { clipped, cap, rest: clipped > 0 ? rest : 0, rounding };
}

/**
 * Opens a packed recording. Tokens that a row does not list are −Infinity and counted as clipped; what they have together is
 * known exactly.
 *
 * @throws RelentError `unreadable` where it is cut off, of another version, or a checksum is wrong.
 */
export async function openPacked(path: string): Promise<FullRecording> {
  const name = basename(path);
  const file = await openFile("openRecording", path);
  try {
    if (file.size < HEAD_BYTES + END_BYTES) throw refuse(name, `has only ${file.size} bytes`);
    const layout = await readLayout(file, name);
    const begin = new Uint8Array(layout.blocksAt);
    await file.read(begin, 0);
    const view = new DataView(begin.buffer);
    checkSum(
      begin.subarray(0, layout.blocksAt - 4),
      view.getUint32(layout.blocksAt - 4, true),
      name,
      "the beginning",
    );
    const text = new TextDecoder().decode(begin.subarray(HEAD_BYTES, layout.placesAt));
    const { source, documents, notes, text: kept } = JSON.parse(text) as Described;
    const lost = await readEnd(file, name);
    const { vocabulary, rows, top, rowBytes, rowsPerBlock, placesAt } = layout;
    const place = (row: number, field: number): number =>
      view.getInt32(placesAt + 12 * row + 4 * field, true);
    const placeOf = (row: number): Place => ({ document: place(row, 0), position: place(row, 1) });
    const window = rowWindow(file, layout.blocksAt, blockBytes(layout), blocksOf(layout));
    const targets = Int32Array.from({ length: rows }, (_, row) => place(row, 2));
    let checked = -1;
    const read = async (row: number, out: Float64Array): Promise<RowLimits> => {
      const number = Math.floor(row / rowsPerBlock);
      const block = await window.row(number);
      if (number !== checked) {
        const end = block.length - 4;
        const sum = new DataView(block.buffer, block.byteOffset + end, 4).getUint32(0, true);
        checkSum(block.subarray(0, end), sum, name, `block ${number}`);
        checked = number;
      }
      const at = (row % rowsPerBlock) * rowBytes;
      return unpackRow(block.subarray(at, at + rowBytes), top, out);
    };
    return {
      kind: "full",
      name,
      format: "relent packed",
      documents,
      notes: [
        ...notes,
        `packed from ${source} to ${top} of ${vocabulary} tokens: D(full ‖ packed) is at most ${(lost / rows).toPrecision(2)} nats a token`,
      ],
      vocabulary,
      ...(top < vocabulary && { keeps: top }),
      rows,
      ...(targets.some((token) => token >= 0) ? { targets } : {}),
      ...(kept !== undefined && { text: textFrom(kept, placeOf) }),
      placeOf,
      read,
      logProbabilities: async (row, out) => (await read(row, out)).clipped,
      close: () => file.close(),
    };
  } catch (cause) {
    await file.close();
    throw cause;
  }
}
