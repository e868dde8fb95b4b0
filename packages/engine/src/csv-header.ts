const delimiters = [",", "\t", ";", "|"] as const;

/** The first line that is not empty, without its line end; quoted line ends belong to the line. */
export function firstLine(text: string): string {
  let quoted = false;
  const body = text.replace(/^\uFEFF/, "").replace(/^[\r\n]+/, "");
  for (let i = 0; i < body.length; i++) {
    const character = body[i];
    if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && (character === "\n" || character === "\r")) {
      return body.slice(0, i);
    }
  }
  return body;
}

/** How many fields a line has under a delimiter, with `"` as the quote. */
export function fieldCount(line: string, delimiter: string): number {
  let quoted = false;
  let count = 1;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') {
      quoted = !quoted;
    } else if (!quoted && line.startsWith(delimiter, i)) {
      count += 1;
    }
  }
  return count;
}

/** The usual delimiter that cuts a line into most fields; undefined where none is in it. */
export function likelyDelimiter(line: string): string | undefined {
  const counted = delimiters.map((delimiter) => ({ delimiter, fields: fieldCount(line, delimiter) }));
  const best = counted.reduce((a, b) => (b.fields > a.fields ? b : a));
  return best.fields > 1 ? best.delimiter : undefined;
}
