import { RelentError } from "@relent/core";
import type { LlamaInput, LlamaSequence } from "./llama.ts";

const WANTED = { generateNext: { logits: true } } as const;

/** Every token's raw logit in its place; refuses a list that leaves a token out. */
function logitsOf(found: Map<number, number>): Float32Array {
  const row = new Float32Array(found.size).fill(Number.NaN);
  for (const [token, logit] of found) row[token] = logit;
  const gap = row.findIndex(Number.isNaN);
  if (gap >= 0) {
    throw new RelentError(
      "unreadable",
      `recordGguf: the model gave no number for token ${gap} of ${row.length}; every token needs a logit`,
      { index: gap, value: row[gap] },
    );
  }
  return row;
}

/**
 * The raw logits after each position from `first` to the last but one of a chunk, in their order.
 *
 * The chunk is evaluated at once, as llama.cpp does, so that the numbers are the same to the bit. Each list is emptied once
 * it is copied: the library keeps all of them to the end, and a map of 128,256 numbers takes 5 MB.
 */
export async function evaluateChunk(
  sequence: LlamaSequence,
  shown: Int32Array,
  first: number,
): Promise<Float32Array[]> {
  const last = shown.length - 1;
  const input = Array.from(
    shown,
    (token, i): LlamaInput => (i >= first && i < last ? [token, WANTED] : token),
  );
  const rows = new Array<Float32Array | undefined>(last - first);
  let fault: unknown;
  await sequence.clearHistory();
  await sequence.controlledEvaluate(input, {
    onTokenResult(index, { next: { logits } }) {
      if (fault !== undefined || logits === undefined) return;
      try {
        rows[index - first] = logitsOf(logits);
      } catch (cause) {
        fault = cause;
      }
      logits.clear();
    },
  });
  if (fault !== undefined) throw fault;
  return Array.from(rows, (row, i) => {
    if (row !== undefined) return row;
    throw new RelentError("unreadable", `recordGguf: the model gave no logits at position ${first + i}`, {
      index: first + i,
    });
  });
}
