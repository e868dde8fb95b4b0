import { statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { convert, selectList } from "./conversion.ts";
import { type CsvRecord, csvRecords, likelyDelimiter, misfit, valueCount } from "./csv-lines.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field, TextOptions } from "./engine.ts";
import { field, pick } from "./fields.ts";
import { type Format, headBytes, readContentHead } from "./format.ts";
import { type Described, rowsOf, type Workshop } from "./source.ts";

const { quoteLiteral } = duckdbDialect;

interface Sniffed {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** One CSV file with all that is needed to read it the same way each time. */
interface CsvFile extends Sniffed {
  readonly path: string;
  readonly fixed: Readonly<Record<string, string>>;
}

const empty = "(empty)";

function named(options: Readonly<Record<string, string>>): string {
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
    `SELECT Delimiter, Quote, Escape, HasHeader, Columns FROM sniff_csv(${quoteLiteral(path)}${named(options)})`,
  );
  return {
    delimiter: row!.Delimiter as string,
    quote: row!.Quote as string,
    escape: row!.Escape as string,
    header: row!.HasHeader as boolean,
    columns: row!.Columns as Sniffed["columns"],
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
async function sniffCsv(
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
  return { ...sniffed, escape: sniffed.escape === empty ? sniffed.quote : sniffed.escape, path, fixed };
}

function readCsv(file: CsvFile, types: ReadonlyMap<string, string>): string {
  const columns = file.columns.map(
    ({ name, type }) => `${quoteLiteral(name)}: ${quoteLiteral(types.get(name) ?? type)}`,
  );
  return `read_csv(${quoteLiteral(file.path)}${named({
    auto_detect: "false",
    ...file.fixed,
    delim: quoteLiteral(file.delimiter),
    quote: quoteLiteral(file.quote),
    escape: quoteLiteral(file.escape),
    header: String(file.header),
    columns: `{${columns.join(", ")}}`,
  })})`;
}

const widening = ["NULL", "BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR"];

/** The narrowest type that holds both; numbers widen, anything else that differs becomes text. */
function widest(a: string, b: string): string {
  if (a === b) {
    return a;
  }
  const numbers = ["BIGINT", "DOUBLE"];
  return numbers.includes(a) && numbers.includes(b) ? "DOUBLE" : widening.at(-1)!;
}

function unified(files: readonly CsvFile[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const { columns } of files) {
    for (const { name, type } of columns) {
      types.set(name, widest(types.get(name) ?? type, type));
    }
  }
  return types;
}

const notInteger = /column "(.*?)"\. Could not convert string "(.*?)" to 'BIGINT'/;

/** A whole-number column that turns out to hold other numbers is a column of numbers. */
function widenedBy(cause: unknown): string | undefined {
  const original = cause instanceof RelentError ? cause.cause : cause;
  const match = original instanceof Error ? original.message.match(notInteger) : null;
  return match !== null && match[2]!.trim() !== "" && Number.isFinite(Number(match[2]))
    ? match[1]
    : undefined;
}

/** Opens CSV, TSV and their like; types are sniffed from the first 20,480 lines and checked on all. */
export async function describeCsv(
  workshop: Workshop,
  name: string,
  files: readonly string[],
  formats: readonly Format[],
): Promise<Described> {
  const { connections, doing, options } = workshop;
  const sniffed = await connections.use({ doing, name }, options, async (connection) => {
    const found: CsvFile[] = [];
    for (const [index, path] of files.entries()) {
      found.push(await sniffCsv(workshop, connection, path, formats[index]!));
    }
    return found;
  });
  const types = unified(sniffed);
  const fields = (): readonly Field[] => [...types].map(([column, type]) => field(column, type));
  pick(doing, name, fields(), Object.keys(options.types ?? {}));
  for (const [column, type] of Object.entries(options.types ?? {})) {
    types.set(column, type);
  }
  const source: Described["source"] = async (columns, run) => {
    try {
      const statements = sniffed.map((file) => {
        const has = new Set(file.columns.map((column) => column.name));
        const present = columns.map((column) =>
          has.has(column.name)
            ? duckdbDialect.quoteIdentifier(column.name)
            : `NULL::${types.get(column.name)} AS ${duckdbDialect.quoteIdentifier(column.name)}`,
        );
        return `SELECT ${present.length === 0 ? selectList([]) : present.join(", ")} FROM ${readCsv(file, types)}`;
      });
      return await convert(workshop, name, statements, run);
    } catch (cause) {
      const column = widenedBy(cause);
      if (column === undefined || types.get(column) !== "BIGINT") {
        throw cause;
      }
      types.set(column, "DOUBLE");
      return source(columns, run);
    }
  };
  return { name, format: "csv", fields: fields(), rowsHint: null, notes: [], source };
}
