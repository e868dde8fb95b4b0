import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import { looksLikeNpy, npyArray } from "@relent/core/npy";

/** Numbers of one distribution, with the shape of a table if they had one. */
export interface Given {
  readonly data: readonly number[] | Float32Array | Float64Array;
  readonly shape: readonly number[];
}

function refuse(where: string, what: string, allowed: string): never {
  throw new RelentError("usage", `measure: ${where} ${what}; ${allowed}`);
}

function toNumber(where: string, value: unknown): number {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value.trim() : "";
  const key = text.toLowerCase();
  if (key === "nan") return Number.NaN;
  const named = { infinity: Infinity, inf: Infinity, "-infinity": -Infinity, "-inf": -Infinity }[key];
  const number = named ?? (text === "" ? Number.NaN : Number(text));
  if (Number.isNaN(number)) refuse(where, `holds ${JSON.stringify(value)}`, "every entry must be a number");
  return number;
}

/** Flattens nested arrays, last axis fastest, and checks that they are a box. */
function fromNested(where: string, value: unknown): Given {
  if (!Array.isArray(value)) refuse(where, "is no array", "give an array of numbers, nested for a table");
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) shape.push(level.length);
  const data: number[] = [];
  const walk = (part: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (Array.isArray(part)) refuse(where, "is ragged", "rows must have as many entries each");
      data.push(toNumber(where, part));
    } else if (!Array.isArray(part) || part.length !== shape[depth]) {
      refuse(where, "is ragged", "rows must have as many entries each");
    } else for (const inner of part) walk(inner, depth + 1);
  };
  walk(value, 0);
  return { data, shape };
}

function parseJson(where: string, text: string): Given {
  const quoted = text
    .replace(/(^|[[,\s])(-?)(?:Infinity|inf)\b/gi, '$1"$2Infinity"')
    .replace(/(^|[[,\s])NaN\b/gi, '$1"NaN"');
  try {
    return fromNested(where, JSON.parse(quoted));
  } catch (error) {
    if (error instanceof RelentError) throw error;
    return refuse(where, "is no JSON array", `it begins with ${JSON.stringify(text.slice(0, 20))}`);
  }
}

const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell !== "" && !Number.isNaN(Number(cell));

/** One line of CSV; a quote within quotes is doubled. */
function fields(line: string, delimiter: string): string[] {
  const field = new RegExp(`${delimiter}(?:"((?:[^"]|"")*)"|([^${delimiter}]*))`, "g");
  return [...`${delimiter}${line}`.matchAll(field)].map(([, quoted, bare]) =>
    quoted === undefined ? bare!.trim() : quoted.replaceAll('""', '"'),
  );
}

/** A column of a text table, whose cells are parted by what its first line parts them by: commas, tabs or semicolons. */
function parseCsv(where: string, text: string, column: string | undefined): Given {
  const lines = text.replace(/[\r\n]+$/, "").split(/\r?\n/);
  const delimiter = /[,\t;]/.exec(lines[0]!.replaceAll(/"[^"]*"/g, ""))?.[0] ?? ",";
  const table = lines.map((line) => fields(line, delimiter));
  const hasHeader = !table[0]!.every(isNumber);
  const rows = hasHeader ? table.slice(1) : table;
  if (rows.length === 0) refuse(where, "has a header and no rows", "give a file with a column of numbers");
  const names = table[0]!.map((cell, i) => (hasHeader ? cell : String(i + 1)));
  const firstBad = (at: number) => rows.findIndex((row) => !isNumber(row[at]));
  const numeric = names.filter((_, at) => firstBad(at) < 0);
  const wanted = column ?? (names.length === 1 ? names[0]! : numeric.length === 1 ? numeric[0]! : undefined);
  const at = names.findIndex(
    (name, i) => name === wanted && (column !== undefined || names.length === 1 || firstBad(i) < 0),
  );
  if (at < 0) {
    const said =
      wanted === undefined ? `has ${numeric.length} columns of numbers` : `has no column ${wanted}`;
    refuse(where, said, `name one of them, as FILE::COLUMN: ${numeric.join(", ") || "there is none"}`);
  }
  const bad = firstBad(at);
  if (bad >= 0) {
    const cell = `holds ${JSON.stringify(rows[bad]![at] ?? "")} in row ${bad + 1} of column ${names[at]}`;
    refuse(where, cell, "every entry must be a number");
  }
  const data = rows.map((row) => Number(row[at]));
  return { data, shape: [data.length] };
}

function parseNpy(where: string, bytes: Uint8Array): Given {
  const { type, shape, values, imaginary } = npyArray(bytes, `measure: ${where}`);
  if (imaginary !== undefined)
    refuse(where, "holds complex numbers", "the entries of a distribution are real");
  return { data: type === "f4" ? Float32Array.from(values) : values, shape };
}

function parseText(where: string, text: string, column: string | undefined): Given {
  const trimmed = text.trim();
  if (trimmed === "") refuse(where, "is empty", "give an array of numbers, or a column of them");
  if (/^[[{]/.test(trimmed) || where.endsWith(".json")) return parseJson(where, trimmed);
  return /[,;\n]/.test(trimmed) || column !== undefined
    ? parseCsv(where, text, column)
    : fromNested(where, trimmed.split(/\s+/));
}

/** Reads one distribution: a literal `[…]`, `-` for stdin, or a file (.json, .csv, .npy), with `::COLUMN` for CSV. */
export function readGiven(text: string): Given {
  if (text.trimStart().startsWith("[")) return parseJson("the literal", text.trim());
  const [path, column] = text.split("::", 2) as [string, string | undefined];
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path === "-" ? 0 : path);
  } catch (cause) {
    throw new RelentError(
      "unreadable",
      `measure: ${path} cannot be read; give a literal […], a file, or - for stdin`,
      { cause },
    );
  }
  const where = path === "-" ? "stdin" : path;
  if (path.endsWith(".npy") || looksLikeNpy(bytes)) return parseNpy(where, bytes);
  return parseText(where, new TextDecoder().decode(bytes), column);
}
