import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { closest } from "./closest.ts";
import type { Connections } from "./connections.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field, RunOptions } from "./engine.ts";
import { list } from "./fields.ts";
import { rowsOf } from "./source.ts";

/** Stands for all columns, as in COLUMNS(*). */
const everything = "*";

function columnNames(node: unknown, into: Set<string>): void {
  if (Array.isArray(node)) {
    for (const each of node) {
      columnNames(each, into);
    }
  } else if (typeof node === "object" && node !== null) {
    const { class: kind, column_names: names } = node as Record<string, unknown>;
    if (kind === "STAR") {
      into.add(everything);
    }
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

interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly {
    readonly node: { readonly type: string; readonly modifiers: readonly unknown[] };
  }[];
}

/**
 * The fields that a condition uses, by DuckDB's own parse of it; names compare without case, as in SQL.
 *
 * @throws RelentError `usage` where the text is not one condition.
 */
export async function columnsOfCondition(
  connection: DuckDBConnection,
  where: string,
  table: string,
  fields: readonly Field[],
): Promise<readonly Field[]> {
  const text = duckdbDialect.quoteLiteral(`SELECT 1 WHERE (${where}\n)`);
  const [row] = await rowsOf<{ tree: string }>(connection, `SELECT json_serialize_sql(${text}) AS tree`);
  const parsed = JSON.parse(row!.tree) as Parsed;
  const [statement, ...more] = parsed.statements ?? [];
  const single =
    more.length === 0 && statement?.node.type === "SELECT_NODE" && statement.node.modifiers.length === 0;
  if (parsed.error || !single) {
    throw misfit(where, table, parsed.error_message ?? "it is not one condition", fields);
  }
  const names = new Set<string>();
  columnNames(parsed, names);
  return names.has(everything) ? fields : fields.filter(({ name }) => names.has(name.toLowerCase()));
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

function misfit(
  where: string,
  table: string,
  what: string,
  fields: readonly Field[],
  cause?: unknown,
): RelentError {
  return new RelentError(
    "usage",
    `open: the condition ${JSON.stringify(where)} does not fit ${table}: ${what}; ${adviceOn(what, fields)}`,
    { value: where, cause },
  );
}

/** One row of NULLs with a table's names and types: what a condition is bound to before a file is touched. */
function blank(fields: readonly Field[]): string {
  const columns = fields.map(({ name, native }) => {
    const value = native === '"NULL"' ? "NULL" : `NULL::${native}`;
    return `${value} AS ${duckdbDialect.quoteIdentifier(name)}`;
  });
  return `(SELECT ${columns.join(", ")})`;
}

/** Binds a condition without reading a row; a bad one is a `usage` error that names it. */
export async function checkCondition(
  pool: Connections,
  run: RunOptions,
  table: string,
  where: string,
  fields: readonly Field[],
): Promise<void> {
  try {
    await pool.use({ doing: "open", name: table }, run, (connection) =>
      connection.run(`SELECT 1 FROM ${blank(fields)} WHERE (${where}\n) LIMIT 0`),
    );
  } catch (cause) {
    if (cause instanceof RelentError && cause.code === "interrupted") {
      throw cause;
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    throw misfit(where, table, message.replace(/^open: .*?: (?=\S)/, ""), fields, cause);
  }
}
