import { readSync } from "node:fs";
import { open } from "node:fs/promises";
import { RelentError } from "@relent/core";

/** A file that is read at any place and never held whole. */
export interface PositionedFile {
  readonly path: string;
  readonly size: number;
  /** Fills `target` from the bytes at `position`, which may lie beyond 2³². */
  read(target: Uint8Array, position: number): Promise<void>;
  /** The same at once: for bytes that lie in memory, where handing over to another thread takes longer than reading. */
  readNow(target: Uint8Array, position: number): void;
  close(): Promise<void>;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; give a file that is there",
  EACCES: "may not be read by this user; permission was denied",
  EISDIR: "is a folder; give a file",
};

/** Opens a file for reading at any place. @throws RelentError `not-found` or `unreadable`. */
export async function openFile(doing: string, path: string): Promise<PositionedFile> {
  try {
    const handle = await open(path, "r");
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    }
    const short = (at: number, missing: number): RelentError =>
      new RelentError(
        "unreadable",
        `${doing}: ${path} ends at byte ${at} where ${missing} more are needed; the whole file is needed`,
        { value: path },
      );
    return {
      path,
      size: stat.size,
      async read(target, position) {
        for (let done = 0; done < target.length; ) {
          const { bytesRead } = await handle.read(target, done, target.length - done, position + done);
          if (bytesRead === 0) throw short(position + done, target.length - done);
          done += bytesRead;
        }
      },
      readNow(target, position) {
        for (let done = 0; done < target.length; ) {
          const bytesRead = readSync(handle.fd, target, done, target.length - done, position + done);
          if (bytesRead === 0) throw short(position + done, target.length - done);
          done += bytesRead;
        }
      },
      close: () => handle.close(),
    };
  } catch (cause) {
    if (cause instanceof RelentError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new RelentError(
      code === "ENOENT" ? "not-found" : "unreadable",
      `${doing}: ${path} ${REASONS[code ?? ""] ?? `cannot be read: ${message}`}`,
      { value: path, cause },
    );
  }
}
