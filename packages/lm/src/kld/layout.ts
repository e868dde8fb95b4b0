import { RelentError } from "@relent/core";

/** The first bytes of llama.cpp's recordings. */
export const MAGIC = "_logits_";
const HEAD_BYTES = 20;
/** Scale and floor before the codes of a row. */
export const ROW_HEAD_BYTES = 8;

/** How llama.cpp's recordings are laid out; see its `tools/perplexity`. */
export interface KldLayout {
  /** Tokens of one chunk. */
  readonly context: number;
  readonly vocabulary: number;
  readonly chunks: number;
  /** Position after which the first row of a chunk stands: the first half of a chunk is not scored. */
  readonly first: number;
  readonly rowsPerChunk: number;
  readonly rowBytes: number;
  /** Where the tokens and the rows begin. */
  readonly tokensAt: number;
  readonly rowsAt: number;
}

/** The layout of a recording with these sizes. */
export function kldLayout(context: number, vocabulary: number, chunks: number): KldLayout {
  const first = Math.floor(context / 2);
  return {
    context,
    vocabulary,
    chunks,
    first,
    rowsPerChunk: context - 1 - first,
    rowBytes: 2 * (vocabulary + (vocabulary % 2)) + ROW_HEAD_BYTES,
    tokensAt: HEAD_BYTES,
    rowsAt: HEAD_BYTES + 4 * context * chunks,
  };
}

/** Whether a file begins as llama.cpp's recordings do. */
export const looksLikeKld = (head: Uint8Array): boolean =>
  head.length >= MAGIC.length && [...MAGIC].every((letter, i) => head[i] === letter.charCodeAt(0));

/** Reads the header. @throws RelentError `unreadable` where it is cut off or its sizes are impossible. */
export function readLayout(head: Uint8Array, name: string): KldLayout {
  if (!looksLikeKld(head) || head.length < HEAD_BYTES) {
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} does not begin with ${MAGIC} and three sizes; a file of llama-perplexity --kl-divergence-base is allowed`,
      { value: name },
    );
  }
  const view = new DataView(head.buffer, head.byteOffset, HEAD_BYTES);
  const sizes = { "tokens a chunk": [8, 3], vocabulary: [12, 1], chunks: [16, 1] } as const;
  const [context, vocabulary, chunks] = Object.entries(sizes).map(([what, [at, least]]) => {
    const value = view.getInt32(at, true);
    if (value >= least) return value;
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} says ${what} = ${value}; it must be at least ${least}`,
      { value },
    );
  });
  return kldLayout(context!, vocabulary!, chunks!);
}
