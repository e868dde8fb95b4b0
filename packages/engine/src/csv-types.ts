import type { DuckDBConnection } from "@duckdb/node-api";
import { type CsvColumn, readCsv } from "./csv-read.ts";
import type { CsvFile } from "./csv-sniff.ts";
import { duckdbDialect } from "./dialect.ts";
import { rowsOf } from "./source.ts";

const { quoteIdentifier } = duckdbDialect;

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

/** How a column of a type is read: whole numbers are checked. */
export function csvColumn(type: string): CsvColumn {
  return { type, reading: /^U?(TINY|SMALL|BIG)?INT(EGER)?$/i.test(type) ? "whole" : "direct" };
}

/** One type for each column over all files. */
export async function unifyTypes(
  connection: DuckDBConnection,
  files: readonly CsvFile[],
): Promise<Map<string, CsvColumn>> {
  const types = new Map<string, string>();
  for (const file of files) {
    const without = files.length > 1 ? await valueless(connection, file, files) : new Set();
    for (const { name, type } of file.columns) {
      if (!without.has(name)) {
        types.set(name, widest(types.get(name) ?? type, type));
      }
    }
  }
  return new Map([...types].map(([name, type]) => [name, csvColumn(type)]));
}
