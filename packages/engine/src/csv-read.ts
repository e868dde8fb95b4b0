import { type CsvFile, named } from "./csv-sniff.ts";
import { duckdbDialect } from "./dialect.ts";
import { literalPath } from "./literal-path.ts";

const { quoteIdentifier, quoteLiteral } = duckdbDialect;

/** How a column's text becomes its type; `text` and `whole` are whole numbers that are checked to be so. */
export interface CsvColumn {
  readonly type: string;
  readonly reading: "direct" | "whole" | "text";
}

/** What a check found in a column of whole numbers. */
export type Misfit = "fraction" | "large";

/**
 * DuckDB rounds `0.5` to 1 where it reads BIGINT and says nothing, so whole numbers are read as doubles and checked;
 * where one is beyond 2^53 they are read as text instead, which has no fraction unless it has a point or an exponent.
 */
const readings: Readonly<
  Record<CsvColumn["reading"], (column: string, type: string, raise: (misfit: Misfit) => string) => string>
> = {
  direct: (column) => column,
  whole: (column, type, raise) =>
    `CASE WHEN NOT isfinite(${column}) OR ${column} <> trunc(${column}) THEN ${raise("fraction")}::${type} WHEN abs(${column}) >= 9007199254740992 THEN ${raise("large")}::${type} ELSE ${column}::${type} END`,
  text: (column, type, raise) =>
    `CASE WHEN contains(${column}, '.') OR contains(lower(${column}), 'e') THEN ${raise("fraction")}::${type} ELSE ${column}::${type} END`,
};

const readerType: Readonly<Record<CsvColumn["reading"], (type: string) => string>> = {
  direct: (type) => type,
  whole: () => "DOUBLE",
  text: () => "VARCHAR",
};

/** The column's value in a SELECT list; a misfit stops the statement with an error that `misfitOf` understands. */
export function csvValue(name: string, index: number, { type, reading }: CsvColumn): string {
  const quoted = quoteIdentifier(name);
  const raise = (misfit: Misfit) => `error('relent ${misfit} ${index}')`;
  return reading === "direct" ? quoted : `${readings[reading](quoted, type, raise)} AS ${quoted}`;
}

/** Which check stopped a statement, and in which column of its SELECT list. */
export function misfitOf(cause: unknown): readonly [misfit: Misfit, index: number] | undefined {
  const match = cause instanceof Error ? cause.message.match(/relent (fraction|large) (\d+)/) : null;
  return match === null ? undefined : [match[1] as Misfit, Number(match[2])];
}

/** The call that reads one file as it was sniffed. */
export function readCsv(file: CsvFile, columns: ReadonlyMap<string, CsvColumn>): string {
  const types = file.columns.map(({ name, type }) => {
    const column = columns.get(name);
    const read = column === undefined ? type : readerType[column.reading](column.type);
    return `${quoteLiteral(name)}: ${quoteLiteral(read)}`;
  });
  return `read_csv(${literalPath(file.path)}${named({
    auto_detect: "false",
    ...file.fixed,
    ...file.formats,
    delim: quoteLiteral(file.delimiter),
    quote: quoteLiteral(file.quote),
    escape: quoteLiteral(file.escape),
    header: String(file.header),
    columns: `{${types.join(", ")}}`,
  })})`;
}
