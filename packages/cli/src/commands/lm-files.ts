import { readFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { Recording, Tokenizer } from "@relent/lm";
import type { LmFlags } from "./lm-compare.ts";

/** What an option's file holds. */
export async function readInput(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read: ${message}`;
    throw new RelentError(
      code === "ENOENT" ? "not-found" : "unreadable",
      `lm: ${option} ${path} ${why}; give a file`,
      {
        value: path,
        cause,
      },
    );
  }
}

/** The tokenizers that were given, in their order. */
export async function readTokenizers(paths: readonly string[] = []): Promise<Tokenizer[]> {
  const { readTokenizer } = await import("@relent/lm");
  const found: Tokenizer[] = [];
  for (const path of paths) found.push(await readTokenizer(path));
  return found;
}

/** Opens recordings, all or none. */
export async function open(paths: readonly string[], { key, targets }: LmFlags): Promise<Recording[]> {
  const { openRecording } = await import("@relent/lm");
  const opened: Recording[] = [];
  try {
    for (const path of paths) {
      opened.push(
        await openRecording(path, {
          ...(key !== undefined && { key }),
          ...(targets !== undefined && { targets }),
        }),
      );
    }
    return opened;
  } catch (error) {
    await close(opened);
    throw error;
  }
}

/** Closes what holds a file open. */
export async function close(recordings: readonly Recording[]): Promise<void> {
  for (const recording of recordings) if (recording.kind === "full") await recording.close();
}
