import { RelentError } from "@relent/core";
import type { Engine, Field, Relation, RunOptions } from "@relent/engine";

/** Whose rows are protected together, and at most how many of them are counted. */
export interface PrivacyUnit {
  /** The column that names a person, a customer, a device. */
  readonly column: string;
  readonly rows: number;
}

/** More rows would drown in their own noise. */
const MOST_ROWS = 100_000;

/** Refuses a unit that cannot be kept. */
export function checkUnit(
  { column, rows }: PrivacyUnit,
  fields: readonly Pick<Field, "name" | "type">[],
): void {
  const field = fields.find((f) => f.name === column);
  if (field === undefined)
    throw new RelentError("usage", `--unit: there is no column "${column}"`, { value: column });
  if (field.type === "nested" || field.type === "other")
    throw new RelentError("usage", `--unit: ${column} holds ${field.type}; a unit is told by a plain value`, {
      value: column,
    });
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS))
    throw new RelentError(
      "usage",
      `--rows-per-unit: ${rows} is not allowed; it must be a whole number from 1 to ${MOST_ROWS}`,
      { value: rows },
    );
}

/**
 * A table of at most so many rows of each unit, drawn at random among its own: which ones are kept depends on no other
 * unit's rows. Rows whose unit is NULL count as one unit.
 */
export async function boundedRows(
  engine: Engine,
  relation: Relation,
  { column, rows }: PrivacyUnit,
  run: RunOptions,
): Promise<Relation> {
  const unit = engine.dialect.quoteIdentifier(column);
  // opened once: drawn anew for each pass, other rows of a unit would be counted in each
  const sql =
    `SELECT * FROM ${relation.sql} ` +
    `QUALIFY row_number() OVER (PARTITION BY ${unit} ORDER BY random()) <= ${rows}`;
  return { ...(await engine.open({ sql }, run)), name: relation.name };
}
