import { RelentError } from "@relent/core";
import { convert, selectList } from "./conversion.ts";
import { type CsvColumn, csvValue, misfitOf, readCsv } from "./csv-read.ts";
import { type CsvFile, sniffCsv, sniffTypes } from "./csv-sniff.ts";
import { csvColumn, unifyTypes } from "./csv-types.ts";
import { duckdbDialect } from "./dialect.ts";
import type { Field } from "./engine.ts";
import { field, pick } from "./fields.ts";
import type { Format } from "./format.ts";
import type { Described, Source, Workshop } from "./source.ts";

type Types = Map<string, CsvColumn>;

function statementOf(file: CsvFile, columns: readonly Field[], types: Types): string {
  const has = new Set(file.columns.map(({ name }) => name));
  const values = columns.map(({ name }, index) =>
    has.has(name)
      ? csvValue(name, index, types.get(name)!)
      : `NULL::${types.get(name)!.type} AS ${duckdbDialect.quoteIdentifier(name)}`,
  );
  return `SELECT ${values.length === 0 ? selectList([]) : values.join(", ")} FROM ${readCsv(file, types)}`;
}

/** Numbers with a fraction below the sniffed lines: all lines are sniffed, and what is not whole becomes a double. */
async function widen(
  workshop: Workshop,
  name: string,
  files: readonly CsvFile[],
  types: Types,
): Promise<void> {
  const { connections, doing, options } = workshop;
  await connections.use({ doing, name }, options, async (connection) => {
    for (const file of files) {
      for (const column of await sniffTypes(connection, file)) {
        const known = types.get(column.name);
        if (column.type === "DOUBLE" && known?.type === "BIGINT") {
          types.set(column.name, csvColumn("DOUBLE"));
        }
      }
    }
  });
}

/** Opens CSV, TSV and their like; types are sniffed from the first 20,480 lines and checked on all. */
export async function describeCsv(
  workshop: Workshop,
  name: string,
  files: readonly string[],
  formats: readonly Format[],
): Promise<Described> {
  const { connections, doing, options } = workshop;
  const { sniffed, types } = await connections.use({ doing, name }, options, async (connection) => {
    const found: CsvFile[] = [];
    for (const [index, path] of files.entries()) {
      found.push(await sniffCsv(workshop, connection, path, formats[index]!));
    }
    return { sniffed: found, types: await unifyTypes(connection, found) };
  });
  const given = options.types ?? {};
  const fields = (): readonly Field[] => [...types].map(([column, { type }]) => field(column, type));
  pick(doing, name, fields(), Object.keys(given));
  for (const [column, type] of Object.entries(given)) {
    types.set(column, csvColumn(type));
  }
  const source = async (columns: readonly Field[], now: Workshop): Promise<Source> => {
    try {
      const statements = sniffed.map((file) => statementOf(file, columns, types));
      return await convert(now, name, statements);
    } catch (cause) {
      const [misfit, index] = misfitOf(cause) ?? [undefined, 0];
      if (misfit === undefined) {
        throw cause;
      }
      const column = columns[index]!.name;
      const { type } = types.get(column)!;
      if (misfit === "large") {
        types.set(column, { type, reading: "text" });
      } else if (given[column] !== undefined) {
        throw new RelentError(
          "unreadable",
          `${now.doing}: ${name}: column ${column} has numbers with a fraction, but was to be ${type}; give DOUBLE`,
        );
      } else {
        types.set(column, csvColumn("DOUBLE"));
        await widen(now, name, sniffed, types);
      }
      return source(columns, now);
    }
  };
  const notes = sniffed.flatMap((each) => each.notes);
  return { name, format: "csv", fields: fields(), rowsHint: null, notes, source };
}
