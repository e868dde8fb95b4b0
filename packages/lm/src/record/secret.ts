import { RelentError } from "@relent/core";

/** Shorter words are no secrets (servers at home take `none` or `EMPTY`) and may occur in any text. */
const SECRET_LENGTH = 16;

/** A key fit for a header. Its value never stands in an error. */
export function checkKey(key: string | undefined): string | undefined {
  const trimmed = key?.trim();
  if (trimmed === undefined || trimmed === "") return undefined;
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new RelentError(
      "invalid-argument",
      "endpoint: the key holds spaces or characters that no header can carry; it must be printable ASCII",
    );
  }
  return trimmed;
}

/** Takes a key out of a text that a server sent back. */
export function withoutKey(text: string, key: string | undefined, shortToo = true): string {
  if (key === undefined || (!shortToo && key.length < SECRET_LENGTH)) return text;
  return text.replaceAll(key, "***");
}
