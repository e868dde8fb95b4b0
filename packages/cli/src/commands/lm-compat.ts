import { RelentError } from "@relent/core";
import type { Recording } from "@relent/lm";
import type { LmFlags } from "./lm-compare.ts";

/** Options that shape a result, which this table is not. */
const RESULT_OPTIONS = [
  "json",
  "output",
  "failOn",
  "matrix",
  "tokenizer",
  "text",
  "base",
  "floor",
  "level",
  "unseen",
  "vocabulary",
] as const;

const spelled = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Fails where llama.cpp's table is asked for together with what only a result has. */
export function checkCompat(flags: LmFlags): void {
  const set = RESULT_OPTIONS.filter((name) => flags[name] !== undefined);
  if (set.length === 0) return;
  throw new RelentError(
    "usage",
    `lm: --compat llama.cpp prints llama.cpp's table alone and takes no ${set.map(spelled).join(", ")}; leave one of them out`,
  );
}

/** llama.cpp's own table of a base and a model. */
export async function compatTable(
  [base, model]: readonly Recording[],
  run: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<string> {
  if (base?.kind !== "full" || model?.kind !== "full") {
    throw new RelentError(
      "incompatible",
      "lm: --compat llama.cpp needs whole distributions; a .kld file as the base, and a .kld file or logits beside it",
    );
  }
  const { formatLlamaCpp, llamaCppStatistics } = await import("@relent/lm");
  const statistics = await llamaCppStatistics(base, model, {
    signal: run.signal,
    onProgress: (done, total) => run.onProgress(done / total),
  });
  return formatLlamaCpp(statistics);
}
