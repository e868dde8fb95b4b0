import { type FileHandle, open } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { RECORD_SCHEMA } from "../responses/envelope.ts";
import { lock } from "./lock.ts";
import { takeUp } from "./take-up.ts";
import { unwritable } from "./unwritable.ts";

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
    file = await open(path, "a+");
    const { size } = await file.stat();
    const { done, whole } = await takeUp(file, size, header, path);
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
    throw error instanceof RelentError ? error : unwritable(path, error);
  }
}
