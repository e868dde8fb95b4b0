import { RelentError } from "@relent/core";
import type { Description, Field, FieldType } from "@relent/engine";
import type { Profile } from "../profile.ts";
import type { TypesFrom } from "./notice.ts";

/** The engine's words for types as people give them. */
const NATIVE = {
  number: "DOUBLE",
  integer: "BIGINT",
  text: "VARCHAR",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  time: "TIME",
} as const;

/** A column's type as it is given for a text file. */
export type ColumnType = keyof typeof NATIVE;
export const COLUMN_TYPES: readonly ColumnType[] = Object.keys(NATIVE) as ColumnType[];

const GIVEN: Readonly<Record<FieldType, ColumnType>> = {
  integer: "integer",
  float: "number",
  decimal: "number",
  boolean: "boolean",
  string: "text",
  enum: "text",
  uuid: "text",
  date: "date",
  timestamp: "timestamp",
  time: "time",
  nested: "text",
  other: "text",
};

/** How a table is read so that its types tell nothing of its rows. */
export interface SafeTypes {
  readonly from: TypesFrom;
  /** In the engine's words; for text files only. */
  readonly types?: Readonly<Record<string, string>>;
}

const TEXT: ReadonlySet<Description["format"]> = new Set(["csv", "json"]);

/**
 * The types by which a private profile reads a table: its own schema's, or for text files those that were given or that
 * the profile used has.
 *
 * Guessed ones depend on the rows: one word among numbers makes a column text. Errors: a text file of which a column's
 * type is not known, JSON, types beside a schema, a column that is not there.
 */
export function safeTypes(
  format: Description["format"],
  fields: readonly Field[],
  read: (name: string) => boolean,
  given: ReadonlyMap<string, ColumnType>,
  like: Profile | null,
): SafeTypes {
  const unknown = [...given.keys()].find((name) => !fields.some((f) => f.name === name));
  if (unknown !== undefined)
    throw new RelentError("usage", `--types: there is no column "${unknown}"`, { value: unknown });
  if (!TEXT.has(format)) {
    if (given.size > 0)
      throw new RelentError(
        "usage",
        `--types: they are for CSV; the table is ${format} and has its own types`,
      );
    return { from: "schema" };
  }
  if (format === "json")
    throw new RelentError(
      "usage",
      "private profile: the columns of JSON and their types are made of its rows, which tells of them; convert it to CSV or Parquet",
    );
  const known = new Map(like?.source?.fields.map(({ name, type }) => [name, GIVEN[type]]));
  const needed = fields.filter(({ name }) => read(name));
  if (needed.some(({ name }) => !given.has(name) && !known.has(name))) {
    const told = needed.map(
      ({ name, type }) => `${name}=${given.get(name) ?? known.get(name) ?? GIVEN[type]}`,
    );
    throw new RelentError(
      "usage",
      `private profile: the types of a text file are guessed from its rows, which tells of them; say them, as in --types "${told.join(",")}" if that much is public`,
    );
  }
  const types = needed.map(({ name }) => [name, NATIVE[given.get(name) ?? known.get(name)!]] as const);
  return { from: given.size > 0 ? "given" : "profile", types: Object.fromEntries(types) };
}
