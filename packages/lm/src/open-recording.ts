import { open, stat } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { FORMATS } from "./formats.ts";
import type { Recording } from "./recording.ts";
import type { Beginning, OpenOptions } from "./recording-format.ts";

const HEAD_BYTES = 65536;

async function beginningOf(path: string): Promise<Beginning> {
  try {
    if ((await stat(path)).isDirectory()) return { head: new Uint8Array(0), path, folder: true };
    const handle = await open(path, "r");
    try {
      const head = new Uint8Array(HEAD_BYTES);
      const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
      return { head: head.subarray(0, bytesRead), path, folder: false };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const missing = code === "ENOENT" || code === "ENOTDIR";
    throw new RelentError(
      missing ? "not-found" : "unreadable",
      missing
        ? `openRecording: ${path} does not exist; give a recording that is there`
        : `openRecording: ${path} cannot be read: ${message}; give a file that this user may read`,
      { value: path, cause },
    );
  }
}

/**
 * Opens a recording of next-token distributions, told by its content and not by its ending.
 *
 * Full distributions: llama.cpp's `.kld` files, logits in .npy and safetensors files (or a folder of them, one row each),
 * and the packed files of `packRecording`. Truncated ones: what servers answered, in JSON lines. Nothing but headers is
 * read yet; close it when done.
 *
 * @throws RelentError `not-found`, or `unreadable` for an empty, unknown or damaged file.
 *
 * @example
 * ```ts
 * const base = await openRecording("base.kld");
 * ```
 */
export async function openRecording(path: string, options: OpenOptions = {}): Promise<Recording> {
  const beginning = await beginningOf(path);
  if (!beginning.folder && beginning.head.length === 0) {
    throw new RelentError("unreadable", `openRecording: ${path} is empty; a recording is needed`, {
      value: path,
    });
  }
  const format = FORMATS.find((one) => one.matches(beginning));
  if (format === undefined) {
    throw new RelentError(
      "unreadable",
      `openRecording: ${path} is none of the kinds that are known; allowed are ${FORMATS.map(({ name }) => name).join(", ")}`,
      { value: path },
    );
  }
  return format.open(path, options);
}
