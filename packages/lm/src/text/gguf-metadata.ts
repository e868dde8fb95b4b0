import { open } from "node:fs/promises";
import { RelentError } from "@relent/core";

const MAGIC = "GGUF";
const PIECE_BYTES = 1 << 20;
/** No key or token is longer; a greater length says that the file is damaged. */
const MOST_TEXT = 1 << 24;
const MOST_ITEMS = 1 << 24;
const STRING = 8;
const ARRAY = 9;

/** Bytes of each type of number, by its code in the file. */
const WIDTHS: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const INT32 = new Set([4, 5]);

/** What of a GGUF file's metadata may be asked for: texts, lists of texts, lists of whole numbers. */
export type GgufValue = string | readonly string[] | Int32Array;

/** Whether a file begins as GGUF files do. */
export const looksLikeGguf = (head: Uint8Array): boolean =>
  head.length >= 4 && String.fromCharCode(...head.subarray(0, 4)) === MAGIC;

interface Cursor {
  take(length: number): Promise<Buffer>;
  skip(length: number): void;
}

const damaged = (path: string, what: string): RelentError =>
  new RelentError("unreadable", `readTokenizer: ${path} ${what}; a whole GGUF file is needed`, {
    value: path,
  });

/** Reads on through a file of any size, a piece at a time. */
function cursorOf(path: string, read: (at: number) => Promise<Buffer>): Cursor {
  let piece: Buffer = Buffer.alloc(0);
  let [from, at] = [0, 0];
  const gather = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (at < from || at >= from + piece.length) [piece, from] = [await read(at), at];
      if (piece.length === 0) throw damaged(path, `ends at byte ${at}, within its description`);
      const part = piece.subarray(at - from, at - from + missing);
      parts.push(part);
      at += part.length;
      missing -= part.length;
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  };
  return {
    take: gather,
    skip(length) {
      at += length;
    },
  };
}

async function sizeOf(cursor: Cursor, path: string, most: number): Promise<number> {
  const size = Number((await cursor.take(8)).readBigUInt64LE());
  if (size <= most) return size;
  throw damaged(path, `says a length of ${size}`);
}

const numberOf = async (cursor: Cursor): Promise<number> => (await cursor.take(4)).readUInt32LE();

async function textOf(cursor: Cursor, path: string): Promise<string> {
  const length = await sizeOf(cursor, path, MOST_TEXT);
  return length === 0 ? "" : (await cursor.take(length)).toString("utf8");
}

async function listOf(cursor: Cursor, path: string): Promise<GgufValue | undefined> {
  const type = await numberOf(cursor);
  const length = await sizeOf(cursor, path, MOST_ITEMS);
  if (type === STRING) {
    const texts: string[] = [];
    for (let i = 0; i < length; i++) texts.push(await textOf(cursor, path));
    return texts;
  }
  const width = WIDTHS[type];
  if (width === undefined) throw damaged(path, `holds a list of type ${type}`);
  if (!INT32.has(type)) {
    cursor.skip(width * length);
    return undefined;
  }
  const bytes = length === 0 ? Buffer.alloc(0) : await cursor.take(4 * length);
  return Int32Array.from({ length }, (_, i) => bytes.readInt32LE(4 * i));
}

async function entryOf(cursor: Cursor, path: string): Promise<GgufValue | undefined> {
  const type = await numberOf(cursor);
  if (type === STRING) return textOf(cursor, path);
  if (type === ARRAY) return listOf(cursor, path);
  const width = WIDTHS[type];
  if (width === undefined) throw damaged(path, `holds a value of type ${type}`);
  cursor.skip(width);
  return undefined;
}

/**
 * The texts and lists of a GGUF file's metadata with these keys, read from its beginning until all are found; the weights
 * are never touched.
 *
 * @see ggml, `docs/gguf.md`, versions 2 and 3.
 */
export async function readGguf(path: string, keys: readonly string[]): Promise<Map<string, GgufValue>> {
  const file = await open(path, "r");
  try {
    const cursor = cursorOf(path, async (at) => {
      const bytes = Buffer.alloc(PIECE_BYTES);
      const { bytesRead } = await file.read(bytes, 0, PIECE_BYTES, at);
      return bytes.subarray(0, bytesRead);
    });
    if (!looksLikeGguf(await cursor.take(4))) throw damaged(path, "does not begin with GGUF");
    const version = await numberOf(cursor);
    if (version !== 2 && version !== 3)
      throw damaged(path, `is of version ${version}, and 2 and 3 are known`);
    cursor.skip(8);
    const entries = await sizeOf(cursor, path, MOST_ITEMS);
    const found = new Map<string, GgufValue>();
    for (let i = 0; i < entries && found.size < keys.length; i++) {
      const key = await textOf(cursor, path);
      const value = await entryOf(cursor, path);
      if (value !== undefined && keys.includes(key)) found.set(key, value);
    }
    return found;
  } finally {
    await file.close();
  }
}
