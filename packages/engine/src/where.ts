import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { closest } from "./closest.ts";
import type { Connections } from "./connections.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field, RunOptions } from "./engine.ts";
import { list } from "./fields.ts";
import { rowsOf } from "./source.ts";

function columnNames(node: unknown, into: Set<string>): void {
  if (Array.isArray(node)) {
    for (const each of node) {
      columnNames(each, into);
    }
  } else if (typeof node === "object" && node !== null) {
    const { class: kind, column_names: names } = node as Record<string, unknown>;
    if (kind === "COLUMN_REF") {
      for (const name of names as readonly string[]) {
        into.add(name.toLowerCase());
      }
    }
    for (const child of Object.values(node)) {
      columnNames(child, into);
    }
  }
}

/** The fields that a condition may use, by DuckDB's own parse of it; names compare without case, as in SQL. */
export async function columnsOfCondition(
  connection: DuckDBConnection,
  where: string,
  fields: readonly Field[],
): Promise<readonly Field[]> {
  const text = duckdbDialect.quoteLiteral(`SELECT 1 WHERE (${where}\n)`);
  const [row] = await rowsOf<{ tree: string }>(connection, `SELECT json_serialize_sql(${text}) AS tree`);
  const names = new Set<string>();
  columnNames(JSON.parse(row!.tree), names);
  return fields.filter(({ name }) => names.has(name.toLowerCase()));
}

function adviceOn(message: string, fields: readonly Field[]): string {
  const names = fields.map(({ name }) => name);
  const unknown = message.match(/Referenced column "(.*?)" not found/)?.[1];
  if (unknown === undefined) {
    return "give a SQL condition over its columns, e.g. amount > 100 AND city = 'Oslo'";
  }
  const near = closest(unknown, names);
  return near.length > 0
    ? `did you mean ${near.map((name) => JSON.stringify(name)).join(" or ")}?`
    : `its columns are ${list(names)}; text constants stand in single quotes`;
}

/** Binds a condition without reading a row; a bad one is a `usage` error that names it. */
export async function checkCondition(
  pool: Connections,
  run: RunOptions,
  table: string,
  from: string,
  where: string,
  fields: readonly Field[],
): Promise<void> {
  try {
    await pool.use({ doing: "open", name: table }, run, (connection) =>
      connection.run(`SELECT 1 FROM ${from} WHERE (${where}\n) LIMIT 0`),
    );
  } catch (cause) {
    if (cause instanceof RelentError && cause.code === "interrupted") {
      throw cause;
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    const what = message.replace(/^open: .*?: (?=\S)/, "");
    throw new RelentError(
      "usage",
      `open: the condition ${JSON.stringify(where)} does not fit ${table}: ${what}; ${adviceOn(message, fields)}`,
      { value: where, cause },
    );
  }
}
