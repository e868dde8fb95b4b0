import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { convert, selectList } from "./conversion.ts";
import { type CsvFile, named, sniffCsv } from "./csv-sniff.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field } from "./engine.ts";
import { field, pick } from "./fields.ts";
import type { Format } from "./format.ts";
import { type Described, rowsOf, type Workshop } from "./source.ts";

const { quoteIdentifier, quoteLiteral } = duckdbDialect;

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

/** The narrowest type that holds both; numbers widen, anything else that differs becomes text. */
function widest(a: string, b: string): string {
  if (a === b) {
    return a;
  }
  const numbers = ["BIGINT", "DOUBLE"];
  return numbers.includes(a) && numbers.includes(b) ? "DOUBLE" : "VARCHAR";
}

/** Columns that several files type differently, and that are text in this one because it has no values for them. */
async function valueless(
  connection: DuckDBConnection,
  file: CsvFile,
  files: readonly CsvFile[],
): Promise<ReadonlySet<string>> {
  const elsewhere = new Set(
    files.flatMap(({ columns }) => columns.filter(({ type }) => type !== "VARCHAR").map(({ name }) => name)),
  );
  const doubtful = file.columns.filter(({ name, type }) => type === "VARCHAR" && elsewhere.has(name));
  if (doubtful.length === 0) {
    return new Set();
  }
  const counts = doubtful.map(({ name }, index) => `count(${quoteIdentifier(name)}) AS c${index}`);
  const [row] = await rowsOf<Record<string, bigint>>(
    connection,
    `SELECT ${counts.join(", ")} FROM (SELECT * FROM ${readCsv(file, new Map())} LIMIT 20480)`,
  );
  return new Set(doubtful.filter((_, index) => row![`c${index}`] === 0n).map(({ name }) => name));
}

/** One type for each column over all files. */
async function unified(
  connection: DuckDBConnection,
  files: readonly CsvFile[],
): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  for (const file of files) {
    const without = files.length > 1 ? await valueless(connection, file, files) : new Set();
    for (const { name, type } of file.columns) {
      if (!without.has(name)) {
        types.set(name, widest(types.get(name) ?? type, type));
      }
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
  const { sniffed, types } = await connections.use({ doing, name }, options, async (connection) => {
    const found: CsvFile[] = [];
    for (const [index, path] of files.entries()) {
      found.push(await sniffCsv(workshop, connection, path, formats[index]!));
    }
    return { sniffed: found, types: await unified(connection, found) };
  });
  const fields = (): readonly Field[] => [...types].map(([column, type]) => field(column, type));
  pick(doing, name, fields(), Object.keys(options.types ?? {}));
  for (const [column, type] of Object.entries(options.types ?? {})) {
    types.set(column, type);
  }
  const source: Described["source"] = async (columns, now) => {
    try {
      const statements = sniffed.map((file) => {
        const has = new Set(file.columns.map((column) => column.name));
        const present = columns.map((column) =>
          has.has(column.name)
            ? quoteIdentifier(column.name)
            : `NULL::${types.get(column.name)} AS ${quoteIdentifier(column.name)}`,
        );
        return `SELECT ${present.length === 0 ? selectList([]) : present.join(", ")} FROM ${readCsv(file, types)}`;
      });
      return await convert(now, name, statements);
    } catch (cause) {
      const column = widenedBy(cause);
      if (column === undefined || types.get(column) !== "BIGINT") {
        throw cause;
      }
      types.set(column, "DOUBLE");
      return source(columns, now);
    }
  };
  return {
    name,
    format: "csv",
    fields: fields(),
    rowsHint: null,
    notes: sniffed.flatMap(({ notes }) => notes),
    source,
  };
}
