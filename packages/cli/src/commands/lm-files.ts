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
export async function open(paths: readonly string[], flags: LmFlags): Promise<Recording[]> {
  const { key, targets } = flags;
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
    checkRead(opened, flags);
    return opened;
  } catch (error) {
    await close(opened);
    throw error;
  }
}

/** Options that only some kinds of recordings read, by the kinds. */
const READ_BY: Readonly<
  Record<
    "key" | "targets" | "unseen" | "vocabulary",
    readonly [kinds: string, reads: (one: Recording) => boolean]
  >
> = {
  key: ["safetensors files", ({ format }) => format.includes("safetensors")],
  targets: ["logits in .npy or safetensors", ({ format }) => /NumPy|safetensors/.test(format)],
  unseen: [
    "recordings that hold only the likeliest tokens",
    (one) => one.kind === "top" || one.keeps !== undefined,
  ],
  vocabulary: ["lists of the likeliest tokens", ({ kind }) => kind === "top"],
};

/** Fails where an option was given that none of the recordings reads. */
function checkRead(recordings: readonly Recording[], flags: LmFlags): void {
  for (const [name, [kinds, reads]] of Object.entries(READ_BY)) {
    if (flags[name as keyof typeof READ_BY] === undefined || recordings.some(reads)) continue;
    throw new RelentError("usage", `lm: --${name} is for ${kinds}, and there are none; leave it out`, {
      value: name,
    });
  }
}

/** Closes what holds a file open. */
export async function close(recordings: readonly Recording[]): Promise<void> {
  for (const recording of recordings) if (recording.kind === "full") await recording.close();
}
