import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { Evaluation } from "@relent/tables";

const START = '{"schema":"relent/eval-summary@1"';

/** Whether a file is what `--save-summary` wrote, by its first bytes. */
export async function isSummary(path: string): Promise<boolean> {
  if (!path.endsWith(".json") || !(await stat(path).catch(() => null))?.isFile()) return false;
  let head = "";
  for await (const chunk of createReadStream(path, { end: START.length - 1 })) head += String(chunk);
  return head === START;
}

async function readOne(path: string): Promise<Evaluation> {
  const { readEvaluation } = await import("@relent/tables");
  try {
    return readEvaluation(await readFile(path, "utf8"));
  } catch (cause) {
    if (cause instanceof RelentError) throw cause;
    throw new RelentError("not-found", `eval: ${path} cannot be read; give a file of --save-summary`, {
      cause,
    });
  }
}

/** One summary of several files that `--save-summary` wrote, in the order given. */
export async function readSummaries(paths: readonly string[]): Promise<Evaluation> {
  const { mergeEvaluations } = await import("@relent/tables");
  const all = await Promise.all(paths.map(readOne));
  return all.reduce((merged, next) => mergeEvaluations(merged, next));
}
