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
  /** Whether it steers the model and stands for no text, where the vocabulary tells; then its `bytes` are its name's. */
  special?(id: number): boolean;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special?: boolean;
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
    `${FN}: ${name} ${why}; a tokenizer.json with model.vocab, as Hugging Face writes it, or a GGUF model is allowed`,
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

/** Bytes as text; those that are no whole characters are written as `<0xE2>`. */
export function written(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => {
      const plain = byte >= 0x20 && byte < 0x7f;
      return plain ? String.fromCharCode(byte) : `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
    }).join("");
  }
}

/** A token of a vocabulary: its bytes, and whether it stands for none of the text. */
interface Spelled {
  readonly bytes: Uint8Array;
  readonly special: boolean;
}

/** A tokenizer of a vocabulary that tells each token's bytes. */
export const tokenizerOf = (size: number, spelled: (id: number) => Spelled | undefined): Tokenizer => ({
  size,
  bytes: (id) => spelled(id)?.bytes,
  text: (id) => {
    const found = spelled(id);
    return found === undefined ? `#${id}` : written(found.bytes);
  },
  special: (id) => spelled(id)?.special ?? false,
});

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
    throw unreadable(name, "is neither JSON nor a GGUF model");
  }
  const decode = isByteLevel(file ?? {}) ? byteLevelBytes : sentencePieceBytes;
  const tokens: (string | undefined)[] = [];
  const added = new Map<number, Spelled>();
  for (const [token, id] of vocabularyOf(name, file?.model?.vocab)) tokens[id] = token;
  for (const { id, content, special = false } of file.added_tokens ?? []) {
    added.set(id, { bytes: encoder.encode(content), special });
  }
  const size = [...added.keys()].reduce((most, id) => Math.max(most, id + 1), tokens.length);
  return tokenizerOf(size, (id) => {
    const token = tokens[id];
    return added.get(id) ?? (token === undefined ? undefined : { bytes: decode(token), special: false });
  });
}
