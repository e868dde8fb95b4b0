import { randomUUID } from "node:crypto";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { chmod, open, rename } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RelentError } from "@relent/core";
import { onExitRemove } from "./temporary.ts";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "may not be written by this user; permission was denied",
  EPERM: "may not be written by this user; permission was denied",
  EROFS: "is on a read-only file system",
  ENOSPC: "does not fit: the disk is full",
  EDQUOT: "does not fit: the disk quota is used up",
  EISDIR: "is a folder; give a file",
  ENOTDIR: "lies below a file; its parent must be a folder",
  ENAMETOOLONG: "has too long a name",
  EFBIG: "is larger than the file system allows",
};

function unwritable(doing: string, path: string, cause: unknown): RelentError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason =
    code === "ENOENT"
      ? `cannot be made: there is no folder ${dirname(path)}`
      : (reasons[code ?? ""] ?? `cannot be written: ${message}`);
  return new RelentError("unwritable", `${doing}: ${path} ${reason}`, { value: path, cause });
}

/** Devices and pipes, such as /dev/stdout, are written to as they stand: they cannot be replaced. */
function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/**
 * Checks that `writeWhole(path)` can be expected to work: the folder exists and may be written, and the path is not a
 * folder. Nothing is written.
 *
 * @throws RelentError `unwritable`.
 *
 * @example
 * ```ts
 * checkWritable("report.html") // undefined
 * ```
 */
export function checkWritable(path: string): void {
  const folder = dirname(resolve(path));
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    }
    if (!statSync(folder).isDirectory()) {
      throw Object.assign(new Error("is not a folder"), { code: "ENOTDIR" });
    }
    accessSync(found === undefined || !isSpecial(path) ? folder : path, constants.W_OK);
    if (found !== undefined) {
      accessSync(path, constants.W_OK);
    }
  } catch (cause) {
    throw unwritable("checkWritable", path, cause);
  }
}

async function writeTo(
  path: string,
  flags: string,
  content: string | Uint8Array,
  sync: boolean,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(content);
    if (sync) {
      await file.sync();
    }
  } finally {
    await file.close();
  }
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed over it.
 *
 * After an error or an interruption the old content is still there and nothing else is. The file that a link points to
 * is replaced, not the link, and keeps its mode. Devices and pipes are written in place. Text is written as UTF-8.
 *
 * @throws RelentError `unwritable`: no such folder, no permission, a read-only or full disk, a folder in the way.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    if (isSpecial(path)) {
      await writeTo(path, "w", content, false);
      return;
    }
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) {
      throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    }
    const target = existing === undefined ? resolve(path) : realpathSync(path);
    const beside = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.tmp`);
    const remove = onExitRemove(beside);
    try {
      await writeTo(beside, "wx", content, true);
      if (existing !== undefined) {
        await chmod(beside, existing.mode & 0o7777);
      }
      await rename(beside, target);
    } finally {
      remove();
    }
  } catch (cause) {
    throw unwritable("writeWhole", path, cause);
  }
}
