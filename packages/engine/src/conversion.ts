import { join } from "node:path";
import { duckdbDialect } from "./dialect.ts";
import type { Field } from "./engine.ts";
import { fieldsOf } from "./fields.ts";
import { parquetOptions, parquetSource } from "./parquet.ts";
import { rowsOf, type Source, type Workshop } from "./source.ts";

const { quoteIdentifier, quoteLiteral } = duckdbDialect;

let made = 0;

/** A fresh path in the workshop's temporary folder. */
export function temporaryPath({ temporary }: Workshop, extension: string): string {
  made += 1;
  return join(temporary.path(), `${made}.${extension}`);
}

/** The columns of a SELECT list, quoted; a constant where there are none, so that rows can still be counted. */
export function selectList(columns: readonly Field[]): string {
  return columns.length === 0 ? "1 AS _" : columns.map(({ name }) => quoteIdentifier(name)).join(", ");
}

/** Types that Parquet would hold as something else, and what they become so that they keep their meaning. */
const kept: readonly (readonly [native: RegExp, type: string])[] = [
  [/^TIME_NS$|^TIME WITH TIME ZONE$/, "TIME"],
  [/^BIGNUM$/, "DOUBLE"],
  [/^UNION\(/, "VARCHAR"],
];

/** As `selectList`, with the types that Parquet lacks replaced. */
export function convertibleList(columns: readonly Field[]): string {
  const named = columns.map(({ name, native }) => {
    const quoted = quoteIdentifier(name);
    const type = kept.find(([pattern]) => pattern.test(native))?.[1];
    return type === undefined ? quoted : `${quoted}::${type} AS ${quoted}`;
  });
  return named.length === 0 ? selectList([]) : named.join(", ");
}

/** Writes statements' results to temporary Parquet files, one a statement, and reads them as one source. */
export async function convert(
  workshop: Workshop,
  name: string,
  statements: readonly string[],
): Promise<Source> {
  const { connections, doing, options } = workshop;
  const { onProgress } = options;
  const files: string[] = [];
  const progress = (fraction: number) => onProgress?.((files.length + fraction) / statements.length);
  return connections.use({ doing, name }, { ...options, onProgress: progress }, async (connection) => {
    for (const statement of statements) {
      const path = temporaryPath(workshop, "parquet");
      await rowsOf(connection, `COPY (${statement}) TO ${quoteLiteral(path)} (${parquetOptions})`);
      files.push(path);
    }
    const source = await parquetSource(connection, files);
    const fields = await fieldsOf(connection, source.from);
    return { ...source, natives: new Map(fields.map((each) => [each.name, each.native])) };
  });
}
