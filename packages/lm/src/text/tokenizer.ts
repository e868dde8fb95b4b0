import { RelentError } from "@relent/core";
import { byteLevelBytes, sentencePieceBytes } from "./byte-level.ts";

/** What token ids stand for. */
export interface Tokenizer {
  /** One more than the largest id. */
  readonly size: number;
  /** The bytes of a token; undefined for an id that the vocabulary does not have. */
  bytes(id: number): Uint8Array | undefined;
  /** Its text; bytes that are no whole characters are written as `<0xE2>`, an unknown id as `#id`. */
  text(id: number): string;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
}

interface TokenizerFile {
  readonly model?: { readonly vocab?: unknown };
  readonly added_tokens?: readonly AddedToken[];
}

const FN = "parseTokenizer";
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const unreadable = (name: string, why: string): RelentError =>
  new RelentError(
    "unreadable",
    `${FN}: ${name} ${why}; a tokenizer.json with model.vocab, as Hugging Face writes it, is allowed`,
    { value: name },
  );

/** Pairs of token and id: vocabularies are objects from token to id or, unigram ones, lists of [token, score]. */
function vocabularyOf(name: string, vocab: unknown): readonly (readonly [string, number])[] {
  if (Array.isArray(vocab)) {
    return vocab.map((entry: unknown, id) => {
      const token: unknown = Array.isArray(entry) ? entry[0] : undefined;
      if (typeof token !== "string") throw unreadable(name, `has no token at model.vocab[${id}]`);
      return [token, id];
    });
  }
  if (typeof vocab !== "object" || vocab === null) throw unreadable(name, "has no vocabulary");
  return Object.entries(vocab).map(([token, id]: [string, unknown]) => {
    if (!(Number.isInteger(id) && (id as number) >= 0)) {
      throw unreadable(name, `gives ${JSON.stringify(token)} the id ${JSON.stringify(id)}`);
    }
    return [token, id as number];
  });
}

/** A byte-level step anywhere in the file says how its tokens are spelled. */
const isByteLevel = (file: TokenizerFile): boolean => {
  const { pre_tokenizer, decoder } = file as { readonly pre_tokenizer?: unknown; readonly decoder?: unknown };
  return JSON.stringify([pre_tokenizer, decoder]).includes('"ByteLevel"');
};

function written(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => {
      const plain = byte >= 0x20 && byte < 0x7f;
      return plain ? String.fromCharCode(byte) : `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
    }).join("");
  }
}

/**
 * Reads a Hugging Face `tokenizer.json`: the bytes and text of every token id.
 *
 * Byte-level vocabularies (GPT-2's alphabet) and SentencePiece ones (▁ for a space, `<0x0A>` for a byte) are told apart
 * by the file; added tokens are text as it stands.
 *
 * @throws RelentError `unreadable` for what is no JSON or has no vocabulary.
 *
 * @example
 * ```ts
 * const file = '{"decoder":{"type":"ByteLevel"},"model":{"vocab":{"Hi":0,"Ġthere":1}}}';
 * parseTokenizer("tokenizer.json", file).text(1) // " there"
 * ```
 */
export function parseTokenizer(name: string, json: string): Tokenizer {
  let file: TokenizerFile;
  try {
    file = JSON.parse(json) as TokenizerFile;
  } catch {
    throw unreadable(name, "is no JSON");
  }
  const decode = isByteLevel(file ?? {}) ? byteLevelBytes : sentencePieceBytes;
  const tokens: (string | undefined)[] = [];
  const added = new Map<number, string>();
  for (const [token, id] of vocabularyOf(name, file?.model?.vocab)) tokens[id] = token;
  for (const { id, content } of file.added_tokens ?? []) added.set(id, content);
  const size = Math.max(tokens.length, ...[...added.keys()].map((id) => id + 1));
  const bytes = (id: number): Uint8Array | undefined => {
    const special = added.get(id);
    if (special !== undefined) return encoder.encode(special);
    const token = tokens[id];
    return token === undefined ? undefined : decode(token);
  };
  const text = (id: number): string => {
    const found = bytes(id);
    return found === undefined ? `#${id}` : written(found);
  };
  return { size, bytes, text };
}
