import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { main } from "relent";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { COLUMNS, ordersSql } from "../src/orders.ts";

const folder = mkdtempSync(join(tmpdir(), "orders-"));
const at = (name: string): string => join(folder, name);
const ROWS = { january: 20_000, june: 21_000 };

interface Column {
  readonly name: string;
  readonly verdict: string;
  readonly reason?: string;
}

let columns: readonly Column[] = [];
let sentence = "";

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const month of ["january", "june"] as const)
    await connection.run(
      `COPY (${ordersSql(month, ROWS[month], 7)}) TO '${at(month)}.parquet' (FORMAT parquet)`,
    );
  connection.closeSync();
  instance.closeSync();
  const quiet = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation(() => true),
  );
  const code = await main(["diff", at("january.parquet"), at("june.parquet"), "-o", at("result.json")]);
  for (const spy of quiet) spy.mockRestore();
  expect(code).toBe(0);
  ({ columns, sentence } = JSON.parse(readFileSync(at("result.json"), "utf8")) as {
    columns: readonly Column[];
    sentence: string;
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Drifts that are no finding: what numbers and dates the orders, and what is too little to matter. */
const NO_FINDING: Readonly<Record<string, string>> = {
  order_id: "skipped",
  ordered_at: "skipped",
  returned: "same",
};

it.each(COLUMNS.map(({ name, drift }) => ({ name, drift: drift ?? "nothing" })))(
  "$name: $drift",
  ({ name, drift }) => {
    const want = drift === "nothing" ? "same" : (NO_FINDING[name] ?? "moved");
    const views = columns.filter((one) => one.name === name || one.name.startsWith(`${name} (`));
    expect(views.length).toBeGreaterThan(0);
    for (const { name: view, verdict } of views)
      expect([view, verdict]).toEqual([view, view === name ? want : "same"]);
  },
);

it("names the worst column first, and no more than were changed", () => {
  const moved = columns.filter(({ verdict }) => verdict === "moved").map(({ name }) => name);
  const changed = COLUMNS.filter(({ name, drift }) => drift !== undefined && !(name in NO_FINDING));
  expect([...moved].sort()).toEqual(changed.map(({ name }) => name).sort());
  expect(sentence).toMatch(new RegExp(`^${moved.length} of \\d+ columns moved, \`${moved[0]}\` most\\.`));
});
