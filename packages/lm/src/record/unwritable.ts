import { RelentError } from "@relent/core";

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder is no folder",
  EISDIR: "it is a folder",
  EACCES: "this user may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

/** The error of a file that cannot be written. */
export function unwritable(path: string, cause: unknown): RelentError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  return new RelentError("unwritable", `record: ${path} cannot be written: ${WHY[code] ?? message}`, {
    cause,
  });
}
