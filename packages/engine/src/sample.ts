import type { DuckDBConnection } from "@duckdb/node-api";
import { columnReader, typedExpression } from "./column-reader.ts";
import type { ChunkColumn, Field } from "./engine.ts";
import type { Source } from "./source.ts";

const stripes = 8;

/** Row ranges [start, start + count): everything where the stripes would cover it, else equal ones, evenly spaced. */
export function stripeRanges(
  total: number,
  wanted: number,
): readonly (readonly [start: number, count: number])[] {
  const count = Math.ceil(wanted / stripes);
  if (stripes * count >= total) {
    return [[0, total]];
  }
  return Array.from({ length: stripes }, (_, k) => [
    Math.floor(((total - count) * k) / (stripes - 1)),
    count,
  ]);
}

function sampleStatement(
  source: Source,
  fields: readonly Field[],
  where: string | undefined,
  rows: number,
): string {
  const expressions = fields.map((field, index) => `${typedExpression(field)} AS c${index}`);
  const condition = where === undefined ? "" : ` AND (${where}\n)`;
  const arms = stripeRanges(source.rows, rows).flatMap(([start, count]) =>
    source
      .stripe(start, count)
      .map(
        (stripe) =>
          `SELECT ${[`${stripe.position} AS p`, ...expressions].join(", ")} FROM ${stripe.from} WHERE ${stripe.where}${condition}`,
      ),
  );
  if (arms.length === 0) {
    arms.push(`SELECT ${["0 AS p", ...expressions].join(", ")} FROM ${source.from} LIMIT 0`);
  }
  const names = fields.map((_, index) => `c${index}`).join(", ");
  return `SELECT ${names === "" ? "1" : names} FROM (${arms.join(" UNION ALL ")}) ORDER BY p`;
}

async function readAll(
  connection: DuckDBConnection,
  fields: readonly Field[],
  sql: string,
): Promise<{ readonly length: number; readonly columns: readonly ChunkColumn[] }> {
  const result = await connection.run(sql);
  const chunks = await result.fetchAllChunks();
  const total = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const reader = columnReader(fields, total);
  for (const chunk of chunks) {
    reader.append(chunk);
  }
  return reader.take();
}

function thin(column: ChunkColumn, length: number, rows: number): ChunkColumn {
  const at = (i: number) => Math.floor((i * length) / rows);
  const valid =
    column.valid === undefined
      ? {}
      : { valid: Uint8Array.from({ length: rows }, (_, i) => column.valid![at(i)]!) };
  return column.kind === "number"
    ? {
        kind: "number",
        values: Float64Array.from({ length: rows }, (_, i) => column.values[at(i)]!),
        ...valid,
      }
    : { kind: "string", values: Array.from({ length: rows }, (_, i) => column.values[at(i)]!), ...valid };
}

/**
 * Reads about `rows` rows that meet a condition: the stripes are widened until enough rows pass or all have been read,
 * and thinned evenly where too many do.
 */
export async function sampleSource(
  connection: DuckDBConnection,
  source: Source,
  fields: readonly Field[],
  where: string | undefined,
  rows: number,
): Promise<readonly ChunkColumn[]> {
  let asked = rows;
  for (;;) {
    const { length, columns } = await readAll(
      connection,
      fields,
      sampleStatement(source, fields, where, asked),
    );
    if (length >= rows || asked >= source.rows || where === undefined) {
      return length > rows + stripes && asked < source.rows
        ? columns.map((column) => thin(column, length, rows))
        : columns;
    }
    asked *= Math.min(16, Math.max(2, Math.ceil((1.25 * rows) / Math.max(1, length))));
  }
}
