import { RelentError } from "@relent/core";
import { readRow } from "../compare-full/read-row.ts";
import type { FullRecording, RecordedToken, Recording } from "../recording.ts";
import { rowsByDocument } from "../rows-by-document.ts";
import { isSpecial } from "../text/token-text.ts";
import type { Tokenizer } from "../text/tokenizer.ts";

/** A token of a text with what it costs. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** −ln of its probability; the least that it can be where `censored`. */
  readonly nats: number;
  readonly censored: boolean;
}

/** A document's text from the first token that was scored to the last. */
export interface ScoredText {
  readonly id: string;
  readonly pieces: readonly Piece[];
}

const encoder = new TextEncoder();

const bytesOf = (text: string): Uint8Array =>
  text.startsWith("bytes:\\x")
    ? Uint8Array.from(text.slice(8).split("\\x"), (hex) => Number.parseInt(hex, 16))
    : encoder.encode(text);

/** undefined where a token in the text was not scored, or its bytes are not known. */
function heard(id: string, tokens: readonly RecordedToken[]): ScoredText | undefined {
  const from = tokens.findIndex(({ logProbability }) => logProbability !== null);
  if (from < 0) return undefined;
  const pieces: Piece[] = [];
  for (const { logProbability, text } of tokens.slice(from)) {
    if (logProbability === null || text.includes("\uFFFD")) return undefined;
    pieces.push({ bytes: bytesOf(text), nats: Math.max(0, -logProbability), censored: false });
  }
  return { id, pieces };
}

const refuse = ({ name }: Recording, what: string, allowed: string): RelentError =>
  new RelentError("incompatible", `compareBytes: ${name} ${what}; ${allowed}`, { value: name });

async function read(
  recording: FullRecording,
  targets: Int32Array,
  tokenizer: Tokenizer,
  look: () => void,
): Promise<ScoredText[]> {
  const logs = new Float64Array(recording.vocabulary);
  const texts: ScoredText[] = [];
  for (const [id, rows] of rowsByDocument(recording)) {
    const pieces: Piece[] = [];
    for (const row of rows) {
      const token = targets[row]!;
      const bytes = tokenizer.bytes(token);
      if (bytes === undefined) {
        throw refuse(
          recording,
          `has token ${token}, which its tokenizer does not have`,
          "give the tokenizer of the model that was recorded",
        );
      }
      const { clipped, cap } = await readRow(recording, row, logs);
      const censored = clipped > 0 && logs[token] === Number.NEGATIVE_INFINITY;
      const nats = Math.max(0, -(censored ? cap : logs[token]!));
      pieces.push({ bytes: isSpecial(tokenizer.text(token)) ? new Uint8Array() : bytes, nats, censored });
      if (row % 64 === 0) look();
    }
    texts.push({ id, pieces });
  }
  return texts;
}

/**
 * The texts that a recording scored, token by token.
 *
 * @throws RelentError "incompatible" where a whole recording has no tokenizer that tells its tokens' bytes, or no targets.
 */
export async function scoredTexts(
  recording: Recording,
  tokenizer: Tokenizer | undefined,
  look: () => void,
): Promise<ScoredText[]> {
  if (recording.kind === "top") {
    return recording.contents.flatMap(({ id, tokens }) => heard(id, tokens) ?? []);
  }
  if (recording.targets === undefined) {
    throw refuse(recording, "does not tell the tokens that came", "give them as targets");
  }
  if (tokenizer === undefined) {
    throw refuse(recording, "holds numbers of tokens alone", "give its tokenizer, which tells their bytes");
  }
  return read(recording, recording.targets, tokenizer, look);
}
