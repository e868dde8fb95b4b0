import { type ErrorCode, RelentError } from "@relent/core";

/** What is known about the statement that failed. */
export interface FailureContext {
  /** The function that people called, e.g. `open`. */
  readonly doing: string;
  /** The table or file as people know it. */
  readonly name?: string;
}

interface Rule {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly say: (match: RegExpMatchArray, name: string) => string;
}

const rules: readonly Rule[] = [
  {
    pattern:
      /CSV Error on Line: (\d+)[\s\S]*?\nError when converting column "(.*?)"\. Could not convert string "(.*?)" to '(.*?)'/,
    code: "unreadable",
    say: ([, line, column, text, type], name) =>
      `${name}: line ${line}, column ${column}: ${JSON.stringify(text)} is not ${type}; correct the value, or give the column's type or the text that stands for null`,
  },
  {
    pattern: /CSV Error on Line: (\d+)[\s\S]*?\nExpected Number of Columns: (\d+) Found: (\d+)/,
    code: "unreadable",
    say: ([, line, expected, found], name) =>
      `${name}: line ${line} has ${found} values; the header has ${expected} columns`,
  },
  {
    pattern: /CSV Error on Line: (\d+)[\s\S]*?\nValue with unterminated quote found/,
    code: "unreadable",
    say: ([, line], name) =>
      `${name}: line ${line} opens a quote that is never closed; a quote within a quoted value is written twice`,
  },
  {
    pattern: /CSV Error on Line: (\d+)[\s\S]*?\nInvalid unicode/,
    code: "unreadable",
    say: ([, line], name) =>
      `${name}: line ${line} is not UTF-8; convert the file, e.g. with iconv -f latin1 -t utf-8`,
  },
  {
    pattern: /CSV Error on Line: (\d+)[\s\S]*?\nMaximum line size of (\d+) bytes exceeded/,
    code: "unreadable",
    say: ([, line, size], name) =>
      `${name}: line ${line} is longer than ${size} bytes; look for a quote that is never closed`,
  },
  {
    pattern: /CSV Error on Line: (\d+)\n(?:Original Line: [^\n]*\n)?([^\n]*)/,
    code: "unreadable",
    say: ([, line, what], name) => `${name}: line ${line}: ${what}`,
  },
  {
    pattern: /Malformed JSON in file ".*", at byte (\d+) in (?:line|record\/value) (\d+): (.*)/,
    code: "unreadable",
    say: ([, byte, line, what], name) =>
      `${name}: line ${line}, byte ${byte}: not JSON, ${what?.replace(/\.\s*$/, "")}`,
  },
  {
    pattern: /JSON transform error in file ".*", in (?:line|record\/value) (\d+): (.*)/,
    code: "unreadable",
    say: ([, line, what], name) =>
      `${name}: line ${line}: ${what}; every record must have the columns and types of the others`,
  },
  {
    pattern: /No magic bytes found at end of file '(.*)'/,
    code: "unreadable",
    say: ([, file]) => `${file} is not a Parquet file, or was cut short: it does not end with PAR1`,
  },
  {
    pattern: /File '(.*)' too small to be a Parquet file/,
    code: "unreadable",
    say: ([, file]) => `${file} is not a Parquet file: it is too small to be one`,
  },
  {
    pattern: /Failed to read file "(.*)": (.*)/,
    code: "unreadable",
    say: ([, file, what]) => `${file} is damaged: ${what}`,
  },
  {
    pattern: /No files found that match the pattern "(.*)"/,
    code: "not-found",
    say: ([, pattern]) => `no file matches ${pattern}`,
  },
  {
    pattern: /Cannot open file "(.*)": Permission denied/,
    code: "unreadable",
    say: ([, file]) => `${file} may not be read by this user; permission was denied`,
  },
  {
    pattern: /No space left on device/,
    code: "unwritable",
    say: () => "the disk that holds temporary files is full; free some space or set TMPDIR to another disk",
  },
  {
    pattern: /^(?:failed|Out of Memory).*|memory_limit|could not allocate/i,
    code: "unreadable",
    say: ([first]) => `out of memory: ${first}; raise the memory limit`,
  },
];

/** Whether DuckDB refused a statement before running it. */
function isMisuse(cause: unknown): boolean {
  return cause instanceof Error && /^(Parser|Binder|Catalog) Error/.test(cause.message);
}

function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.replace(/^(?:\w+ )*?Error: /, "").trim();
}

/** The first paragraph of DuckDB's message, which holds the fact; the SQL excerpt and the remedies follow it. */
function gist(message: string): string {
  const [first = ""] = message.split(/\n\s*\n|\nLINE \d+:|\nPossible |\nTry /);
  return first
    .replace(/\s+/g, " ")
    .replace(/[.!]\s*$/, "")
    .trim();
}

/**
 * DuckDB's error as one `RelentError` line: what, where, what is allowed.
 *
 * A `RelentError` passes unchanged; an interrupt becomes code `interrupted`; whatever no rule knows keeps the first
 * paragraph of DuckDB's own message, with code `usage` where the statement itself was refused and `unreadable` where
 * running it failed. The original is the `cause`.
 */
export function failure(cause: unknown, { doing, name }: FailureContext): RelentError {
  if (cause instanceof RelentError) {
    return cause;
  }
  const message = messageOf(cause);
  const file = message.match(/^ {2}file = (.*)$/m)?.[1] ?? name ?? "the data";
  if (/^INTERRUPT|^Interrupted!/.test(message)) {
    return interrupted(doing, cause);
  }
  for (const { pattern, code, say } of rules) {
    const match = message.match(pattern);
    if (match !== null) {
      return new RelentError(code, `${doing}: ${say(match, file)}`.replace(/\s*\n\s*/g, " "), { cause });
    }
  }
  const where = name === undefined ? doing : `${doing}: ${name}`;
  return new RelentError(isMisuse(cause) ? "usage" : "unreadable", `${where}: ${gist(message)}`, { cause });
}

/** The error of a statement that was told to stop. */
export function interrupted(doing: string, cause?: unknown): RelentError {
  return new RelentError("interrupted", `${doing}: interrupted before it was done`, { cause });
}
