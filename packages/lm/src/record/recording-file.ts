import { type FileHandle, open } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { RECORD_SCHEMA } from "../responses/envelope.ts";
import { parseJson } from "../responses/parse-json.ts";
import { isJson, type Json } from "../responses/shape.ts";
import { lock } from "./lock.ts";

/** What a recording was made with: its first line. Two runs may share a file only if it is the same. */
export interface RecordingHeader {
  readonly schema: typeof RECORD_SCHEMA;
  readonly endpoint: string;
  readonly format: string;
  readonly model: string | null;
  /** null where texts alone are recorded. */
  readonly top: number | null;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number | null;
  readonly samples: number;
}

/** A recording that lines are added to. */
export interface RecordingFile {
  /** Ids that are there already, with the digest of what they were asked. */
  readonly done: ReadonlyMap<string, string>;
  /** Bytes of a last line that was not whole and was taken off. */
  readonly discarded: number;
  /** Adds a line; resolves once it is on the disk. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

const CHUNK = 1 << 20;
const NEWLINE = 10;

const unwritable = (path: string, cause: unknown): RelentError =>
  new RelentError("unwritable", `record: ${path} cannot be written: ${(cause as Error).message}`, { cause });

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

function parsed(text: string, where: string): Json {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    value = undefined;
  }
  if (isJson(value)) return value;
  throw new RelentError("incompatible", `record: ${where} is not JSON; give a new file, or remove the line`);
}

function checkHeader(found: Json, wanted: RecordingHeader, path: string): void {
  if (found.schema !== RECORD_SCHEMA) {
    throw new RelentError(
      "incompatible",
      `record: ${path} exists and was not recorded by relent; give a new file`,
      { value: path },
    );
  }
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

/** Reads what is there and returns it with the place up to which it is whole. */
async function takeUp(
  file: FileHandle,
  header: RecordingHeader,
  path: string,
): Promise<[Map<string, string>, number]> {
  const done = new Map<string, string>();
  let whole = 0;
  let line = 0;
  for await (const { text, end } of wholeLines(file)) {
    line += 1;
    whole = end;
    const value = parsed(text, `${path} line ${line}`);
    if (line === 1) {
      checkHeader(value, header, path);
      continue;
    }
    const id = String(value.custom_id);
    if (done.has(id)) {
      throw new RelentError(
        "incompatible",
        `record: ${path} line ${line}: id ${id} occurs twice; remove one of them`,
        {
          index: line,
          value: id,
        },
      );
    }
    done.set(id, String(value.asked));
  }
  return [done, whole];
}

/** A beginning of our own header, cut off before its end, or nothing at all. */
async function isUnbegun(file: FileHandle, size: number): Promise<boolean> {
  const head = Buffer.alloc(Math.min(size, 4096));
  await file.read(head, 0, head.length, 0);
  const ours = JSON.stringify({ schema: RECORD_SCHEMA }).slice(0, -1);
  const text = head.toString("utf8");
  return !text.includes("\n") && (text.startsWith(ours) || ours.startsWith(text));
}

/** Lines that come while others are being written go out together, one write and one sync for all. */
function appender(
  file: FileHandle,
  path: string,
): { append(line: string): Promise<void>; idle(): Promise<void> } {
  let waiting: string[] = [];
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    await Promise.resolve();
    const lines = waiting.join("");
    waiting = [];
    writing = undefined;
    await file.appendFile(lines);
    await file.datasync();
  };
  let last: Promise<void> = Promise.resolve();
  return {
    append(line) {
      waiting.push(`${line}\n`);
      if (writing === undefined) {
        writing = last.then(write).catch((cause: unknown) => {
          throw unwritable(path, cause);
        });
        last = writing.catch(() => undefined);
      }
      return writing;
    },
    idle: () => last,
  };
}

/**
 * Opens a recording to add to it: a new one with its header, or one that was begun with the same settings, of which a
 * last line that is not whole is taken off.
 *
 * @throws RelentError "incompatible" where the file is no recording, of other settings or broken; "unwritable".
 */
export async function openRecordingFile(path: string, header: RecordingHeader): Promise<RecordingFile> {
  const release = await lock(path);
  let file: FileHandle | undefined;
  try {
    file = await open(path, "a+").catch((cause: unknown) => {
      throw unwritable(path, cause);
    });
    const { size } = await file.stat();
    let [done, whole]: [Map<string, string>, number] = [new Map(), 0];
    if (!(await isUnbegun(file, size))) {
      [done, whole] = await takeUp(file, header, path);
      if (whole === 0) checkHeader({}, header, path);
    }
    if (whole < size) await file.truncate(whole);
    if (whole === 0) await file.appendFile(`${JSON.stringify(header)}\n`);
    await file.sync();
    const { append, idle } = appender(file, path);
    const opened = file;
    return {
      done,
      discarded: whole === 0 ? 0 : size - whole,
      append,
      async close() {
        await idle();
        await opened.close();
        await release();
      },
    };
  } catch (error) {
    await file?.close();
    await release();
    throw error;
  }
}
