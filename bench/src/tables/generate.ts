import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { BENCH_COLUMNS, NOTE_WORDS } from "./columns.ts";
import type { Stream } from "./law.ts";

export interface GenerateOptions {
  readonly rows: number;
  /** Folder for `reference.parquet`, `current.parquet`, `truth.json` and, if asked for, `reference.csv`. */
  readonly out: string;
  readonly seed?: number;
  readonly csv?: boolean;
  readonly threads?: number;
  readonly memory?: string;
}

const MACROS: readonly string[] = [
  "CREATE MACRO bits(i, k) AS hash(CAST(i * 128 + k AS BIGINT))",
  "CREATE MACRO uniform(i, k) AS ((bits(i, k) >> 11)::DOUBLE + 0.5) * 1.1102230246251565e-16",
  "CREATE MACRO normal(i, k) AS sqrt(-2 * ln(uniform(i, k))) * cos(6.283185307179586 * uniform(i, k + 1))",
];

const streamOf = (column: number): Stream => ({
  u: `uniform(i, ${4 * column})`,
  v: `uniform(i, ${4 * column + 1})`,
  z: `normal(i, ${4 * column})`,
  w: `uniform(i, ${4 * column + 2})`,
  bits: `bits(i, ${4 * column + 3})`,
});

/** The SELECT that makes one side; the same seed and rows give the same rows with the same DuckDB. */
export function sideSql(current: boolean, rows: number, seed: number): string {
  const offset = (2 * seed + (current ? 1 : 0)) * 2 ** 32;
  const words = NOTE_WORDS.map((word) => `'${word}'`).join(", ");
  const cells = BENCH_COLUMNS.map(({ name, law }, c) => `${law(streamOf(c), current)} AS ${name}`);
  return `SELECT ${cells.join(",\n  ")}\nFROM (SELECT range AS row, range + ${offset} AS i, ${rows}::DOUBLE AS rows, [${words}] AS words FROM range(${rows}))`;
}

/** Writes the pair of tables, each whole or not at all. */
export async function generate(options: GenerateOptions): Promise<void> {
  const { rows, out, seed = 1, csv = false, threads = 2, memory = "300MB" } = options;
  if (!Number.isInteger(rows) || rows < 1 || rows > 2 ** 32)
    throw new RangeError(`generate: rows ${rows} is not allowed; an integer in 1…2^32 is`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 22)
    throw new RangeError(`generate: seed ${seed} is not allowed; an integer in 0…2^22−1 is`);
  await mkdir(out, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: memory,
    temp_directory: join(out, ".spill"),
  });
  const connection = await instance.connect();
  try {
    for (const macro of MACROS) await connection.run(macro);
    const copy = async (select: string, file: string, format: string): Promise<void> => {
      const part = join(out, `${file}.part`);
      await connection.run(`COPY (${select}) TO '${part.replaceAll("'", "''")}' (${format})`);
      await rename(part, join(out, file));
    };
    const parquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
    await copy(sideSql(false, rows, seed), "reference.parquet", parquet);
    await copy(sideSql(true, rows, seed), "current.parquet", parquet);
    if (csv) {
      const reference = join(out, "reference.parquet").replaceAll("'", "''");
      await copy(`SELECT * FROM read_parquet('${reference}')`, "reference.csv", "FORMAT csv, HEADER");
    }
    await writeFile(join(out, "truth.json"), `${JSON.stringify(truth(rows, seed), null, 2)}\n`);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(join(out, ".spill"), { recursive: true, force: true });
  }
}

/** What is known of the pair, as it is written beside the tables. */
export interface Truth {
  readonly rows: number;
  readonly seed: number;
  readonly columns: readonly {
    readonly name: string;
    readonly kind: string;
    readonly drift: string | null;
    readonly bits: number | "Infinity" | null;
  }[];
}

export function truth(rows: number, seed: number): Truth {
  const columns = BENCH_COLUMNS.map(({ name, kind, drift }) => {
    const bits = drift === undefined ? 0 : drift.bits;
    return {
      name,
      kind,
      drift: drift?.what ?? null,
      bits: bits === Number.POSITIVE_INFINITY ? ("Infinity" as const) : bits,
    };
  });
  return { rows, seed, columns };
}

const BENCH = resolve(import.meta.dirname, "../..");

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "5000000" },
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      threads: { type: "string", default: "2" },
      memory: { type: "string", default: "300MB" },
      csv: { type: "boolean", default: false },
    },
  });
  const rows = Number(values.rows);
  const out = resolve(values.out ?? join(BENCH, "data", String(rows)));
  const started = performance.now();
  const { seed, threads, memory, csv } = values;
  await generate({ rows, out, seed: Number(seed), threads: Number(threads), memory, csv });
  const { maxRSS } = process.resourceUsage();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${rows} + ${rows} rows in ${out}: ${seconds} s, peak ${Math.round(maxRSS / 1024)} MB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
