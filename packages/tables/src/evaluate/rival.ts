import { RelentError } from "@relent/core";
import type { Engine, Field, Location, Relation, RunOptions } from "@relent/engine";
import { columnNamed } from "./matching-columns.ts";
import type { EvaluateOptions } from "./options.ts";
import type { RowSource } from "./row-source.ts";

/** A table with the forecasts of a second model beside those of the first, row by row. */
export interface Joined<Source extends RowSource = RowSource> {
  readonly relation: Relation;
  /** The second model's numbers as expressions over the joined table. */
  readonly expressions: readonly string[];
  /** What messages call them. */
  readonly numbers: readonly string[];
  readonly name: string;
  readonly notes: readonly string[];
  /** Where the numbers stand. */
  readonly source: Source;
}

const rivalName = (k: number): string => `relent rival ${k}`;

/** Where a second model's numbers stand: in another table, which has columns of its own, or in the same. */
export interface RivalSource<Source extends RowSource = RowSource> {
  /** Finds them among the columns of another table. */
  find(fields: readonly Field[]): Source;
  /** Those in the same table; null where none are named. */
  readonly within: Source | null;
  /** How these were asked for. */
  readonly asked?: readonly string[] | undefined;
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

/** What is found in another table; where it is not, the error says in which. */
function foundIn<T>(against: Location, find: () => T): T {
  try {
    return find();
  } catch (cause) {
    if (!(cause instanceof RelentError) || typeof against !== "string") throw cause;
    throw new RelentError(cause.code, `--against: in ${against}, ${cause.message}`, { cause });
  }
}

/** Lays the numbers of another file beside a table's own rows: by a key, or row by row where both are as long. */
async function joinRival<Source extends RowSource>(
  engine: Engine,
  relation: Relation,
  find: RivalSource<Source>["find"],
  options: EvaluateOptions & { readonly against: Location },
  run: RunOptions,
): Promise<Joined<Source>> {
  const { fields } = await engine.describe(options.against, run);
  const source = foundIn(options.against, () => find(fields));
  const key = options.key === undefined ? null : columnNamed("--key", options.key, fields);
  const columns = [...source.columns.map((field) => field.name), ...(key === null ? [] : [key.name])];
  const where = options.where === undefined ? {} : { where: options.where };
  const other = await engine.open(options.against, { ...run, ...where, columns: [...new Set(columns)] });
  const expressions = await source.expressions(engine, other, run);
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
    numbers: source.names(expressions.length),
    name: other.name,
    notes,
    source,
  };
}

/** The second model's numbers within the same table. */
async function rivalColumns<Source extends RowSource>(
  engine: Engine,
  relation: Relation,
  source: Source,
  asked: readonly string[],
  run: RunOptions,
): Promise<Joined<Source>> {
  const expressions = await source.expressions(engine, relation, run);
  return {
    relation,
    expressions,
    numbers: source.names(expressions.length),
    name: asked.length > 3 ? `${asked[0]} … ${asked.at(-1)}` : asked.join(", "),
    notes: [],
    source,
  };
}

/** A table with a second model's numbers beside its own; null where none are asked for. */
export async function withRival<Source extends RowSource>(
  engine: Engine,
  relation: Relation,
  { find, within, asked = [] }: RivalSource<Source>,
  options: EvaluateOptions,
  run: RunOptions,
): Promise<Joined<Source> | null> {
  const { against } = options;
  if (against !== undefined) return joinRival(engine, relation, find, { ...options, against }, run);
  return within === null ? null : rivalColumns(engine, relation, within, asked, run);
}
