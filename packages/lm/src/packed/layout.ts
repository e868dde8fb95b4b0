import { RelentError } from "@relent/core";
import { crc32 } from "@relent/core/coding";

/**
 * The packed form of a recording (`.rlm`): of each row the likeliest tokens, and what the others have together.
 *
 * Little-endian. Begin: `_rlpack_`, then u32 version (1), vocabulary, rows, tokens a row (M), rows a block, bytes of text;
 * that text, JSON in UTF-8 ({ name, source, documents, notes, and where the source keeps its whole text { tokens, from } of
 * it }); the rows' places, i32 document, position and target (−1:
 * unknown) each; u32 CRC-32 of all this. Then the blocks, each its rows and the u32 CRC-32 of them; the last is filled up
 * with zeros. Then `_rlends_`, f64 the sum of what the rows lost, u32 CRC-32 of these 16 bytes.
 *
 * A row: f32 scale, f32 floor; f64 probability of all tokens left out, f64 its natural logarithm (the log-sum-exp of
 * theirs); f32 natural logarithm of the most that one of them has, f32 largest error of a log-probability, f32 nats lost
 * (at most), u32 how many tokens are listed, M or all that have any probability; u32 their ids in rising order, in the room
 * of M; u16 their codes in the room of M, ln p = scale · code + floor; zeros up to a multiple of 8 bytes. Where the others have
 * no probability together they have none each.
 */
export interface PackedLayout {
  readonly vocabulary: number;
  readonly rows: number;
  readonly top: number;
  readonly rowsPerBlock: number;
  readonly rowBytes: number;
  readonly textBytes: number;
  /** Where places and blocks begin. */
  readonly placesAt: number;
  readonly blocksAt: number;
}

export const MAGIC = "_rlpack_";
export const END_MAGIC = "_rlends_";
export const VERSION = 1;
export const HEAD_BYTES = 32;
export const ROW_HEAD_BYTES = 40;
export const END_BYTES = 20;

export const textOf = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

export function packedLayout(
  vocabulary: number,
  rows: number,
  top: number,
  rowsPerBlock: number,
  textBytes: number,
): PackedLayout {
  const placesAt = HEAD_BYTES + textBytes;
  return {
    vocabulary,
    rows,
    top,
    rowsPerBlock,
    rowBytes: Math.ceil((ROW_HEAD_BYTES + 6 * top) / 8) * 8,
    textBytes,
    placesAt,
    blocksAt: placesAt + 12 * rows + 4,
  };
}

/** Bytes of a block with its checksum. */
export const blockBytes = ({ rowBytes, rowsPerBlock }: PackedLayout): number => rowBytes * rowsPerBlock + 4;

export const blocksOf = ({ rows, rowsPerBlock }: PackedLayout): number => Math.ceil(rows / rowsPerBlock);

/** Whether a file begins as packed recordings do. */
export const looksLikePacked = (head: Uint8Array): boolean =>
  head.length >= HEAD_BYTES && textOf(head.subarray(0, 8)) === MAGIC;

/** Says that checksums tell of damage. */
export function checkSum(bytes: Uint8Array, sum: number, name: string, what: string): void {
  if (crc32(bytes) === sum) return;
  throw new RelentError(
    "unreadable",
    `openRecording: the checksum of ${what} of ${name} is wrong; the file is damaged: pack the recording anew`,
    { value: sum },
  );
}
