import { RelentError } from "@relent/core";

/** A text's tokens cut into contexts of equal length, as llama.cpp cuts them for its perplexity. */
export interface Chunks {
  /** Tokens a chunk. */
  readonly context: number;
  readonly count: number;
  /** The text's tokens, a BOS before the first of them where the model wants one; `count · context` of them. */
  readonly tokens: Int32Array;
  /** What the model is shown of a chunk: its first token replaced by BOS, where the model wants one. */
  shown(chunk: number): Int32Array;
  /** The first position whose next token is scored; those up to `context` − 2 are. */
  readonly first: number;
  /** Scored rows a chunk. */
  readonly rows: number;
}

/**
 * Cuts tokens into chunks whose second half is scored: first = ⌊context/2⌋, context − 1 − first rows each.
 *
 * `bos` is null where the model wants none. What is left over at the end is not used.
 *
 * @throws RelentError for a context under 4, or fewer tokens than two contexts: llama.cpp refuses those too.
 * @see llama.cpp, tools/perplexity/perplexity.cpp.
 */
export function chunksOf(
  text: readonly number[],
  context: number,
  bos: number | null,
  most: number = Number.POSITIVE_INFINITY,
): Chunks {
  if (!(Number.isInteger(context) && context >= 4)) {
    throw new RelentError(
      "invalid-argument",
      `recordGguf: context = ${context}; it must be a whole number of at least 4`,
      { value: context },
    );
  }
  if (!(most >= 1)) {
    throw new RelentError("invalid-argument", `recordGguf: chunks = ${most}; it must be at least 1`, {
      value: most,
    });
  }
  const all = bos === null ? text : [bos, ...text];
  if (all.length < 2 * context) {
    throw new RelentError(
      "invalid-argument",
      `recordGguf: the text has ${all.length} tokens; a context of ${context} needs at least ${2 * context}, so give a longer text or a smaller --context`,
      { value: all.length },
    );
  }
  const count = Math.min(Math.floor(all.length / context), Math.floor(most));
  const tokens = Int32Array.from(all.slice(0, count * context));
  const first = Math.floor(context / 2);
  return {
    context,
    count,
    tokens,
    first,
    rows: context - 1 - first,
    shown(chunk) {
      const part = tokens.slice(chunk * context, (chunk + 1) * context);
      if (bos !== null) part[0] = bos;
      return part;
    },
  };
}
