import type { DuckDBConnection } from "@duckdb/node-api";
import { RelentError } from "@relent/core";
import { closest } from "./closest.ts";
import type { Field } from "./engine.ts";
import { fieldType } from "./field-type.ts";
import { rowsOf } from "./source.ts";

/** The columns of what stands after FROM. */
export async function fieldsOf(connection: DuckDBConnection, from: string): Promise<readonly Field[]> {
  const rows = await rowsOf<{ column_name: string; column_type: string }>(
    connection,
    `DESCRIBE SELECT * FROM ${from}`,
  );
  return rows.map(({ column_name, column_type }) => field(column_name, column_type));
}

/** A field from its name and the engine's word for its type. */
export function field(name: string, native: string): Field {
  return { name, type: fieldType(native), native };
}

/** The fields of the given names, in their order; a name that is not there is an error naming the nearest ones. */
export function pick(
  doing: string,
  table: string,
  fields: readonly Field[],
  names: readonly string[],
): readonly Field[] {
  const byName = new Map(fields.map((each) => [each.name, each]));
  return names.map((name, index) => {
    const found = byName.get(name);
    if (found !== undefined) {
      return found;
    }
    const near = closest(
      name,
      fields.map((each) => each.name),
    );
    const advice =
      near.length > 0
        ? `did you mean ${near.map((each) => JSON.stringify(each)).join(" or ")}?`
        : `its columns are ${list(fields.map((each) => each.name))}`;
    throw new RelentError("usage", `${doing}: ${table} has no column ${JSON.stringify(name)}; ${advice}`, {
      index,
      value: name,
    });
  });
}

/** At most eight names, and how many are left out. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
