import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duckdb, type Engine } from "@relent/engine";
import { afterAll, beforeAll } from "vitest";

const uniform = (k: number, seed: number): string =>
  `((hash(i * 64 + ${k} + ${seed} * 1000003::BIGINT) >> 11)::DOUBLE + 0.5) / 9007199254740992`;

/** One month of a shop: what is 1 in `june` has moved, the amount has not. */
function month(seed: number, june: 0 | 1, rows = 20_000): string {
  const u = (k: number) => `(${uniform(k, seed)})`;
  return `SELECT DATE '2026-0${june ? 6 : 1}-01' + (i * 28 // ${rows})::INTEGER AS ordered_on, ${june} AS month,
    CASE WHEN ${u(1)} < ${june ? 0.4 : 0.6} THEN 'DE' WHEN ${u(1)} < 0.9 THEN 'FR' ELSE 'NL' END AS country,
    round(-ln(${u(2)}) * 40, 2) AS amount,
    round(-ln(${u(3)}) * ${june ? 15 : 10}, 2) AS "unit price",
    floor(${u(4)} * ${u(june ? 5 : 4)} * 12)::INTEGER AS "v1.2 score (a > b)",
    CASE WHEN ${june} = 1 AND ${u(6)} < 0.1 THEN 'gold' WHEN ${u(6)} < 0.5 THEN 'silver' ELSE 'none' END AS tier,
    (i % 50)::INTEGER AS customer
    FROM (SELECT range AS i FROM range(${rows}))`;
}

export const JANUARY: string = month(1, 0);
export const JUNE: string = month(2, 1);
export const OTHER_JANUARY: string = month(3, 0);

/** A folder with tables in it, where a file of tests works, and a temporary folder that it watches. */
export interface Shop {
  readonly folder: string;
  /** What lies in the folder now. */
  listing(): string[];
  /** What lies in the temporary folder now. */
  leftovers(): string[];
}

/**
 * Makes january.parquet, june.parquet, again.parquet (January from other draws) and months.parquet (both months), and
 * whatever `more` adds; the tests of the file run in that folder, which is removed after them.
 */
export function shop(more: (engine: Engine) => Promise<void> = async () => undefined): Shop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), "cli-temporary-")));
  const before = { cwd: process.cwd(), TMPDIR: process.env.TMPDIR };
  beforeAll(async () => {
    process.chdir(folder);
    process.env.TMPDIR = temporary;
    const engine = await duckdb({ threads: 2 });
    const copy = (sql: string, name: string) =>
      engine.query(`COPY (${sql}) TO '${name}.parquet' (FORMAT parquet)`);
    await copy(JANUARY, "january");
    await copy(JUNE, "june");
    await copy(OTHER_JANUARY, "again");
    await copy(`${JANUARY} UNION ALL ${JUNE}`, "months");
    mkdirSync("empty");
    await more(engine);
    await engine.close();
  }, 60_000);
  afterAll(() => {
    process.chdir(before.cwd);
    if (before.TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before.TMPDIR;
    for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
  });
  return {
    folder,
    listing: () => readdirSync(folder).sort(),
    leftovers: () => readdirSync(temporary),
  };
}
