import { convert, convertibleList } from "./conversion.ts";
import { fieldsOf } from "./fields.ts";
import type { Described, Workshop } from "./source.ts";

/** Opens the result of one SQL statement, which is computed once. */
export async function describeStatement(workshop: Workshop, name: string, sql: string): Promise<Described> {
  const { connections, doing, options } = workshop;
  const from = `(${sql}\n)`;
  const fields = await connections.use({ doing, name }, options, (connection) => fieldsOf(connection, from));
  const source: Described["source"] = (columns, now) =>
    convert(now, name, [`SELECT ${convertibleList(columns)} FROM ${from}`]);
  return { name, format: "sql", fields, rowsHint: null, notes: [], source };
}
