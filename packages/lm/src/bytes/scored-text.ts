import { RelentError } from "@relent/core";
import { readRow } from "../compare-full/read-row.ts";
import { codesOf } from "../kld/code-rows.ts";
import type { FullRecording, RecordedToken, Recording } from "../recording.ts";
import { rowsByDocument } from "../rows-by-document.ts";
import { isSpecialId } from "../text/token-text.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import { codeCosts } from "./code-cost.ts";
import { firstBytes, type NextBytes, nextBytes } from "./next-byte.ts";

/** A token of a text; special ones have no bytes. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** By which its cost is asked for. */
  readonly row: number;
}

/** A document's text from the first token that was scored to the last. */
export interface ScoredText {
  readonly id: string;
  readonly pieces: readonly Piece[];
  /** Where it begins in the whole text that the recording keeps, in bytes. */
  readonly at?: number;
}

/** What a token costs. */
export interface Cost {
  /** −ln of its probability; the least that it can be where `censored`. */
  readonly nats: number;
  readonly censored: boolean;
  /** The next byte's distribution there, where it was asked for and all tokens' probabilities are known. */
  readonly next?: NextBytes;
}

/** What a recording scored, and what each token of it costs, to be asked for in rising order. */
export interface Scored {
  /** Those that were scored whole, from the first scored token to the last. */
  readonly texts: readonly ScoredText[];
  /** How many documents there are, these and others. */
  readonly documents: number;
  /** All that was read, scored or not, where the recording keeps it. */
  readonly whole?: Buffer;
  cost(row: number, next: boolean): Promise<Cost>;
}

const encoder = new TextEncoder();
const NOTHING = new Uint8Array();

const bytesOf = (text: string): Uint8Array =>
  text.startsWith("bytes:\\x")
    ? Uint8Array.from(text.slice(8).split("\\x"), (hex) => Number.parseInt(hex, 16))
    : encoder.encode(text);

/** Whether every token from the first scored one on is scored, and of known bytes. */
const isWhole = (tokens: readonly RecordedToken[]): boolean =>
  tokens.length > 0 &&
  tokens.every(({ logProbability, text }) => logProbability !== null && !text.includes("\uFFFD"));

function heard(contents: Extract<Recording, { kind: "top" }>["contents"]): Scored {
  const costs: Cost[] = [];
  const texts = contents.flatMap(({ id, tokens }): ScoredText[] => {
    const from = tokens.findIndex(({ logProbability }) => logProbability !== null);
    const scored = from < 0 ? [] : tokens.slice(from);
    if (!isWhole(scored)) return [];
    const pieces = scored.map(({ text, logProbability }): Piece => {
      costs.push({ nats: Math.max(0, -logProbability!), censored: false });
      return { bytes: bytesOf(text), row: costs.length - 1 };
    });
    return [{ id, pieces }];
  });
  return { texts, documents: contents.length, cost: async (row) => costs[row]! };
}

const refuse = ({ name }: Recording, what: string, allowed: string): RelentError =>
  new RelentError("incompatible", `compareBytes: ${name} ${what}; ${allowed}`, { value: name });

function written(recording: FullRecording, tokenizer: Tokenizer): (token: number) => Uint8Array {
  return (token) => {
    const bytes = tokenizer.bytes(token);
    if (bytes !== undefined) return isSpecialId(tokenizer, token) ? NOTHING : bytes;
    throw refuse(
      recording,
      `has token ${token}, which its tokenizer does not have`,
      "give the tokenizer of the model that was recorded",
    );
  };
}

/** The rows of a document whose tokens are known, where these follow one another. */
function knownRun(
  rows: readonly number[],
  targets: Int32Array,
  { placeOf }: FullRecording,
): readonly number[] {
  const known = rows.filter((row) => targets[row]! >= 0);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  return placeOf(last).position - placeOf(first).position === known.length - 1 ? known : [];
}

function read(recording: FullRecording, targets: Int32Array, tokenizer: Tokenizer): Scored {
  const spelled = written(recording, tokenizer);
  const whole = recording.text && Array.from(recording.text.tokens, spelled);
  const begins = whole && [0];
  for (const bytes of whole ?? []) begins!.push(begins!.at(-1)! + bytes.length);
  const documents = rowsByDocument(recording);
  const texts = [...documents].flatMap(([id, all]): ScoredText[] => {
    const rows = knownRun(all, targets, recording);
    if (rows.length === 0) return [];
    const at = begins?.[recording.text!.at(rows[0]!)];
    const pieces = rows.map((row) => ({ bytes: spelled(targets[row]!), row }));
    return [{ id, pieces, ...(at !== undefined && { at }) }];
  });
  const first = firstBytes(tokenizer, recording.vocabulary);
  const codes = codesOf(recording);
  return {
    texts,
    documents: documents.size,
    ...(whole !== undefined && { whole: Buffer.concat(whole) }),
    cost:
      codes === undefined ? rowCosts(recording, targets, first) : codeCosts(recording, codes, targets, first),
  };
}

/** What tokens cost by rows of log-probabilities. */
function rowCosts(recording: FullRecording, targets: Int32Array, first: Uint16Array): Scored["cost"] {
  const logs = new Float64Array(recording.vocabulary);
  return async (row, next) => {
    const limits = await readRow(recording, row, logs);
    const log = logs[targets[row]!]!;
    const censored = limits.clipped > 0 && log === Number.NEGATIVE_INFINITY;
    return {
      nats: Math.max(0, -(censored ? limits.cap : log)),
      censored,
      ...(next && { next: nextBytes(logs, first, limits) }),
    };
  };
}

/**
 * The texts that a recording scored, token by token; nothing but the tokens is read yet.
 *
 * @throws RelentError "incompatible" where a whole recording has no tokenizer that tells its tokens' bytes, or no targets.
 */
export function scoredTexts(recording: Recording, tokenizer: Tokenizer | undefined): Scored {
  if (recording.kind === "top") return heard(recording.contents);
  if (recording.targets === undefined) {
    throw refuse(recording, "does not tell the tokens that came", "give them as targets");
  }
  if (tokenizer === undefined) {
    throw refuse(
      recording,
      "holds numbers of tokens alone",
      "give its tokenizer (tokenizer.json, or the GGUF model), which tells their bytes",
    );
  }
  return read(recording, recording.targets, tokenizer);
}
