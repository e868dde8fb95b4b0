import type { DuckDBConnection } from "@duckdb/node-api";
import type { Description } from "./engine.ts";
import { fieldsOf } from "./fields.ts";
import { literalPath } from "./literal-path.ts";
import { type Described, rowsOf, type Source, type Stripe, type Workshop } from "./source.ts";

/**
 * How temporary files are written. Dictionaries stop at 10,000 values and there are no Bloom filters: on a 1.4 GB CSV
 * of 21 columns that took a quarter off the conversion's CPU time, and categories stay cheap to group.
 */
export const parquetOptions =
  "FORMAT parquet, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 10000, WRITE_BLOOM_FILTER false";

/** The call that reads Parquet files as one table, columns matched by name. */
export function readParquet(files: readonly string[]): string {
  const paths = `[${files.map(literalPath).join(", ")}]`;
  return files.length > 1 ? `read_parquet(${paths}, union_by_name = true)` : `read_parquet(${paths})`;
}

async function rowCounts(connection: DuckDBConnection, files: readonly string[]): Promise<readonly number[]> {
  const rows = await rowsOf<{ file_name: string; num_rows: bigint }>(
    connection,
    `SELECT file_name, num_rows FROM parquet_file_metadata([${files.map(literalPath).join(", ")}])`,
  );
  const byFile = new Map(rows.map(({ file_name, num_rows }) => [file_name, Number(num_rows)]));
  return files.map((file) => byFile.get(file) ?? 0);
}

/** Parquet files as a source: row ranges map to ranges of one file's row numbers, which prune its row groups. */
export async function parquetSource(connection: DuckDBConnection, files: readonly string[]): Promise<Source> {
  const from = readParquet(files);
  const counts = await rowCounts(connection, files);
  const starts: number[] = [];
  let rows = 0;
  for (const count of counts) {
    starts.push(rows);
    rows += count;
  }
  const stripe = (start: number, count: number): readonly Stripe[] =>
    counts.flatMap((inFile, index) => {
      const first = Math.max(0, start - starts[index]!);
      const last = Math.min(inFile, start + count - starts[index]!) - 1;
      const thisFile = files.length > 1 ? `file_index = ${index} AND ` : "";
      return first > last
        ? []
        : [
            {
              from,
              where: `${thisFile}file_row_number BETWEEN ${first} AND ${last}`,
              position: `file_row_number + ${starts[index]}`,
            },
          ];
    });
  return { from, rows, sampling: "file-rows", stripe };
}

/** Parquet files as they lie: nothing is converted. */
export async function describeParquet(
  workshop: Workshop,
  name: string,
  files: readonly string[],
): Promise<Described> {
  const { connections, doing, options } = workshop;
  return connections.use({ doing, name }, options, async (connection) => {
    const source = await parquetSource(connection, files);
    const fields = await fieldsOf(connection, source.from);
    const description: Description = { name, format: "parquet", fields, rowsHint: source.rows, notes: [] };
    return { ...description, source: async () => source };
  });
}
