/** What sort of text a token is, for the groups of a comparison. */
export const TOKEN_CLASSES = [
  "word start",
  "word continuation",
  "digits",
  "punctuation",
  "whitespace",
  "special",
  "other",
] as const;

export type TokenClass = (typeof TOKEN_CLASSES)[number];

const SPECIAL = /^(?:<\|.*\|>|<\/?s>|<(?:unk|pad|bos|eos)>|\[(?:CLS|SEP|PAD|UNK|MASK)\])$/u;
const ENDS_IN_LETTER = /[\p{L}\p{M}]$/u;

/** Asked in this order; the first that fits names the class. */
const SHAPES: readonly (readonly [TokenClass, RegExp])[] = [
  ["special", SPECIAL],
  ["whitespace", /^\s+$/u],
  ["digits", /^\s*\p{N}+\s*$/u],
  ["word start", /^\s+[\p{L}\p{M}]/u],
  ["punctuation", /^\s*[\p{P}\p{S}]+\s*$/u],
];

/**
 * The class of a token by its text and that of the token before it.
 *
 * A letter after a space, a line end, a digit or a sign starts a word; a letter after a letter goes on with one. What
 * mixes signs with letters, or is a part of a character, is "other".
 *
 * @example
 * ```ts
 * tokenClass(" the", "in") // "word start"
 * tokenClass("ing", " walk") // "word continuation"
 * tokenClass("The", "\n") // "word start"
 * tokenClass(" 42", "of") // "digits"
 * ```
 */
export function tokenClass(text: string, before: string | undefined): TokenClass {
  const found = SHAPES.find(([, shape]) => shape.test(text));
  if (found !== undefined) return found[0];
  if (!/^[\p{L}\p{M}]/u.test(text)) return "other";
  return before !== undefined && ENDS_IN_LETTER.test(before) ? "word continuation" : "word start";
}
