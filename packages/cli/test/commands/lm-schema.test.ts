import { readFileSync } from "node:fs";
import { compareTables, lmReport } from "@relent/lm";
import { toJson } from "@relent/report";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { makeTable, type Row, randomRows } from "../../../lm/test/make-table.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/lm.schema.json", import.meta.url), "utf8")),
);
const faults = (value: unknown): string[] =>
  valid(value) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);

const LOST: readonly Row[] = [
  { document: 0, target: 1, p: [0.5, 0.5], q: [1, 0] },
  { document: 1, target: 0, p: [0.5, 0.5], q: [0.25, 0.75] },
];

const rows = randomRows(30, 10, 1);
const zeros = new Float64Array(rows.length);
const TABLES = {
  "an ordinary comparison": makeTable(rows),
  "texts that are known": makeTable(rows, { texts: rows.map((_, i) => [" a", "1", "\n"][i % 3]!) }),
  "an infinite divergence": makeTable(LOST),
  "one document": makeTable(randomRows(1, 40, 1)),
  "one token": makeTable(randomRows(1, 1, 1)),
  "equal models": makeTable(randomRows(5, 5, 0)),
  "truncated recordings": makeTable(rows, {
    vocabulary: null,
    bounds: { kl: { low: zeros, high: zeros.map(() => Number.POSITIVE_INFINITY) } },
  }),
};

const written = async (name: keyof typeof TABLES): Promise<Record<string, unknown>> =>
  JSON.parse(toJson(lmReport(await compareTables([{ table: TABLES[name] }])))) as Record<string, unknown>;

describe("relent/lm@1", () => {
  it.each(Object.keys(TABLES) as (keyof typeof TABLES)[])("is what comes of %s", async (name) => {
    expect(faults(await written(name))).toEqual([]);
  });

  it.each<readonly [string, Record<string, unknown>]>([
    ["another schema", { schema: "relent/lm@2" }],
    ["an unknown field", { extra: 1 }],
    ["a verdict that is none", { verdict: "drifted" }],
    ["a missing list", { models: undefined }],
    ["a model without figures", { models: [{ name: "q4" }] }],
  ])("is not %s", async (_, change) => {
    const value = JSON.parse(JSON.stringify({ ...(await written("one document")), ...change })) as unknown;
    expect(faults(value)).not.toEqual([]);
  });
});
