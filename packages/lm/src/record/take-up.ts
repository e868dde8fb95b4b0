import type { FileHandle } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { RECORD_SCHEMA } from "../responses/envelope.ts";
import { parseJson } from "../responses/parse-json.ts";
import { isJson, type Json } from "../responses/shape.ts";
import type { RecordingHeader } from "./recording-file.ts";

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Whole lines of a file, with the place behind each. */
async function* wholeLines(file: FileHandle): AsyncGenerator<{ text: string; end: number }> {
  const chunk = Buffer.alloc(CHUNK);
  let pieces: Buffer[] = [];
  let end = 0;
  for (;;) {
    const { bytesRead } = await file.read(
      chunk,
      0,
      CHUNK,
      end + pieces.reduce((sum, piece) => sum + piece.length, 0),
    );
    if (bytesRead === 0) return;
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0 && at < bytesRead; at = chunk.indexOf(NEWLINE, from)) {
      pieces.push(Buffer.from(chunk.subarray(from, at + 1)));
      const line = Buffer.concat(pieces);
      end += line.length;
      pieces = [];
      from = at + 1;
      yield { text: line.toString("utf8"), end };
    }
    if (from < bytesRead) pieces.push(Buffer.from(chunk.subarray(from, bytesRead)));
  }
}

const foreign = (path: string): RelentError =>
  new RelentError("incompatible", `record: ${path} exists and was not recorded by relent; give a new file`, {
    value: path,
  });

function parsed(text: string, path: string, line: number): Json {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    value = undefined;
  }
  if (isJson(value)) return value;
  if (line === 1) throw foreign(path);
  throw new RelentError(
    "incompatible",
    `record: ${path} line ${line} is not JSON; give a new file, or remove the line`,
  );
}

function checkHeader(found: Json, wanted: RecordingHeader, path: string): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (found[name] === value) continue;
    throw new RelentError(
      "incompatible",
      `record: ${path} was recorded with ${name} ${JSON.stringify(found[name])}, now it is ${JSON.stringify(value)}; ` +
        "go on with the same settings, or give a new file",
      { value: name },
    );
  }
}

/** A beginning of our own header, cut off before its end, or nothing at all. */
async function isUnbegun(file: FileHandle, size: number): Promise<boolean> {
  const head = Buffer.alloc(Math.min(size, 4096));
  await file.read(head, 0, head.length, 0);
  const ours = JSON.stringify({ schema: RECORD_SCHEMA }).slice(0, -1);
  const text = head.toString("utf8");
  return !text.includes("\n") && (text.startsWith(ours) || ours.startsWith(text));
}

/** What a file holds of a recording already. */
export interface Begun {
  /** Ids with the digest of what they were asked. */
  readonly done: ReadonlyMap<string, string>;
  /** Bytes up to which it is whole; 0 where it is to be begun. */
  readonly whole: number;
}

/**
 * Reads what is there. A file without answers is begun anew: its settings, which a first try may have got wrong, bind nobody.
 *
 * @throws RelentError "incompatible" where the file is no recording, of other settings or broken.
 */
export async function takeUp(
  file: FileHandle,
  size: number,
  header: RecordingHeader,
  path: string,
): Promise<Begun> {
  const done = new Map<string, string>();
  if (await isUnbegun(file, size)) return { done, whole: 0 };
  let found: Json | undefined;
  let whole = 0;
  let line = 0;
  for await (const { text, end } of wholeLines(file)) {
    line += 1;
    const value = parsed(text, path, line);
    if (found === undefined) {
      if (value.schema !== RECORD_SCHEMA) throw foreign(path);
      found = value;
      continue;
    }
    whole = end;
    const id = String(value.custom_id);
    if (done.has(id)) {
      throw new RelentError(
        "incompatible",
        `record: ${path} line ${line}: id ${id} occurs twice; remove one of them`,
        { index: line, value: id },
      );
    }
    done.set(id, String(value.asked));
  }
  if (found === undefined) throw foreign(path);
  if (done.size > 0) checkHeader(found, header, path);
  return { done, whole };
}
