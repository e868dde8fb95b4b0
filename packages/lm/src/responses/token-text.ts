import { isNameless } from "./nameless.ts";
import type { Json } from "./shape.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** vLLM writes it instead of a token's text with `return_tokens_as_token_ids`. */
const ID_AS_TEXT = /^token_id:(\d+)$/;

/** A token's id and text. */
export interface TokenName {
  readonly id: number | null;
  readonly text: string;
}

const escapes = (bytes: readonly number[]): string =>
  `bytes:${bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}`;

function textOfBytes(bytes: readonly number[]): string {
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return escapes(bytes);
  }
}

const isBytes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => Number.isInteger(one));

/**
 * The name of a token. Where its bytes are known they decide, since parts of a character all read alike (`isNameless`): a token that is
 * no whole UTF-8 is called `bytes:\xe2\x80`, as OpenAI's completions called it.
 */
export function tokenName(token: Json): TokenName {
  const text = String(token.token ?? token.text ?? token.decoded_token ?? "");
  const id = ID_AS_TEXT.exec(text)?.[1] ?? token.id;
  return {
    id: id !== undefined && id !== null && Number.isInteger(Number(id)) ? Number(id) : null,
    text: isNameless(text) && isBytes(token.bytes) ? textOfBytes(token.bytes) : text,
  };
}

/** The name of a token of which only the text is known. */
export const nameOfText = (text: string): TokenName => tokenName({ token: text });
