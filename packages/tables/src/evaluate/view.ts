import type { Field, Relation } from "@relent/engine";

/** A column of a view: an expression over the columns of a relation, streamed as numbers or as text. */
export interface ViewColumn {
  readonly name: string;
  readonly sql: string;
  readonly kind: "number" | "string";
}

const fieldOf = ({ name, kind }: ViewColumn): Field =>
  kind === "number" ? { name, type: "float", native: "DOUBLE" } : { name, type: "string", native: "VARCHAR" };

/** A relation of expressions over another, in its row order; nothing is computed before it is streamed. */
export function viewOf(
  relation: Relation,
  columns: readonly ViewColumn[],
  quote: (name: string) => string,
): Relation {
  const list = columns.map((c) => `${c.sql} AS ${quote(c.name)}`).join(", ");
  return { ...relation, sql: `(SELECT ${list} FROM ${relation.sql})`, fields: columns.map(fieldOf) };
}
