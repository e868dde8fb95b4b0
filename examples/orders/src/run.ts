import { mkdirSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { main } from "relent";
import { COLUMNS, type Month, ordersSql } from "./orders.ts";

const FOLDER = "demo";
const REPORT = "report.html";
const ROWS: Readonly<Record<Month, number>> = { january: 60_000, june: 64_000 };
const SEED = 7;

async function makeOrders(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const month of ["january", "june"] as const) {
    const path = `${FOLDER}/${month}.parquet`;
    await connection.run(`COPY (${ordersSql(month, ROWS[month], SEED)}) TO '${path}' (FORMAT parquet)`);
    process.stdout.write(`made ${path}: ${ROWS[month].toLocaleString("en-US")} orders\n`);
  }
  connection.closeSync();
  instance.closeSync();
}

async function run(): Promise<void> {
  await makeOrders();
  process.stdout.write("\nWhat was changed from January to June:\n");
  for (const { name, drift } of COLUMNS) if (drift) process.stdout.write(`  ${name.padEnd(15)} ${drift}\n`);
  process.stdout.write(`\n$ relent diff ${FOLDER}/january.parquet ${FOLDER}/june.parquet -o ${REPORT}\n\n`);
  process.exitCode = await main([
    "diff",
    `${FOLDER}/january.parquet`,
    `${FOLDER}/june.parquet`,
    "-o",
    REPORT,
  ]);
}

await run();
