import type { Field, FieldType } from "./engine.ts";

/**
 * The small language of counts that every SQL engine speaks: quoting, exact literals, casts, cells, parts of time.
 *
 * Arguments named `expression` are SQL, not values; every function returns one self-contained SQL expression. NULL in
 * gives NULL out everywhere.
 */
export interface Dialect {
  readonly name: string;
  /** A column's or table's name, quoted. */
  quoteIdentifier(name: string): string;
  /** A text constant. */
  quoteLiteral(text: string): string;
  /** A double constant that reads back to the same bits; NaN, ±Infinity and −0 included. */
  doubleLiteral(value: number): string;
  /** A field as a double: dates and timestamps in seconds since 1970 (UTC), times in seconds of the day, false 0, true 1. */
  castDouble(field: Field, expression?: string): string;
  /** A field as the text that stands for its value. */
  castText(field: Field, expression?: string): string;
  /** The greatest whole double ≤ the expression; ±Infinity and NaN stay. */
  floor(expression: string): string;
  /** The expression held within [low, high]; NaN goes to `high`, NULL stays NULL. */
  clamp(expression: string, low: number, high: number): string;
  /** A whole double as a 64-bit integer; an error at run time beyond ±2^63 and at NaN. */
  integer(expression: string): string;
  /** A date, timestamp or time as seconds, as `castDouble` counts them; ±Infinity for infinite dates. */
  epoch(expression: string, type: FieldType): string;
  /** Hour of the day, 0…23, of a timestamp (UTC) or time; NULL for infinite ones. */
  hour(expression: string): string;
  /** Day of the week of a date or timestamp (UTC): 1 is Monday, 7 is Sunday; NULL for infinite ones. */
  weekday(expression: string): string;
  /** Text as a whole number in 0…2^53−1: the low 53 bits of its MD5 read little-endian, the same on every engine. */
  hash(expression: string): string;
  /** Text as a 64-bit number by the engine's own fast hash: consistent within one release of one engine only. */
  fastHash(expression: string): string;
  /** Whether a `fastHash` lies in the lowest `share` (a power of ½) of its range. */
  fastHashBelow(expression: string, share: number): string;
}

const temporal: ReadonlySet<FieldType> = new Set(["date", "timestamp", "time"]);

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function doubleLiteral(value: number): string {
  return `('${Object.is(value, -0) ? "-0" : String(value)}'::DOUBLE)`;
}

/** `epoch` of an infinite date is NULL in DuckDB, and so is that of NULL: the sign of the infinity tells them apart. */
function epoch(expression: string, type: FieldType): string {
  const infinite = `CASE WHEN isinf(${expression}) THEN CASE WHEN ${expression} > DATE '1970-01-01' THEN 'Infinity'::DOUBLE ELSE '-Infinity'::DOUBLE END END`;
  return type === "time" ? `epoch(${expression})` : `coalesce(epoch(${expression}), ${infinite})`;
}

/**
 * DuckDB's words for the primitives of `Dialect`.
 *
 * `greatest` and `least` pass over NULLs in DuckDB, so `clamp` is a CASE; its `-` before a negative literal would begin
 * a comment, so constants come in parentheses.
 *
 * @example
 * ```ts
 * duckdbDialect.quoteIdentifier('a "b"') // "\"a \"\"b\"\"\""
 * duckdbDialect.doubleLiteral(-2.5) // "('-2.5'::DOUBLE)"
 * duckdbDialect.clamp("b", 0, 7) // "(CASE WHEN b < 0 THEN 0 WHEN b > 7 THEN 7 ELSE b END)"
 * ```
 */
export const duckdbDialect: Dialect = {
  name: "duckdb",
  quoteIdentifier,
  quoteLiteral,
  doubleLiteral,
  castDouble: (field, expression = quoteIdentifier(field.name)) =>
    temporal.has(field.type) ? epoch(expression, field.type) : `(${expression})::DOUBLE`,
  castText: (field, expression = quoteIdentifier(field.name)) =>
    field.native === "BLOB" ? `to_base64(${expression})` : `(${expression})::VARCHAR`,
  floor: (expression) => `floor(${expression})`,
  clamp: (expression, low, high) =>
    `(CASE WHEN ${expression} < ${low} THEN ${low} WHEN ${expression} > ${high} THEN ${high} ELSE ${expression} END)`,
  integer: (expression) => `(${expression})::BIGINT`,
  epoch,
  hour: (expression) => `hour(${expression})`,
  weekday: (expression) => `isodow(${expression})`,
  hash: (expression) => `(md5_number(${expression}) & 9007199254740991)::BIGINT`,
  fastHash: (expression) => `hash(${expression})`,
  fastHashBelow: (expression, share) =>
    `${expression} <= ${BigInt(2 ** 53 * share) * 2n ** 11n - 1n}::UBIGINT`,
};
