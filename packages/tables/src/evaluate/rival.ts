import { RelentError } from "@relent/core";
import type { Engine, Field, Location, Relation, RunOptions } from "@relent/engine";
import { type ForecastSource, findForecast, forecastExpressions, numberNames } from "./forecast-columns.ts";
import { columnNamed } from "./matching-columns.ts";
import type { EvaluateOptions, ForecastOptions } from "./options.ts";

/** A table with the forecasts of a second model beside those of the first, row by row. */
export interface Joined {
  readonly relation: Relation;
  /** The second model's numbers as expressions over the joined table. */
  readonly expressions: readonly string[];
  /** What messages call them. */
  readonly numbers: readonly string[];
  readonly name: string;
  readonly notes: readonly string[];
}

const rivalName = (k: number): string => `relent rival ${k}`;

/** How the second model's forecast is written: as the first's, in columns of its own where those are named. */
export function rivalOptions(options: EvaluateOptions): ForecastOptions {
  const { prob, probs, logProbs, logits, againstProbs } = options;
  if (againstProbs === undefined) return { prob, probs, logProbs, logits };
  if (prob !== undefined) return { prob: againstProbs[0] };
  if (logProbs !== undefined) return { logProbs: againstProbs };
  return logits !== undefined ? { logits: againstProbs } : { probs: againstProbs };
}

async function rowsIn(engine: Engine, relation: Relation, run: RunOptions): Promise<number> {
  return Number((await engine.query(`SELECT count(*) AS n FROM ${relation.sql}`, run)).n![0]);
}

async function checkUnique(engine: Engine, relation: Relation, key: Field, run: RunOptions): Promise<void> {
  const name = engine.dialect.quoteIdentifier(key.name);
  const { v, n } = await engine.query(
    `SELECT ${name}::VARCHAR AS v, count(*)::DOUBLE AS n FROM ${relation.sql} WHERE ${name} IS NOT NULL GROUP BY ${name} HAVING count(*) > 1 LIMIT 1`,
    run,
  );
  if (v === undefined || v.length === 0) return;
  throw new RelentError(
    "invalid-argument",
    `--key: ${key.name} is ${String(v[0])} in ${Number(n![0])} rows of ${relation.name}; a key that joins two tables stands once in each`,
    { value: v[0] },
  );
}

function joinSql(
  engine: Engine,
  a: Relation,
  b: Relation,
  expressions: readonly string[],
  key: Field | null,
): string {
  const quote = engine.dialect.quoteIdentifier;
  const list = expressions.map((sql, k) => `${sql} AS ${quote(rivalName(k))}`);
  const on = key === null ? [] : [`${quote(key.name)} AS "relent key"`];
  const second = `(SELECT ${[...on, ...list].join(", ")} FROM ${b.sql}) AS b`;
  const columns = expressions.map((_, k) => `b.${quote(rivalName(k))}`).join(", ");
  const join =
    key === null
      ? `${a.sql} AS a POSITIONAL JOIN ${second}`
      : `${a.sql} AS a JOIN ${second} ON a.${quote(key.name)} = b."relent key"`;
  return `(SELECT a.*, ${columns} FROM ${join})`;
}

/** Lays the forecasts of another file beside a table's own rows: by a key, or row by row where both are as long. */
export async function joinRival(
  engine: Engine,
  relation: Relation,
  against: Location,
  options: EvaluateOptions,
  run: RunOptions,
): Promise<Joined> {
  const { fields } = await engine.describe(against, run);
  const source = findForecast(rivalOptions(options), fields)!;
  const key = options.key === undefined ? null : columnNamed("--key", options.key, fields);
  const columns = [...source.matched.map((m) => m.field.name), ...(key === null ? [] : [key.name])];
  const where = options.where === undefined ? {} : { where: options.where };
  const other = await engine.open(against, { ...run, ...where, columns: [...new Set(columns)] });
  const expressions = await forecastExpressions(engine, other, source, run);
  const [own, theirs] = [await rowsIn(engine, relation, run), await rowsIn(engine, other, run)];
  if (key === null && own !== theirs) {
    throw new RelentError(
      "incompatible",
      `--against: ${other.name} has ${theirs.toLocaleString("en-US")} rows and ${relation.name} ${own.toLocaleString("en-US")}; ` +
        "rows are paired in their order unless --key names a column that both have",
    );
  }
  if (key !== null) for (const side of [relation, other]) await checkUnique(engine, side, key, run);
  const sql = joinSql(engine, relation, other, expressions, key);
  const joined: Relation = { ...relation, sql };
  const both = key === null ? own : await rowsIn(engine, joined, run);
  const notes =
    both < own
      ? [`${(own - both).toLocaleString("en-US")} rows are not in ${other.name} and are left out`]
      : [];
  if (both === 0) {
    throw new RelentError(
      "incompatible",
      `--key: no ${options.key} of ${relation.name} is in ${other.name}; keys that both have join them`,
    );
  }
  const quote = engine.dialect.quoteIdentifier;
  return {
    relation: joined,
    expressions: expressions.map((_, k) => quote(rivalName(k))),
    numbers: numberNames(source, expressions.length),
    name: other.name,
    notes,
  };
}

/** The second model's forecast within the same table. */
export async function rivalColumns(
  engine: Engine,
  relation: Relation,
  source: ForecastSource,
  run: RunOptions,
): Promise<Joined> {
  const expressions = await forecastExpressions(engine, relation, source, run);
  const names = source.matched.map((m) => m.field.name);
  return {
    relation,
    expressions,
    numbers: numberNames(source, expressions.length),
    name: names.length > 2 ? `${names[0]} …` : names.join(", "),
    notes: [],
  };
}
