const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu;

const ASCII: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "—": "-",
  "∞": "inf",
  "→": "->",
  "‖": "||",
  "·": "|",
  "…": "...",
  "≥": ">=",
  "≤": "<=",
  "×": "x",
  "²": "^2",
  "±": "+-",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "\u00a0": " ",
  "€": "EUR",
  α: "alpha",
  ε: "eps",
  λ: "lambda",
  χ: "chi",
};

const picture = (character: string): string => {
  const code = character.codePointAt(0) as number;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? "␡" : "�";
};

const escaped = (character: string): string =>
  ASCII[character] ?? `\\u{${(character.codePointAt(0) as number).toString(16)}}`;

/**
 * Makes text harmless for a terminal: control characters become pictures, text-direction marks become �.
 *
 * With `ascii`, known signs are spelled out and every other character outside ASCII is written as its code.
 *
 * @example
 * ```ts
 * plain("a\nb", false) // "a␊b"
 * plain("p ≥ q", true) // "p >= q"
 * ```
 */
export function plain(text: string, ascii: boolean): string {
  const shown = text.replace(/\t/g, " ").replace(CONTROL, picture);
  return ascii ? shown.replace(/[^\x20-\x7e]/gu, escaped) : shown;
}
