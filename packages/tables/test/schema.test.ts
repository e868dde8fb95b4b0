import { readFileSync } from "node:fs";
import { stringify } from "@relent/report";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type DiffResult,
  diff,
  diffProfiles,
  type Profile,
  profileTable,
  writeProfile,
} from "../src/index.ts";
import { texts } from "./compare/made.ts";
import { categories, draws, normal } from "./draws.ts";
import { type Columns, workplace } from "./workplace.ts";

const at = workplace();
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../cli/schema/${name}.schema.json`, import.meta.url), "utf8"));
const validDiff = ajv.compile(schema("diff"));
const validProfile = ajv.compile(schema("profile"));

/** What does not hold, in words; empty for a valid value. */
const faults = (valid: typeof validDiff, value: unknown): string[] =>
  valid(value) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);

const asJson = (result: DiffResult): unknown => JSON.parse(stringify(result));

type Json = { [key: string]: Json };

/** Puts a wrong value at a path, or takes away what is there. */
function spoil(json: unknown, path: string, value: unknown): void {
  const keys = path.split("/");
  const last = keys.pop()!;
  const holder = keys.reduce((at, key) => at[key]!, json as Json);
  if (value === undefined) delete holder[last];
  else holder[last] = value as Json;
}

const rows = 1200;
const table = (seed: number, shift: number): Columns => ({
  price: ["DOUBLE", draws(rows, seed, normal(shift)).map((v, i) => (i % 9 ? v : null))],
  far: ["DOUBLE", draws(rows, seed, normal()).map((v, i) => (shift && i % 7 === 0 ? 1e9 + i : v))],
  few: ["INTEGER", draws(rows, seed, (rng) => rng.integer(5))],
  kind: ["VARCHAR", categories(rows, seed, 6, shift ? "k" : "j")],
  user: ["VARCHAR", draws(rows, seed, (rng) => `u${rng.integer(1e6)}`)],
  shop: ["VARCHAR", categories(rows, seed + 1, 40, "shop")],
  on: [
    "TIMESTAMP",
    draws(rows, seed, (rng) => new Date(1.7e12 + shift * 1e10 + rng.integer(2e9)).toISOString().slice(0, 19)),
  ],
  tags: ["INTEGER[]", new Array<string>(rows).fill("[1]")],
  [shift ? "fresh" : "old"]: ["DATE", new Array<string>(rows).fill("2024-01-01")],
});

let then: string;
let now: string;
beforeAll(async () => {
  then = await at.parquet("then.parquet", table(1, 0));
  now = await at.parquet("now.parquet", table(2, 1));
});

describe("relent/diff@1", () => {
  it("is the shape of results: everything at once, clusters, nothing at all", async () => {
    const none = await at.select("none.parquet", `SELECT * FROM read_parquet('${then}') WHERE false`);
    for (const result of [
      await diff(at.engine, then, now),
      await diff(at.engine, then, then),
      await diff(at.engine, then, now, { cluster: "shop" }),
      await diff(at.engine, then, then, { whereReference: "few < 2", whereCurrent: "few >= 2" }),
      await diff(at.engine, then, none),
      diffProfiles(texts("b", { t: { a: 1 } }), texts("a", { t: { b: 1 } })),
    ]) {
      expect(faults(validDiff, asJson(result))).toEqual([]);
    }
  });

  it.each<readonly [string, path: string, value: unknown]>([
    ["another schema", "schema", "relent/diff@2"],
    ["an unknown field", "extra", 1],
    ["an unknown field of a column", "columns/0/extra", 1],
    ["no sentence", "sentence", undefined],
    ["an unknown verdict", "columns/0/verdict", "drifted"],
    ["NaN written as null", "columns/0/kl/value", null],
    ["KL in nats", "columns/0/kl/unit", "nats"],
    ["PSI in bits", "columns/0/psi/unit", "bits"],
    ["a figure without its unit", "columns/0/jensenShannon/unit", undefined],
    ["a share over 1", "columns/0/cells/0/current", 1.5],
    ["negative bits", "columns/0/cells/0/bits", -0.1],
    ["p over 1", "columns/0/test/p", 1.1],
    ["half a row", "current/rows", 0.5],
    ["an infinity by another name", "columns/0/kl/plugIn", "inf"],
  ])("is not a result with %s", (_, path, value) => {
    const good = asJson(
      diffProfiles(texts("b", { t: { a: 900, c: 100 } }), texts("a", { t: { a: 500, b: 500 } })),
    );
    expect(faults(validDiff, good)).toEqual([]);
    spoil(good, path, value);
    expect(faults(validDiff, good)).not.toEqual([]);
  });
});

describe("relent/profile@1", () => {
  it("is the shape of profiles, with clusters and of many texts", async () => {
    const many = await at.select("many.parquet", "SELECT 'id' || i AS id FROM range(120000) s(i)");
    const forever = await at.select("forever.parquet", "SELECT 'infinity'::TIMESTAMP AS t FROM range(5)");
    for (const profile of [
      await profileTable(at.engine, then),
      await profileTable(at.engine, then, { cluster: "shop" }),
      await profileTable(at.engine, many),
      await profileTable(at.engine, forever),
    ]) {
      expect(faults(validProfile, JSON.parse(writeProfile(profile)))).toEqual([]);
    }
  });

  it.each<readonly [string, path: string, value: unknown]>([
    ["another version", "schema", "relent/profile@2"],
    ["rows in it", "summary/data", [[1]]],
    ["a negative count", "summary/columns/0/count/spill", -1],
    ["half a row", "summary/columns/0/count/values/0/1", 0.5],
    ["an unknown way to count", "plan/columns/0/count/kind", "sketch"],
    ["no hash", "plan/hash", undefined],
  ])("is not a profile with %s", (_, path, value) => {
    const made: Profile = texts("a", { t: { x: 3, y: 2 } });
    const file = JSON.parse(writeProfile(made));
    expect(faults(validProfile, file)).toEqual([]);
    spoil(file, path, value);
    expect(faults(validProfile, file)).not.toEqual([]);
  });
});

describe("both schemas", () => {
  interface Node {
    readonly type?: string;
    readonly additionalProperties?: boolean;
    readonly description?: string;
    readonly const?: unknown;
    readonly $ref?: string;
    readonly properties?: Readonly<Record<string, Node>>;
  }

  it("describe every property, and allow no others", () => {
    const walk = (node: Node, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      if (node.type === "object") expect(node.additionalProperties, path).toBe(false);
      for (const [key, inner] of Object.entries(node.properties ?? {})) {
        if (inner.const === undefined && inner.$ref === undefined) {
          expect(typeof inner.description, `${path}.${key}`).toBe("string");
        }
      }
      for (const [key, inner] of Object.entries(node)) walk(inner as Node, `${path}.${key}`);
    };
    for (const name of ["diff", "profile"]) walk(schema(name), name);
  });
});
