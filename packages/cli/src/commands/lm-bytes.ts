import { RelentError } from "@relent/core";
import type { BytesOptions, BytesResult } from "@relent/lm";
import type { LmFlags } from "./lm-compare.ts";
import { close, open, readInput, readTokenizers } from "./lm-files.ts";
import { baseOf } from "./measure-options.ts";

/** Options of the comparison token by token, which this is not. */
const TOKEN_OPTIONS = ["matrix", "compat", "unseen", "vocabulary"] as const;

/** Fails where the cost of bytes is asked for together with what only tokens have. */
export function checkBytes(flags: LmFlags, tokens: readonly string[]): void {
  const [set] = TOKEN_OPTIONS.filter((name) => flags[name] !== undefined);
  const alien = set === undefined ? tokens[0] && `-o ${tokens[0]}` : `--${set}`;
  if (alien === undefined) return;
  throw new RelentError(
    "usage",
    `lm: --per-byte compares texts, and ${alien} is of tokens; leave one of them out`,
  );
}

/** Compares recordings by what a byte of the same text costs. */
export async function bytesOf(
  paths: readonly string[],
  flags: LmFlags,
  run: Pick<BytesOptions, "signal" | "onPhase" | "onProgress">,
): Promise<BytesResult> {
  if (paths.length < 2) {
    throw new RelentError(
      "usage",
      `lm: ${paths[0]} alone; give at least one OTHER recording to compare with it`,
    );
  }
  const { compareBytes } = await import("@relent/lm");
  const tokenizers = await readTokenizers(flags.tokenizer);
  const [base, ...others] = await open(paths, flags);
  try {
    return await compareBytes(base!, others, {
      ...run,
      tokenizers,
      ...(flags.text !== undefined && { text: await readInput("--text", flags.text) }),
      logarithm: baseOf(flags.base, "lm"),
      ...(flags.floor !== undefined && { floor: flags.floor }),
      ...(flags.level !== undefined && { level: flags.level }),
    });
  } finally {
    await close([base!, ...others]);
  }
}
