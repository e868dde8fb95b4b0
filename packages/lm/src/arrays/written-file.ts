import { randomUUID } from "node:crypto";
import { open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RelentError } from "@relent/core";

/** Appends bytes to the file that is being written. */
export type Append = (bytes: Uint8Array) => Promise<void>;

/** Bytes are collected to this much before they are handed to the system. */
const BUFFER = 2 ** 20;

/**
 * Writes a file piece by piece, whole or not at all: beside its place, flushed to the disk, then renamed over it.
 *
 * @throws RelentError `unwritable`, and what `work` throws; then the old file is still there and nothing else is.
 */
export async function writeInPieces<T>(
  doing: string,
  path: string,
  work: (append: Append) => Promise<T>,
): Promise<T> {
  const target = resolve(path);
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.tmp`);
  const refuse = (cause: unknown): never => {
    if (cause instanceof RelentError) throw cause;
    const { message } = cause as Error;
    throw new RelentError(
      "unwritable",
      `${doing}: ${path} cannot be written: ${message}; give a file in a folder that may be written`,
      {
        value: path,
        cause,
      },
    );
  };
  const file = await open(beside, "wx").catch(refuse);
  const buffer = new Uint8Array(BUFFER);
  let held = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
  };
  const append: Append = async (bytes) => {
    if (held + bytes.length > BUFFER) {
      await write(buffer.subarray(0, held));
      held = 0;
    }
    if (bytes.length > BUFFER) return write(bytes);
    buffer.set(bytes, held);
    held += bytes.length;
  };
  try {
    const result = await work(append);
    await write(buffer.subarray(0, held));
    await file.sync();
    await file.close();
    await rename(beside, target);
    return result;
  } catch (cause) {
    await file.close().catch(() => undefined);
    await unlink(beside).catch(() => undefined);
    return refuse(cause);
  }
}
