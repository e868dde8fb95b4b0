const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{RI}\p{RI})/u;
const NARROW = /^[\x20-\x7e]*$/;
const ZERO = /[\p{Mark}\p{Cf}\u1160-\u11ff]/gu;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

const graphemes = (text: string): string[] =>
  NARROW.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Letters of a conjunct count one each, as most terminals set them. */
const graphemeWidth = (grapheme: string): number =>
  WIDE.test(grapheme) ? 2 : [...grapheme.replace(ZERO, "")].length;

/**
 * Columns that a text takes in a terminal: East-Asian wide characters and emoji take 2, combining marks 0 (Unicode
 * Standard Annex 11).
 *
 * @example
 * ```ts
 * displayWidth("naïve") // 5
 * displayWidth("東京") // 4
 * ```
 */
export function displayWidth(text: string): number {
  return NARROW.test(text) ? text.length : graphemes(text).reduce((sum, g) => sum + graphemeWidth(g), 0);
}

/** The longest start of `parts` that fits, as text. */
function fitting(parts: readonly string[], width: number): string {
  let used = 0;
  let text = "";
  for (const part of parts) {
    used += graphemeWidth(part);
    if (used > width) break;
    text += part;
  }
  return text;
}

/**
 * Shortens text to `width` columns by cutting out its middle, where names of a family differ least.
 *
 * @example
 * ```ts
 * truncateMiddle("customer_lifetime_value", 11, "…") // "custo…value"
 * ```
 */
export function truncateMiddle(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(ellipsis);
  if (room < 2) return fitting(graphemes(text), width);
  const parts = graphemes(text);
  const head = fitting(parts, Math.ceil(room / 2));
  const tail = graphemes(fitting(parts.toReversed(), Math.floor(room / 2)));
  return (
    head +
    ellipsis +
    graphemes(text)
      .slice(parts.length - tail.length)
      .join("")
  );
}

/** Fills text with spaces to `width` columns. */
export function pad(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + space : space + text;
}

/** Breaks text at spaces, and inside words only where a word is wider than a line; "12 %" stays together. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const put = (word: string): void => {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      return;
    }
    if (line !== "") lines.push(line);
    let rest = word;
    while (displayWidth(rest) > width) {
      const head = fitting(graphemes(rest), width) || graphemes(rest)[0]!;
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  };
  for (const word of text.replace(/(\d) %/g, "$1\u00a0%").split(/ +/)) put(word.replaceAll("\u00a0", " "));
  if (line !== "") lines.push(line);
  return lines;
}
