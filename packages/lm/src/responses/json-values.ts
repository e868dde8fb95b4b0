import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { parseJson } from "./parse-json.ts";
import { unreadable } from "./shape.ts";
import { splitValues } from "./split-values.ts";

/** A value of a file, with the line on which it begins. */
export interface JsonValue {
  readonly value: unknown;
  readonly line: number;
}

/** What there is to know of a file once it is read to its end. */
export interface ReadingNotes {
  /** The line of a value that breaks off at the end of the file. */
  cutAt?: number;
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: count - 1 })) return chunk as Buffer;
  return Buffer.alloc(0);
}

async function textOf(path: string): Promise<Readable> {
  const [a, b] = await firstBytes(path, 2);
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
  if (a !== 0x1f || b !== 0x8b) return bytes.setEncoding("utf8");
  const plain = createGunzip();
  bytes.on("error", (error) => plain.destroy(error));
  return bytes.pipe(plain).setEncoding("utf8");
}

const parsed = (text: string): { value: unknown } | undefined => {
  try {
    return { value: parseJson(text) };
  } catch {
    return undefined;
  }
};

/** Lines with their number; the last says whether the file ends behind it without an end of line. */
async function* linesOf(path: string): AsyncGenerator<{ text: string; line: number; unended: boolean }> {
  let ended = true;
  const source = await textOf(path);
  source.on("data", (chunk: string) => {
    ended = chunk.endsWith("\n");
  });
  let line = 0;
  let before: string | undefined;
  for await (const text of createInterface({ input: source, crlfDelay: Infinity })) {
    if (before !== undefined) yield { text: before, line, unended: false };
    before = line === 0 ? text.replace(/^\uFEFF/, "") : text;
    line += 1;
  }
  if (before !== undefined) yield { text: before, line, unended: !ended };
}

async function firstLineIsWhole(path: string): Promise<boolean> {
  for await (const { text } of linesOf(path)) {
    if (text.trim() !== "") return parsed(text) !== undefined;
  }
  return true;
}

async function* fromLines(path: string, notes: ReadingNotes): AsyncGenerator<JsonValue> {
  for await (const { text, line, unended } of linesOf(path)) {
    if (text.trim() === "") continue;
    const found = parsed(text);
    if (found === undefined && unended) {
      notes.cutAt = line;
      return;
    }
    if (found === undefined)
      throw unreadable(`${path} line ${line}`, "is not JSON; each line must be a value");
    yield { value: found.value, line };
  }
}

async function* fromText(path: string, notes: ReadingNotes): AsyncGenerator<JsonValue> {
  for await (const { text, line, whole } of splitValues(await textOf(path))) {
    if (!whole) {
      notes.cutAt = line;
      return;
    }
    const found = parsed(text);
    if (found === undefined) throw unreadable(`${path} line ${line}`, "is not JSON");
    yield { value: found.value, line };
  }
}

/**
 * The values of a JSON file, one after the other: one a line, or written over several lines, or the elements of one
 * array; gzip is undone. A value that breaks off at the end of the file is left out and its line noted.
 */
export async function* jsonValues(path: string, notes: ReadingNotes): AsyncGenerator<JsonValue> {
  const values = (await firstLineIsWhole(path)) ? fromLines(path, notes) : fromText(path, notes);
  for await (const { value, line } of values) {
    if (Array.isArray(value)) for (const one of value) yield { value: one, line };
    else yield { value, line };
  }
}
