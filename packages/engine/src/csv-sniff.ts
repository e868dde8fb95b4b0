import { statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { type CsvRecord, csvRecords, likelyDelimiter, misfit, splitRecord, valueCount } from "./csv-lines.ts";
import { duckdbDialect } from "./dialect.ts";
import type { TextOptions } from "./engine.ts";
import { type Format, headBytes, readContentHead } from "./format.ts";
import { literalPath } from "./literal-path.ts";
import { rowsOf, type Workshop } from "./source.ts";

const { quoteLiteral } = duckdbDialect;

interface Sniffed {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly dateFormat: string | null;
  readonly timestampFormat: string | null;
}

/** One CSV file with all that is needed to read it the same way each time. */
export interface CsvFile extends Sniffed {
  readonly path: string;
  /** What was settled before sniffing. */
  readonly fixed: Readonly<Record<string, string>>;
  /** How dates are written: with a format DuckDB reads dates strictly, without one it drops what follows them. */
  readonly formats: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

const empty = "(empty)";

/** Named arguments of a table function, each after a comma. */
export function named(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `, ${name} = ${value}`)
    .join("");
}

async function sniffWith(
  connection: DuckDBConnection,
  path: string,
  options: Readonly<Record<string, string>>,
): Promise<Sniffed> {
  const [row] = await rowsOf<Record<string, unknown>>(
    connection,
    `SELECT Delimiter, Quote, Escape, HasHeader, Columns, DateFormat, TimestampFormat
       FROM sniff_csv(${literalPath(path)}${named(options)})`,
  );
  return {
    delimiter: row!.Delimiter as string,
    quote: row!.Quote as string,
    escape: row!.Escape as string,
    header: row!.HasHeader as boolean,
    columns: row!.Columns as Sniffed["columns"],
    dateFormat: row!.DateFormat as string | null,
    timestampFormat: row!.TimestampFormat as string | null,
  };
}

/** What is settled before sniffing. DuckDB would otherwise settle on "no quotes" where its sample holds none. */
function settled(
  { compression, encoding }: Format,
  { nullText }: TextOptions,
): Readonly<Record<string, string>> {
  return {
    skip: "0",
    compression: quoteLiteral(compression),
    encoding: quoteLiteral(encoding),
    ...(nullText === undefined ? {} : { nullstr: `[${["", ...nullText].map(quoteLiteral).join(", ")}]` }),
  };
}

async function sniffQuotes(
  connection: DuckDBConnection,
  path: string,
  fixed: Readonly<Record<string, string>>,
): Promise<Sniffed> {
  const free = await sniffWith(connection, path, fixed);
  return free.quote === "'" ? free : sniffWith(connection, path, { ...fixed, quote: quoteLiteral('"') });
}

const decimalComma = { decimal_separator: quoteLiteral(",") };

function texts({ columns }: Sniffed): number {
  return columns.filter(({ type }) => type === "VARCHAR").length;
}

/** Where commas do not part the values they may part decimals: they do if that makes text columns numbers. */
async function tryDecimalComma(
  connection: DuckDBConnection,
  path: string,
  fixed: Readonly<Record<string, string>>,
  sniffed: Sniffed,
): Promise<{ readonly commas: boolean; readonly sniffed: Sniffed }> {
  if (sniffed.delimiter === "," || texts(sniffed) === 0) {
    return { commas: false, sniffed };
  }
  const settings = { delim: quoteLiteral(sniffed.delimiter), quote: quoteLiteral(sniffed.quote) };
  const other = await sniffWith(connection, path, { ...fixed, ...settings, ...decimalComma });
  const commas = texts(other) < texts(sniffed) && other.columns.length === sniffed.columns.length;
  return { commas, sniffed: commas ? { ...other, header: sniffed.header } : sniffed };
}

/** Where DuckDB's names differ from the header's: repeated, missing, or no header at all. */
function headerNotes(
  path: string,
  { header, columns, delimiter }: Sniffed,
  first: string | undefined,
): string[] {
  if (!header) {
    return [
      `${path} has no header line; its columns are called ${columns[0]?.name} to ${columns.at(-1)?.name}`,
    ];
  }
  const written = first === undefined ? [] : splitRecord(first, delimiter);
  return columns.flatMap(({ name }, index) => {
    const said = written[index]?.trim();
    return said === undefined || said === name
      ? []
      : [
          `${path}: column ${index + 1}, ${said === "" ? "which has no name" : JSON.stringify(said)}, is called ${JSON.stringify(name)}`,
        ];
  });
}

function headOf(path: string, { compression, encoding }: Format): readonly CsvRecord[] | null {
  const head = readContentHead(path, compression);
  if (head === null) {
    return null;
  }
  const records = csvRecords(head.toString(encoding === "utf-8" ? "utf8" : "utf16le"));
  const whole = statSync(path).size <= headBytes && compression === "none";
  return whole ? records : records.slice(0, -1);
}

/** Rows that all have the same number of values, more than the header's one: notes stand above the real header. */
function delimiterBelow([header, ...rest]: readonly CsvRecord[]): string | undefined {
  const likely = header === undefined ? undefined : likelyDelimiter(rest[0]?.text ?? "");
  const widths = new Set(rest.map(({ text }) => valueCount(text, likely ?? ",")));
  return widths.size === 1 && rest.length > 1 ? likely : undefined;
}

/**
 * Sniffs one file and holds the answer against its first lines: a ragged file, an open quote or a line of notes
 * otherwise comes out as one column whose name is the whole first line.
 */
export async function sniffCsv(
  { doing, options }: Workshop,
  connection: DuckDBConnection,
  path: string,
  format: Format,
): Promise<CsvFile> {
  const fixed = settled(format, options);
  const records = headOf(path, format);
  const refuse = (delimiter: string | undefined, cause?: unknown): never => {
    const what = records === null || delimiter === undefined ? undefined : misfit(records, delimiter);
    if (what === undefined && cause !== undefined) {
      throw cause;
    }
    const say = what ?? "the rows do not have as many values as the header; every line must";
    throw new RelentError("unreadable", `${doing}: ${path}: ${say}`, { cause });
  };
  const header = records?.[0]?.text;
  const likely = header === undefined ? undefined : likelyDelimiter(header);
  let sniffed = await sniffQuotes(connection, path, fixed).catch((cause: unknown) => refuse(likely, cause));
  if (sniffed.quote !== "'" && records !== null && header !== undefined) {
    if (sniffed.columns.length === 1 && likely !== undefined) {
      const forced = { ...fixed, quote: quoteLiteral('"'), delim: quoteLiteral(likely) };
      sniffed = await sniffWith(connection, path, forced).catch((cause: unknown) => refuse(likely, cause));
    }
    const below = sniffed.columns.length === 1 && likely === undefined ? delimiterBelow(records) : undefined;
    if (below !== undefined || valueCount(header, sniffed.delimiter) !== sniffed.columns.length) {
      refuse(below ?? sniffed.delimiter);
    }
  }
  const { dateFormat, timestampFormat } = sniffed;
  const { commas, sniffed: numbers } = await tryDecimalComma(connection, path, fixed, sniffed);
  return {
    ...numbers,
    escape: sniffed.escape === empty ? sniffed.quote : sniffed.escape,
    path,
    fixed: commas ? { ...fixed, ...decimalComma } : fixed,
    formats: {
      ...(dateFormat === null ? {} : { dateformat: quoteLiteral(dateFormat) }),
      ...(timestampFormat === null ? {} : { timestampformat: quoteLiteral(timestampFormat) }),
    },
    notes: [
      ...headerNotes(path, sniffed, header),
      ...(dateFormat === null || dateFormat === "%Y-%m-%d"
        ? []
        : [`${path}: dates are read as ${dateFormat}`]),
      ...(commas ? [`${path}: numbers are read with a decimal comma`] : []),
    ],
  };
}

/** The types of a file's columns from all of its lines. */
export async function sniffTypes(
  connection: DuckDBConnection,
  { path, fixed, delimiter, quote }: CsvFile,
): Promise<Sniffed["columns"]> {
  const { columns } = await sniffWith(connection, path, {
    ...fixed,
    delim: quoteLiteral(delimiter),
    quote: quoteLiteral(quote),
    sample_size: "-1",
  });
  return columns;
}
