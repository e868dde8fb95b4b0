import { RelentError } from "@relent/core";
import { byteLevelBytes, sentencePieceBytes } from "./byte-level.ts";
import { readGguf } from "./gguf-metadata.ts";
import { type Tokenizer, tokenizerOf } from "./tokenizer.ts";

const MODEL = "tokenizer.ggml.model";
const TOKENS = "tokenizer.ggml.tokens";
const TYPES = "tokenizer.ggml.token_type";

/** Types of tokens as GGUF files number them. */
const UNKNOWN = 2;
const CONTROL = 3;
const USER_DEFINED = 4;

/** How each kind of vocabulary spells bytes; the others do not keep the text as it was. */
const SPELLINGS: Readonly<Record<string, (token: string) => Uint8Array>> = {
  llama: sentencePieceBytes,
  t5: sentencePieceBytes,
  gemma4: sentencePieceBytes,
  gpt2: byteLevelBytes,
};

const encoder = new TextEncoder();

/**
 * Reads the vocabulary of a GGUF model: SentencePiece ones (`llama`, `t5`) and byte-level ones (`gpt2`); tokens that steer
 * the model stand for no text.
 *
 * @throws RelentError `unreadable` for a damaged file, `incompatible` for a model without such a vocabulary.
 */
export async function readGgufTokenizer(path: string): Promise<Tokenizer> {
  const found = await readGguf(path, [MODEL, TOKENS, TYPES]);
  const [model, tokens, types] = [MODEL, TOKENS, TYPES].map((key) => found.get(key));
  const spelled = typeof model === "string" ? SPELLINGS[model] : undefined;
  if (spelled === undefined || !Array.isArray(tokens)) {
    throw new RelentError(
      "incompatible",
      `readTokenizer: ${path} has ${model === undefined ? "no vocabulary" : `a vocabulary of the kind ${String(model)}`}; ` +
        `${Object.keys(SPELLINGS).join(", ")} are allowed`,
      { value: path },
    );
  }
  const typeOf = (id: number): number => (types instanceof Int32Array ? (types[id] ?? 1) : 1);
  const list = tokens as readonly string[];
  return tokenizerOf(list.length, (id) => {
    const token = list[id];
    if (token === undefined) return undefined;
    const type = typeOf(id);
    const special = type === CONTROL || type === UNKNOWN;
    return { bytes: special || type === USER_DEFINED ? encoder.encode(token) : spelled(token), special };
  });
}
