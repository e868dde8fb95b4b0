const delimiters = [",", "\t", ";", "|"] as const;

/** One CSV record: the number of its first line, its text without the line end, and whether its quotes close. */
export interface CsvRecord {
  readonly line: number;
  readonly text: string;
  readonly closed: boolean;
}

/** Cuts text into records; empty lines are passed over, quoted line ends belong to their record. */
export function csvRecords(text: string): readonly CsvRecord[] {
  const body = text.replace(/^\uFEFF/, "");
  const records: CsvRecord[] = [];
  let quoted = false;
  let start = 0;
  let line = 1;
  let next = 1;
  for (let i = 0; i <= body.length; i++) {
    const character = body[i];
    if (character === '"') {
      quoted = !quoted;
    } else if (character === undefined || (!quoted && (character === "\n" || character === "\r"))) {
      if (i > start) {
        records.push({ line, text: body.slice(start, i), closed: !quoted });
      }
      start = i + 1;
      line = character === "\n" || body[i + 1] !== "\n" ? next + 1 : next;
    }
    if (character === "\n" || (character === "\r" && body[i + 1] !== "\n")) {
      next += 1;
    }
  }
  return records;
}

/** A record's values, unquoted, under a delimiter, with `"` as the quote. */
export function splitRecord(record: string, delimiter: string): readonly string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i <= record.length; i++) {
    if (record[i] === '"') {
      quoted = !quoted;
    } else if (i === record.length || (!quoted && record[i] === delimiter)) {
      parts.push(record.slice(start, i));
      start = i + 1;
    }
  }
  return parts.map((part) =>
    /^\s*"[\s\S]*"\s*$/.test(part) ? part.trim().slice(1, -1).replaceAll('""', '"') : part,
  );
}

/** How many values a record has under a delimiter, with `"` as the quote. */
export function valueCount(record: string, delimiter: string): number {
  return splitRecord(record, delimiter).length;
}

/** The usual delimiter that cuts a record into most values; undefined where none is in it. */
export function likelyDelimiter(record: string): string | undefined {
  const counted = delimiters.map((delimiter) => ({ delimiter, values: valueCount(record, delimiter) }));
  const best = counted.reduce((a, b) => (b.values > a.values ? b : a));
  return best.values > 1 ? best.delimiter : undefined;
}

const values = (count: number): string => `${count} value${count === 1 ? "" : "s"}`;

/**
 * What is wrong with the first record that does not fit the header: an open quote, or another number of values;
 * undefined where all of them fit.
 */
export function misfit(records: readonly CsvRecord[], delimiter: string): string | undefined {
  const [header, ...rest] = records;
  if (header === undefined) {
    return undefined;
  }
  const width = valueCount(header.text, delimiter);
  for (const { line, text, closed } of [header, ...rest]) {
    if (!closed) {
      return `line ${line} opens a quote that is never closed; a quote within a quoted value is written twice`;
    }
    const count = valueCount(text, delimiter);
    if (count !== width) {
      return `line ${line} has ${values(count)}; the header has ${width} column${width === 1 ? "" : "s"}`;
    }
  }
  return undefined;
}
