import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Measurement } from "./measurement.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const AGGREGATES: readonly (readonly [RegExp, (column: string) => string])[] = [
  [/^(VARCHAR|BLOB)/, (column) => `sum(strlen(${column}))`],
  [/^TIMESTAMP/, (column) => `sum(epoch_us(${column}))`],
  [/^DATE/, (column) => `sum(${column} - DATE '2000-01-01')`],
  [/^BOOLEAN/, (column) => `count_if(${column})`],
  [/^/, (column) => `sum(${column})`],
];

/** What stands after FROM for a Parquet or CSV file. */
export const source = (file: string): string =>
  /\.(csv|tsv)$/i.test(file) ? `read_csv(${literal(file)})` : `read_parquet(${literal(file)})`;

/** One SELECT that must decode every value of every column: a sum of numbers, of lengths for strings. */
export async function scanSql(connection: DuckDBConnection, file: string): Promise<string> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source(file)}`);
  const terms = described.getRowsJS().map(([name, type]) => {
    const aggregate = AGGREGATES.find(([pattern]) => pattern.test(String(type)))?.[1];
    return aggregate?.(quoted(String(name)));
  });
  return `SELECT ${terms.join(", ")} FROM ${source(file)}`;
}

/** The floor under every comparison: each file scanned once, all columns, nothing kept. */
export async function scan(files: readonly string[], threads: number): Promise<Measurement> {
  const started = performance.now();
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  const laps: Record<string, number> = {};
  for (const file of files) {
    const before = performance.now();
    await connection.runAndReadAll(await scanSql(connection, file));
    laps[file] = (performance.now() - before) / 1000;
  }
  connection.closeSync();
  instance.closeSync();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    name: "scan floor",
    wall_s: (performance.now() - started) / 1000,
    cpu_s: (userCPUTime + systemCPUTime) / 1e6,
    peak_rss_mb: maxRSS / 1024,
    detail: { threads, laps },
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { threads: { type: "string", default: "2" } },
  });
  console.log(JSON.stringify(await scan(positionals, Number(values.threads))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
