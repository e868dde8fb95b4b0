import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { RelentError } from "@relent/core";
import type { FullRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { arrayRows } from "./array-rows.ts";
import { type LogitRows, logitRecording } from "./logit-recording.ts";
import { openFile } from "./positioned-file.ts";
import { findLogits } from "./safetensors-header.ts";

async function openRow(path: string, key: string | undefined): Promise<LogitRows> {
  const file = await openFile("openRecording", path);
  try {
    return arrayRows(file, await findLogits(file, basename(path), key));
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** Opens safetensors files in the order given, each of them the logits of one document, or of one row of a single document (exllamav3's layout). */
export async function openRowFiles(
  paths: readonly string[],
  name: string,
  options: OpenOptions = {},
): Promise<FullRecording> {
  const first: { file: number; from: number }[] = [];
  const lengths: number[] = [];
  let vocabulary = 0;
  for (const [file, path] of paths.entries()) {
    const part = await openRow(path, options.key);
    await part.close();
    if (file > 0 && part.vocabulary !== vocabulary) {
      throw new RelentError(
        "incompatible",
        `openRecording: ${path} has a vocabulary of ${part.vocabulary}, ${paths[0]} of ${vocabulary}; all files need the same`,
        { index: file, value: part.vocabulary },
      );
    }
    vocabulary = part.vocabulary;
    lengths.push(...part.lengths);
    const rows = part.lengths.reduce((sum, length) => sum + length, 0);
    for (let row = 0; row < rows; row++) first.push({ file, from: row });
  }
  let open: { readonly file: number; readonly part: LogitRows } | undefined;
  const source: LogitRows = {
    name,
    format: "safetensors logits, row by row",
    lengths: lengths.every((length) => length === 1) ? [lengths.length] : lengths,
    vocabulary,
    async logits(row, out) {
      const { file, from } = first[row]!;
      if (open?.file !== file) {
        await open?.part.close();
        open = undefined;
        open = { file, part: await openRow(paths[file]!, options.key) };
      }
      await open.part.logits(from, out);
    },
    close: async () => open?.part.close(),
  };
  return logitRecording(source, options);
}

/** Opens a folder of `row_000000.safetensors`, `row_000001.safetensors`, …, in that order. */
export async function openRowFolder(path: string, options: OpenOptions = {}): Promise<FullRecording> {
  const number = (name: string): number => Number(/^row_(\d+)\.safetensors$/.exec(name)?.[1] ?? Number.NaN);
  const names = (await readdir(path)).filter((name) => !Number.isNaN(number(name)));
  if (names.length === 0) {
    throw new RelentError(
      "unreadable",
      `openRecording: the folder ${path} holds no row_000000.safetensors; a recording's file or such a folder is allowed`,
      { value: path },
    );
  }
  names.sort((a, b) => number(a) - number(b));
  return openRowFiles(
    names.map((name) => join(path, name)),
    basename(path),
    options,
  );
}
