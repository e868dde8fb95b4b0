import { RelentError } from "@relent/core";
import { writeKld } from "../kld/write-kld.ts";
import { type GgufOptions, type ScoredChunk, scoreText } from "./score-text.ts";

/** What was recorded of a GGUF model. */
export interface GgufRecording {
  readonly path: string;
  readonly context: number;
  readonly vocabulary: number;
  readonly chunks: number;
  /** Scored rows: `context` − 1 − ⌊`context`/2⌋ a chunk. */
  readonly rows: number;
}

async function* rowsOf(
  first: ScoredChunk,
  others: AsyncGenerator<ScoredChunk>,
): AsyncGenerator<Float32Array> {
  yield* first.rows;
  for await (const { rows } of others) yield* rows;
}

/**
 * Runs a GGUF model over a text in this process and writes what it expects of each next token as llama.cpp's `.kld` file.
 *
 * Needs the optional peer `node-llama-cpp`. The text is cut into chunks of `context` tokens, each shown with BOS in its first
 * place where the model wants one; the second half of each is scored, with the raw logits of the whole vocabulary:
 * what `llama-perplexity --kl-divergence-base` records, to the bit on a processor. One chunk's logits are held in
 * memory: 130 MB at 512 tokens and a vocabulary of 128,256. The file is written beside its place and renamed when whole.
 *
 * @throws RelentError `not-found` without `node-llama-cpp`, `unreadable` for what is no GGUF model, `invalid-argument` for a
 * text of fewer than two contexts, `interrupted` on `signal`, `unwritable`.
 * @see llama.cpp, tools/perplexity/perplexity.cpp.
 */
export async function recordGguf(
  model: string,
  text: string,
  path: string,
  options: GgufOptions = {},
): Promise<GgufRecording> {
  const scored = scoreText(model, text, options);
  try {
    const { value: first } = await scored.next();
    const { chunks, rows } = first as ScoredChunk;
    const vocabulary = rows[0]?.length;
    if (vocabulary === undefined) {
      throw new RelentError("unreadable", `recordGguf: ${model} scored no position of the text`);
    }
    const { context, tokens } = chunks;
    await writeKld(path, { context, vocabulary, tokens }, rowsOf(first as ScoredChunk, scored));
    return { path, context, vocabulary, chunks: chunks.count, rows: chunks.count * chunks.rows };
  } finally {
    await scored.return(undefined);
  }
}
