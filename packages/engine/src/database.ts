import { realpathSync } from "node:fs";
import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { closest } from "./closest.ts";
import { convert, convertibleList } from "./conversion.ts";
import { duckdbDialect } from "./dialect.ts";
import { fieldsOf, list } from "./fields.ts";
import { type Described, rowsOf, type Source, type Workshop } from "./source.ts";

const { quoteIdentifier, quoteLiteral } = duckdbDialect;

interface Table {
  readonly schema: string;
  readonly name: string;
  readonly view: boolean;
}

/**
 * Attaches a database under its file's own name, as DuckDB does by itself: views in it may spell that name out. Where
 * the name is taken, a number is put behind it.
 */
async function attach(connection: DuckDBConnection, file: string): Promise<string> {
  const databases = () =>
    rowsOf<{ database_name: string; path: string | null }>(
      connection,
      "SELECT database_name, path FROM duckdb_databases()",
    );
  const find = (among: Awaited<ReturnType<typeof databases>>) =>
    among.find(({ path }) => path === file)?.database_name;
  const known = await databases();
  const before = find(known);
  if (before !== undefined) {
    return before;
  }
  const taken = new Set(["main", ...known.map(({ database_name }) => database_name.toLowerCase())]);
  const stem = basename(file).replace(/\.[^.]*$/, "");
  let alias = stem;
  for (let number = 2; taken.has(alias.toLowerCase()); number++) {
    alias = `${stem}_${number}`;
  }
  try {
    await connection.run(
      `ATTACH ${quoteLiteral(file)} AS ${quoteIdentifier(alias)} (TYPE duckdb, READ_ONLY)`,
    );
    return alias;
  } catch (cause) {
    const meanwhile = find(await databases());
    if (meanwhile === undefined) {
      throw cause;
    }
    return meanwhile;
  }
}

async function tablesOf(connection: DuckDBConnection, database: string): Promise<readonly Table[]> {
  return rowsOf<Table>(
    connection,
    `SELECT schema_name AS schema, table_name AS name, false AS view FROM duckdb_tables()
       WHERE database_name = ${quoteLiteral(database)} AND NOT internal
     UNION ALL
     SELECT schema_name, view_name, true FROM duckdb_views() WHERE database_name = ${quoteLiteral(database)} AND NOT internal
     ORDER BY ALL`,
  );
}

function choose(doing: string, file: string, tables: readonly Table[], wanted: string | undefined): Table {
  const names = tables.map(({ schema, name }) => (schema === "main" ? name : `${schema}.${name}`));
  const advice = tables.length === 0 ? "it holds no tables" : `its tables are ${list(names)}`;
  if (wanted === undefined) {
    if (tables.length !== 1) {
      throw new RelentError("usage", `${doing}: ${file} needs a table, as in ${file}::table; ${advice}`);
    }
    return tables[0]!;
  }
  const found = tables.find(({ schema, name }) => name === wanted || `${schema}.${name}` === wanted);
  if (found === undefined) {
    const near = closest(wanted, names);
    const guess = near.length > 0 ? `did you mean ${near.join(" or ")}?` : advice;
    throw new RelentError("not-found", `${doing}: ${file} has no table ${JSON.stringify(wanted)}; ${guess}`, {
      value: wanted,
    });
  }
  return found;
}

async function tableSource(connection: DuckDBConnection, from: string): Promise<Source> {
  const [counted] = await rowsOf<{ n: bigint }>(connection, `SELECT count(*) AS n FROM ${from}`);
  const stripe: Source["stripe"] = (start, count) => [
    { from, where: `rowid BETWEEN ${start} AND ${start + count - 1}`, position: "rowid" },
  ];
  return { from, rows: Number(counted!.n), sampling: "row-ids", stripe };
}

/** Opens a table or view of a DuckDB database file, read-only; a view is computed once, like a statement. */
export async function describeTable(
  workshop: Workshop,
  name: string,
  file: string,
  wanted: string | undefined,
): Promise<Described> {
  const { connections, doing, options } = workshop;
  return connections.use({ doing, name: file }, options, async (connection) => {
    const database = await attach(connection, realpathSync(file));
    const table = choose(doing, file, await tablesOf(connection, database), wanted);
    const from = [database, table.schema, table.name].map(quoteIdentifier).join(".");
    const fields = await fieldsOf(connection, from);
    const shared = { name, format: "duckdb", fields, notes: [] } as const;
    if (table.view) {
      const source: Described["source"] = (columns, now) =>
        convert(now, name, [`SELECT ${convertibleList(columns)} FROM ${from}`]);
      return { ...shared, rowsHint: null, source };
    }
    const source = await tableSource(connection, from);
    return { ...shared, rowsHint: source.rows, source: async () => source };
  });
}
