import { RelentError } from "@relent/core";
import type { Engine, Field, Location, Relation } from "@relent/engine";
import { runOf } from "../sides.ts";
import { columnNamed } from "./matching-columns.ts";
import type { EvaluateOptions } from "./options.ts";
import type { SetAside } from "./read-rows.ts";

/** That a table has nothing to say. */
export const nothingIn = (name: string): RelentError =>
  new RelentError("invalid-argument", `evaluate: ${name} has no rows; there is nothing to evaluate`);

/** Fails where no row can be judged: the table has none, or something that rows are judged by is null in all. */
export function refuseNoRows(
  { name, rows, setAside }: { readonly name: string; readonly rows: number; readonly setAside: SetAside },
  usable: string,
  advice = "give rows that have all of it",
): void {
  if (rows > 0) return;
  const set = setAside.label + setAside.forecast + setAside.weight;
  if (set === 0) throw nothingIn(name);
  throw new RelentError(
    "invalid-argument",
    `evaluate: no row of ${name} has ${usable} (${set.toLocaleString("en-US")} have a null); ${advice}`,
  );
}

/** The column of an option that may be left out. */
export const optionalColumn = (
  option: string,
  name: string | undefined,
  fields: readonly Field[],
): Field | null => (name === undefined ? null : columnNamed(option, name, fields));

/** Opens a table in the columns that are read, of the rows that meet the condition. */
export async function openTable(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
  columns: readonly string[],
): Promise<Relation> {
  options.onPhase?.("opening predictions");
  const where = options.where === undefined ? {} : { where: options.where };
  const relation = await engine.open(location, {
    ...runOf(options),
    ...where,
    columns: [...new Set(columns)],
  });
  return options.where === undefined
    ? relation
    : { ...relation, name: `${relation.name} where ${options.where}` };
}

/** Finds columns among a table's; where that fails for a table without rows, whose columns have no types, says that it has none. */
export async function findColumns<T>(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
  find: (fields: readonly Field[]) => T,
): Promise<T> {
  const run = runOf(options);
  const { fields } = await engine.describe(location, run);
  try {
    return find(fields);
  } catch (error) {
    const { sql, name } = await engine.open(location, { ...run, columns: [] });
    const { n } = await engine.query(`SELECT count(*) AS n FROM ${sql}`, run);
    if (Number(n![0]) > 0) throw error;
    throw nothingIn(name);
  }
}
