import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { convert, selectList } from "./conversion.ts";
import { fieldCount, firstLine, likelyDelimiter } from "./csv-header.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field, TextOptions } from "./engine.ts";
import { field, pick } from "./fields.ts";
import { type Format, readContentHead } from "./format.ts";
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

/**
 * Sniffs one file and holds the answer against its header line: a ragged file or an open quote otherwise comes out as
 * one column whose name is the whole header.
 */
async function sniffCsv(
  workshop: Workshop,
  connection: DuckDBConnection,
  path: string,
  format: Format,
): Promise<CsvFile> {
  const fixed = settled(format, workshop.options);
  const head = readContentHead(path, format.compression);
  const line =
    head === null ? null : firstLine(head.toString(format.encoding === "utf-8" ? "utf8" : "utf16le"));
  let sniffed = await sniffQuotes(connection, path, fixed);
  const likely = line === null ? undefined : likelyDelimiter(line);
  if (sniffed.columns.length === 1 && likely !== undefined && sniffed.quote !== "'") {
    sniffed = await sniffWith(connection, path, {
      ...fixed,
      quote: quoteLiteral('"'),
      delim: quoteLiteral(likely),
    });
  }
  const expected = line === null ? sniffed.columns.length : fieldCount(line, sniffed.delimiter);
  if (expected !== sniffed.columns.length && sniffed.quote !== "'") {
    throw new RelentError(
      "unreadable",
      `${workshop.doing}: ${path}: its first line has ${expected} values, but its rows look like ${sniffed.columns.length}; every line must have as many values as the header, and every quote must be closed`,
    );
  }
  return {
    ...sniffed,
    escape: sniffed.escape === empty ? sniffed.quote : sniffed.escape,
    path,
    fixed,
  };
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
