import { RelentError } from "@relent/core";
import type { TokenText } from "../estimate/model.ts";
import type { TokenNames } from "../estimate/places.ts";
import type { TokenTable } from "../token-table.ts";
import type { Tokenizer } from "./tokenizer.ts";

const encoder = new TextEncoder();

/** Special tokens stand for no text: they have no bytes to be paid for. */
export const isSpecial = (text: string): boolean => /^<\|.*\|>$|^<\/?s>$/.test(text);

/** The same of a token of a tokenizer, which may know better than its spelling. */
export const isSpecialId = (tokenizer: Tokenizer, id: number): boolean =>
  tokenizer.special?.(id) === true || isSpecial(tokenizer.text(id));

function checkSize(table: TokenTable, tokenizer: Tokenizer): void {
  const { vocabulary } = table;
  if (vocabulary === null || tokenizer.size <= vocabulary) return;
  throw new RelentError(
    "incompatible",
    `compareModels: the tokenizer has ${tokenizer.size} tokens and ${table.base} ${vocabulary}; ` +
      "give the tokenizer of the models that were recorded",
    { value: tokenizer.size },
  );
}

/** Refuses a text as that of the scored tokens where each document was scored from its middle on. */
function checkWhole({ position, document, base }: TokenTable): void {
  const from = position.findIndex((_, row) => document[row] !== document[row - 1] && position[row]! > 1);
  if (from < 0) return;
  throw new RelentError(
    "incompatible",
    `compareModels: ${base} scores its documents from position ${position[from]} on, and the bytes of the whole text are not ` +
      "those of its scored tokens; give the tokenizer (tokenizer.json, or the GGUF model) instead of the text",
    { value: position[from]! },
  );
}

/** Bytes of all tokens together where only the text as a whole is known: spread evenly over the tokens. */
const spread = (table: TokenTable, bytes: number): Float64Array =>
  new Float64Array(table.length).fill(bytes / table.length);

/** How the tokens of a table are written, and their texts and bytes where these are known. */
export function tokenText(
  table: TokenTable,
  tokenizer: Tokenizer | undefined,
  textBytes: number | undefined,
): TokenText & { readonly names: TokenNames } {
  if (tokenizer !== undefined) checkSize(table, tokenizer);
  if (textBytes !== undefined) checkWhole(table);
  const known = table.target.some((id) => id >= 0);
  const named = (id: number): string => tokenizer?.text(id) ?? `#${id}`;
  const texts =
    table.texts ?? (tokenizer !== undefined && known ? Array.from(table.target, named) : undefined);
  const bytesOf = (row: number): number => {
    const text = texts?.[row] ?? "";
    const id = table.target[row]!;
    if (table.texts === undefined && tokenizer !== undefined ? isSpecialId(tokenizer, id) : isSpecial(text))
      return 0;
    return (
      (table.texts === undefined ? tokenizer?.bytes(id)?.length : undefined) ?? encoder.encode(text).length
    );
  };
  const bytes =
    textBytes !== undefined
      ? spread(table, textBytes)
      : texts === undefined
        ? undefined
        : Float64Array.from(texts, (_, row) => bytesOf(row));
  return {
    ...(texts !== undefined && { texts }),
    ...(bytes !== undefined && { bytes }),
    names: { at: (row) => texts?.[row] ?? named(table.target[row]!), of: named },
  };
}
