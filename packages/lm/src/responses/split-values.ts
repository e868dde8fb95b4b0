/** The text of one JSON value, the line it begins on, and whether its end was there. */
export interface ValueText {
  readonly text: string;
  readonly line: number;
  readonly whole: boolean;
}

const OPENS = new Set("{[");
const CLOSES = new Set("}]");

/**
 * Cuts a stream of text into objects and arrays by their brackets; of a text that begins with `[` its elements.
 *
 * What stands between them (commas, white space) is passed over; whether a value is JSON is for the parser to say.
 */
export async function* splitValues(chunks: AsyncIterable<string>): AsyncGenerator<ValueText> {
  let outer: number | undefined;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let start = 1;
  let pieces = "";
  for await (const chunk of chunks) {
    let from = depth > (outer ?? 0) ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk[i]!;
      if (c === "\n") line += 1;
      if (inString) {
        if (escaped) escaped = false;
        else if (c === "\\") escaped = true;
        else if (c === '"') inString = false;
      } else if (c === '"') inString = true;
      else if (OPENS.has(c)) {
        outer ??= c === "[" ? 1 : 0;
        if (depth === outer) [from, start] = [i, line];
        depth += 1;
      } else if (CLOSES.has(c)) {
        depth -= 1;
        if (depth !== outer || from < 0) continue;
        yield { text: pieces + chunk.slice(from, i + 1), line: start, whole: true };
        pieces = "";
        from = -1;
      }
    }
    if (from >= 0) pieces += chunk.slice(from);
  }
  if (pieces !== "") yield { text: pieces, line: start, whole: false };
}
