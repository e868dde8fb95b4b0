import { RelentError } from "@relent/core";
import type { Dialect, Engine, Field, Relation, RunOptions } from "@relent/engine";
import { type Matched, matchingColumns } from "./matching-columns.ts";
import type { ForecastOptions } from "./options.ts";

/** How the numbers of a forecast are to be read. */
export type Scale = "probabilities" | "logProbabilities" | "logits";

/** The columns of a forecast before the table is opened: one a class, or one that lists them. */
export interface ForecastSource {
  readonly option: string;
  readonly scale: Scale;
  readonly matched: readonly Matched[];
  /** One number a row: the probability of the positive class alone. */
  readonly single: boolean;
  readonly list: boolean;
}

const KINDS: readonly (readonly [
  key: Exclude<keyof ForecastOptions, "normalise">,
  option: string,
  scale: Scale,
])[] = [
  ["prob", "--prob", "probabilities"],
  ["probs", "--probs", "probabilities"],
  ["logProbs", "--log-probs", "logProbabilities"],
  ["logits", "--logits", "logits"],
];

const NUMERIC: ReadonlySet<Field["type"]> = new Set(["integer", "float", "decimal", "boolean"]);
const isList = (field: Field): boolean => field.type === "nested" && /\[\d*\]$/.test(field.native);

function checkNumeric(option: string, { field }: Matched): void {
  if (NUMERIC.has(field.type)) return;
  throw new RelentError(
    "usage",
    `${option}: ${field.name} is ${field.native}; a forecast is numbers, or one list of numbers a row`,
    { value: field.name },
  );
}

/** Finds the forecast's columns; null where none is asked for. Errors: two ways at once, columns that are no numbers. */
export function findForecast(options: ForecastOptions, fields: readonly Field[]): ForecastSource | null {
  const given = KINDS.filter(([key]) => options[key] !== undefined);
  const [first, second] = given;
  if (first === undefined) return null;
  if (second !== undefined) {
    throw new RelentError(
      "usage",
      `${first[1]} and ${second[1]}: a forecast is written in one way; give one of them`,
    );
  }
  const [key, option, scale] = first;
  const asked = options[key]!;
  const matched = matchingColumns(option, typeof asked === "string" ? [asked] : asked, fields);
  const list = matched.length === 1 && isList(matched[0]!.field);
  if (!list) for (const m of matched) checkNumeric(option, m);
  return { option, scale, matched, single: matched.length === 1 && !list, list };
}

/** What messages call each of a forecast's numbers. */
export const numberNames = ({ matched, list }: ForecastSource, count: number): readonly string[] =>
  list
    ? Array.from({ length: count }, (_, k) => `${matched[0]!.field.name}[${k + 1}]`)
    : matched.map((m) => m.field.name);

/** How many numbers each list of a column holds. */
async function listLength(
  engine: Engine,
  relation: Relation,
  field: Field,
  run: RunOptions,
): Promise<number> {
  const name = engine.dialect.quoteIdentifier(field.name);
  const { low, high } = await engine.query(
    `SELECT min(len(${name})) AS low, max(len(${name})) AS high FROM ${relation.sql}`,
    run,
  );
  const [least, most] = [Number(low![0] ?? 0), Number(high![0] ?? 0)];
  if (least === most) return most;
  throw new RelentError(
    "invalid-argument",
    `evaluate: the lists in ${field.name} hold ${least} to ${most} numbers; each row needs one a class`,
    { value: field.name },
  );
}

/** The forecast's numbers as expressions, one a class. */
export async function forecastExpressions(
  engine: Engine,
  relation: Relation,
  source: ForecastSource,
  run: RunOptions,
): Promise<readonly string[]> {
  const { dialect }: { readonly dialect: Dialect } = engine;
  if (!source.list) return source.matched.map(({ field }) => dialect.castDouble(field));
  const { field } = source.matched[0]!;
  const length = await listLength(engine, relation, field, run);
  const name = dialect.quoteIdentifier(field.name);
  return Array.from({ length }, (_, k) => `(${name}[${k + 1}])::DOUBLE`);
}
