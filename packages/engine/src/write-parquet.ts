import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { duckdbDialect } from "./dialect.ts";
import type { RunOptions } from "./engine.ts";
import { failure, interrupted } from "./failure.ts";
import { temporaryFolder } from "./temporary.ts";
import { writeWhole } from "./write.ts";

/** A column to be written; NaN of a double is written as NULL. */
export type WrittenColumn =
  | { readonly type: "double"; readonly values: Float64Array }
  | { readonly type: "integer"; readonly values: Int32Array }
  | { readonly type: "boolean"; readonly values: Uint8Array }
  | { readonly type: "string"; readonly values: readonly string[] };

/** How a Parquet file is written. */
export interface WriteParquetOptions extends RunOptions {
  /** Texts that the file carries besides its columns, as key-value metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const ROWS = 2048;
const FN = "writeParquet";

interface Kind {
  readonly sql: string;
  readonly take: (values: ArrayLike<number | string>, from: number, to: number) => DuckDBValue[];
}

const plain: Kind["take"] = (values, from, to) =>
  Array.from({ length: to - from }, (_, i) => values[from + i]!);

const KINDS: Readonly<Record<WrittenColumn["type"], Kind>> = {
  double: {
    sql: "DOUBLE",
    take: (values, from, to) =>
      plain(values, from, to).map((value) => (Number.isNaN(value as number) ? null : value)),
  },
  integer: { sql: "INTEGER", take: plain },
  boolean: {
    sql: "BOOLEAN",
    take: (values, from, to) => plain(values, from, to).map((value) => value === 1),
  },
  string: { sql: "VARCHAR", take: plain },
};

function lengthOf(columns: readonly (readonly [string, WrittenColumn])[]): number {
  const [first] = columns;
  if (first === undefined) {
    throw new RelentError("invalid-argument", `${FN}: 0 columns; at least 1 is needed`, { value: 0 });
  }
  const length = first[1].values.length;
  for (const [name, { values }] of columns) {
    if (values.length === length) continue;
    throw new RelentError(
      "invalid-argument",
      `${FN}: column ${name} has ${values.length} values and ${first[0]} ${length}; all need the same number`,
      { value: values.length },
    );
  }
  return length;
}

/**
 * Writes columns of one length as a Parquet file, whole or not at all; the library is loaded when this is called.
 *
 * @throws RelentError `invalid-argument` for no columns or different lengths, `unwritable`, `interrupted`.
 *
 * @example
 * ```ts
 * const id = { type: "integer", values: Int32Array.of(1, 2) } as const;
 * await writeParquet("rows.parquet", { id });
 * ```
 */
export async function writeParquet(
  path: string,
  columns: Readonly<Record<string, WrittenColumn>>,
  { metadata = {}, signal }: WriteParquetOptions = {},
): Promise<void> {
  const entries = Object.entries(columns);
  const length = lengthOf(entries);
  const { BOOLEAN, DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } = await import(
    "@duckdb/node-api"
  );
  const types: Readonly<Record<WrittenColumn["type"], DuckDBType>> = {
    double: DOUBLE,
    integer: INTEGER,
    boolean: BOOLEAN,
    string: VARCHAR,
  };
  const { quoteIdentifier, quoteLiteral } = duckdbDialect;
  const folder = temporaryFolder();
  const spool = join(folder.path(), "written.parquet");
  const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
  const connection = await instance.connect();
  try {
    const fields = entries.map(([name, { type }]) => `${quoteIdentifier(name)} ${KINDS[type].sql}`);
    await connection.run(`CREATE TABLE written (${fields.join(", ")})`);
    const appender = await connection.createAppender("written");
    for (let from = 0; from < length; from += ROWS) {
      if (signal?.aborted) throw interrupted(FN);
      const to = Math.min(length, from + ROWS);
      const chunk = DuckDBDataChunk.create(
        entries.map(([, { type }]) => types[type]),
        to - from,
      );
      chunk.setColumns(entries.map(([, { type, values }]) => KINDS[type].take(values, from, to)));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const pairs = Object.entries(metadata).map(
      ([key, value]) => `${quoteLiteral(key)}: ${quoteLiteral(value)}`,
    );
    const extra = pairs.length === 0 ? "" : `, KV_METADATA {${pairs.join(", ")}}`;
    await connection.run(`COPY written TO ${quoteLiteral(spool)} (FORMAT parquet, COMPRESSION zstd${extra})`);
    await writeWhole(path, await readFile(spool));
  } catch (cause) {
    throw cause instanceof RelentError ? cause : failure(cause, { doing: FN, name: path });
  } finally {
    connection.closeSync();
    instance.closeSync();
    folder.remove();
  }
}
