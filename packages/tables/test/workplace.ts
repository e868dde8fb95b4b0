import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duckdb, type Engine } from "@relent/engine";
import { afterAll, beforeAll } from "vitest";
import type { ColumnResult, DiffResult } from "../src/index.ts";

export type Value = number | string | boolean | null;

/** One column of a table to be written: its DuckDB type and its values. */
export type Columns = Readonly<Record<string, readonly [type: string, values: readonly Value[]]>>;

/** An engine and a folder of one test file, gone when it ends. */
export interface Workplace {
  readonly engine: Engine;
  readonly folder: string;
  /** Writes a Parquet file of the columns; returns its path. */
  parquet(name: string, columns: Columns): Promise<string>;
  /** Writes a Parquet file of a statement's rows. */
  select(name: string, sql: string): Promise<string>;
  /** Writes a text file. */
  text(name: string, content: string): string;
}

const NULL = "\\N";

function field(value: Value): string {
  if (value === null) return NULL;
  if (typeof value !== "string") return Object.is(value, -0) ? "-0.0" : String(value);
  return `"${value.replaceAll('"', '""')}"`;
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Opens a workplace before the tests of a file and clears it away after them. */
export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "relent-tables-"));
  let engine: Engine | undefined;
  let made = 0;
  beforeAll(async () => {
    engine = await duckdb({ threads: 2, tempDirectory: join(folder, "spill") });
  });
  afterAll(async () => {
    await engine?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const select = async (name: string, sql: string): Promise<string> => {
    const path = join(folder, name);
    await engine!.query(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    return path;
  };
  const text = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    get engine() {
      return engine!;
    },
    folder,
    select,
    text,
    parquet(name, columns) {
      const names = Object.keys(columns);
      const rows = columns[names[0]!]![1].length;
      const lines = Array.from({ length: rows }, (_, i) =>
        names.map((n) => field(columns[n]![1][i]!)).join(","),
      );
      const path = text(`raw-${made++}.csv`, `${lines.join("\n")}\n`);
      const read = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
      const casts = names.map((n, i) => `c${i}::${columns[n]![0]} AS ${identifier(n)}`).join(", ");
      return select(
        name,
        `SELECT ${casts} FROM read_csv('${path}', header = false, auto_detect = false, delim = ',', quote = '"', ` +
          `escape = '"', allow_quoted_nulls = false, nullstr = '${NULL}', columns = {${read}})`,
      );
    },
  };
}

/** The result of the column of that name. */
export function column(result: DiffResult, name: string): ColumnResult {
  const found = result.columns.find((c) => c.name === name);
  if (found === undefined) {
    throw new Error(`no column ${name}; there are ${result.columns.map((c) => c.name).join(", ")}`);
  }
  return found;
}

/** Every number in a value that JSON cannot hold, by its path. */
export function unwritable(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (value === undefined) return [`${path} = undefined`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unwritable(inner, `${path}.${key}`));
}
