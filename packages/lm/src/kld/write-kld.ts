import { RelentError } from "@relent/core";
import { type Append, writeInPieces } from "../arrays/written-file.ts";
import { encodeRow } from "./encode-row.ts";
import { type KldLayout, kldLayout, MAGIC } from "./layout.ts";

/** What a `.kld` file says beside its rows. */
export interface KldHead {
  /** Tokens of one chunk, of which the second half is scored; at least 3. */
  readonly context: number;
  readonly vocabulary: number;
  /** The tokens of all chunks, one after the other; their number is a multiple of `context`. */
  readonly tokens: ArrayLike<number>;
  /** How far below the likeliest token codes reach, in nats: 16 (llama.cpp, the default) or 24 (ik_llama.cpp). */
  readonly clip?: 16 | 24;
}

function checked({ context, vocabulary, tokens }: KldHead): KldLayout {
  const refuse = (what: string, allowed: string, value: number): never => {
    throw new RelentError("invalid-argument", `writeKld: ${what}; ${allowed}`, { value });
  };
  if (!(Number.isInteger(context) && context >= 3))
    refuse(`context = ${context}`, "a whole number of at least 3 is allowed", context);
  if (!(Number.isInteger(vocabulary) && vocabulary >= 1))
    refuse(`vocabulary = ${vocabulary}`, "a whole number of at least 1 is allowed", vocabulary);
  const chunks = tokens.length / context;
  if (!Number.isInteger(chunks) || chunks < 1) {
    refuse(`${tokens.length} tokens`, `whole chunks of ${context} are allowed, at least one`, tokens.length);
  }
  return kldLayout(context, vocabulary, chunks);
}

async function writeHead(
  append: Append,
  { context, vocabulary, chunks }: KldLayout,
  tokens: ArrayLike<number>,
): Promise<void> {
  await append(new TextEncoder().encode(MAGIC));
  await append(new Uint8Array(Int32Array.of(context, vocabulary, chunks).buffer));
  await append(new Uint8Array(Int32Array.from(tokens).buffer));
}

/**
 * Writes a recording byte by byte as `llama-perplexity --kl-divergence-base` does, so that llama.cpp reads it too.
 *
 * `rows` gives the logits after position floor(context/2) of the first chunk and so on to the last but one of the chunk,
 * then those of the next chunk. The file is written beside its place and renamed when whole.
 *
 * @throws RelentError `invalid-argument` for another number of rows, sizes that do not fit, NaN; `unwritable`.
 * @see llama.cpp 0.5, `tools/perplexity/perplexity.cpp`.
 *
 * @example
 * ```ts
 * await writeKld("model.kld", { context: 512, vocabulary: 2048, tokens }, rowsOfLogits);
 * ```
 */
export async function writeKld(
  path: string,
  head: KldHead,
  rows: Iterable<ArrayLike<number>> | AsyncIterable<ArrayLike<number>>,
): Promise<void> {
  const layout = checked(head);
  const planned = layout.rowsPerChunk * layout.chunks;
  const bytes = new Uint8Array(layout.rowBytes);
  await writeInPieces("writeKld", path, async (append) => {
    await writeHead(append, layout, head.tokens);
    let row = 0;
    for await (const logits of rows) {
      if (logits.length !== layout.vocabulary || row >= planned) {
        throw new RelentError(
          "invalid-argument",
          `writeKld: row ${row} has ${logits.length} logits; ${planned} rows of ${layout.vocabulary} are allowed`,
          { index: row, value: logits.length },
        );
      }
      encodeRow(logits, head.clip ?? 16, bytes, row);
      await append(bytes);
      row++;
    }
    if (row === planned) return;
    throw new RelentError(
      "invalid-argument",
      `writeKld: ${row} rows for ${layout.chunks} chunks; ${planned} are needed`,
      {
        value: row,
      },
    );
  });
}
