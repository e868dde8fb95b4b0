import { RelentError } from "@relent/core";
import type { Field } from "@relent/engine";
import { columnNamed, type Matched, matchingColumns } from "./matching-columns.ts";
import type { LawOptions } from "./options.ts";
import { numberRows, type RowSource } from "./row-source.ts";

/** How a predicted law of a number is written: the columns, and of quantiles their levels. */
export type LawColumns =
  | { readonly form: "normal"; readonly columns: readonly [mean: Field, sd: Field] }
  | { readonly form: "quantiles"; readonly columns: readonly Field[]; readonly levels: readonly number[] }
  | { readonly form: "samples"; readonly columns: readonly Field[] };

const NUMERIC: ReadonlySet<Field["type"]> = new Set(["integer", "float", "decimal"]);

function numeric(option: string, field: Field): Field {
  if (NUMERIC.has(field.type)) return field;
  throw new RelentError(
    "usage",
    `${option}: ${field.name} is ${field.native}; it must be a column of numbers`,
    {
      value: field.name,
    },
  );
}

/** The columns of a law as they are read. */
export interface LawRows extends RowSource {
  readonly law: LawColumns;
}

export const lawRows = (law: LawColumns): LawRows => ({ ...numberRows(law.columns), law });

/** The number in a name: 0.1 in `q_0.1`, 10 in `q10`. */
function numberIn({ field, part }: Matched): number {
  const found = /\d*\.?\d+(?:e-?\d+)?/i.exec(part);
  if (found !== null) return Number(found[0]);
  throw new RelentError(
    "usage",
    `--quantiles: ${field.name} says no level; names must hold one, as q_0.1 or q10`,
    {
      value: field.name,
    },
  );
}

/** The level of each quantile; numbers above 1 are per cent. */
function levelsOf(matched: readonly Matched[]): number[] {
  const numbers = matched.map(numberIn);
  const levels = numbers.some((x) => x >= 1) ? numbers.map((x) => x / 100) : numbers;
  levels.forEach((level, i) => {
    if (level > 0 && level < 1 && levels.indexOf(level) === i) return;
    const why = level > 0 && level < 1 ? "is there twice" : "is no level between 0 and 1";
    throw new RelentError("usage", `--quantiles: ${level}, of ${matched[i]!.field.name}, ${why}`, {
      value: level,
    });
  });
  return levels;
}

/** Finds the columns of a predicted law; null where none is asked for. Errors: half a law, two forms at once. */
export function findLaw(
  { mean, sd, quantiles, samples }: LawOptions,
  fields: readonly Field[],
  prefix = "--",
): LawColumns | null {
  const option = (name: string): string => `${prefix}${name}`;
  const normal = mean !== undefined || sd !== undefined;
  const forms = [normal, quantiles !== undefined, samples !== undefined].filter(Boolean).length;
  if (forms === 0) return null;
  if (forms > 1) {
    throw new RelentError(
      "usage",
      `${option("mean")}, ${option("quantiles")}, ${option("samples")}: a law is written in one way; give one of them`,
    );
  }
  if (normal) {
    if (mean === undefined || sd === undefined) {
      throw new RelentError(
        "usage",
        `${option(mean === undefined ? "sd" : "mean")}: a normal law needs ${option("mean")} and ${option("sd")}`,
      );
    }
    const columns = [
      columnNamed(option("mean"), mean, fields),
      columnNamed(option("sd"), sd, fields),
    ] as const;
    return {
      form: "normal",
      columns: [numeric(option("mean"), columns[0]), numeric(option("sd"), columns[1])],
    };
  }
  if (samples !== undefined) {
    const found = matchingColumns(option("samples"), samples, fields);
    if (found.length < 2)
      throw new RelentError("usage", `${option("samples")}: one column; a law needs two draws or more`);
    return { form: "samples", columns: found.map((m) => numeric(option("samples"), m.field)) };
  }
  const matched = matchingColumns(option("quantiles"), quantiles!, fields);
  const levels = levelsOf(matched);
  const order = levels.map((_, i) => i).sort((a, b) => levels[a]! - levels[b]!);
  return {
    form: "quantiles",
    columns: order.map((i) => numeric(option("quantiles"), matched[i]!.field)),
    levels: order.map((i) => levels[i]!),
  };
}
