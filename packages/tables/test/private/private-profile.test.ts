import { readFileSync } from "node:fs";
import { compose, privacyEpsilon } from "@relent/core/privacy";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type ColumnPlan,
  type ColumnType,
  diff,
  type PublicColumn,
  profileTable,
  readProfile,
  writeProfile,
} from "../../src/index.ts";
import { draws } from "../draws.ts";
import { workplace } from "../workplace.ts";
import { GIVEN, privateProfiles, ROWS, table } from "./noisy-tables.ts";

const at = workplace();
const { keep, noisy } = privateProfiles(at);
const validProfile = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../../cli/schema/profile.schema.json", import.meta.url), "utf8")),
);

let then: string;
let moved: string;

beforeAll(async () => {
  then = await at.parquet("then.parquet", table(1, 0));
  moved = await at.parquet("moved.parquet", table(3, 0.4));
});

describe("a private profile", () => {
  it("says what it keeps, and is read back", async () => {
    const profile = await noisy(then);
    expect(profile.private).toMatchObject({
      mechanism: "discreteLaplace",
      epsilon: 2,
      delta: 0,
      protects: "one row, added or removed",
      unit: null,
      types: "schema",
      status: "upper",
      adjacency: "add-remove",
    });
    expect(profile.private!.columns.map(({ name }) => name)).toEqual([
      "size",
      "shop",
      "paid",
      "on",
      "secret",
    ]);
    expect(profile.private!.accounting).toContain("each further release from the same rows spends");
    const spent = profile.private!.columns.reduce((sum, { epsilon }) => sum + epsilon, 0);
    expect(spent).toBeCloseTo(2, 12);
    // what it wrote down can be added up by any accountant, from the file alone
    const events = profile.private!.columns.flatMap((c) => c.events);
    const { value } = privacyEpsilon(compose(JSON.parse(JSON.stringify(events))), 0);
    expect(value).toBeLessThanOrEqual(2 * (1 + 1e-12));
    expect(value).toBeGreaterThan(1.99);
    const text = writeProfile(profile);
    expect(readProfile(text, "p").private).toEqual(profile.private);
    expect(validProfile(JSON.parse(text)) ? [] : validProfile.errors).toEqual([]);
    expect(() => readProfile(text.replace('"epsilon":2', '"epsilon":1'), "p")).toThrow(/changed after/);
  });
  it("holds no figure of the rows without noise: no plan, range, step or number of rows of theirs", async () => {
    const without = { exclude: ["on"] };
    const [a, b] = [await noisy(then, 2, without), await noisy(moved, 2, without)];
    // another table, the same plan: nothing of the rows is in it
    expect(a.plan).toEqual(b.plan);
    for (const { count, range, clusters, dayEffect } of a.summary.columns) {
      expect([range, clusters, dayEffect]).toEqual([undefined, undefined, undefined]);
      if (count.kind === "values") expect(count.values.map(([v]) => v)).not.toContain("rare");
    }
    const size = a.summary.columns[0]!.count;
    if (size.kind !== "cells") throw new Error("size is counted in cells");
    // means would tell of single rows: each cell has that of its middle
    for (const [i, step] of size.steps.entries()) expect(step).toBe(size.rows[i]! * (1024 * (i - 1) + 512));
    const again = await noisy(then, 2, without);
    expect(again.summary).not.toEqual(a.summary);
  });
  it("counts as the table does but for the noise", async () => {
    const { summary } = await noisy(then, 3);
    const exact = await profileTable(at.engine, then, {});
    const shop = summary.columns[1]!.count;
    const true_ = exact.summary.columns.find((_, k) => exact.plan.columns[k]!.name === "shop")!.count;
    if (shop.kind !== "values" || true_.kind !== "values") throw new Error("shop is counted by value");
    const known = new Map(true_.values);
    // scale 1: noise beyond 40 has a chance of 1e-17
    for (const [value, n] of shop.values) expect(Math.abs(n - known.get(value)!)).toBeLessThan(40);
    expect(Math.abs(summary.rows - ROWS)).toBeLessThan(200);
  });
  it("names values that were not known only where they are frequent", async () => {
    const {
      summary,
      plan,
      private: notice,
    } = await profileTable(at.engine, then, { private: { epsilon: 4, delta: 1e-9 } });
    const k = plan.columns.findIndex((c) => c.name === "secret");
    const { count } = summary.columns[k]!;
    if (count.kind !== "values") throw new Error("secret is counted by value");
    expect(count.values.map(([v]) => v)).toEqual(["r0", "r1", "r2"]);
    expect(notice!.columns.find((c) => c.name === "secret")!.threshold).toBeGreaterThan(10);
    expect(notice!.status).toBe("upper");
  });
  it("draws the edges of numbers of which nothing is known, within their bounds or without", async () => {
    for (const given of [
      new Map<string, PublicColumn>(),
      new Map<string, PublicColumn>([["size", { kind: "bounds", low: -100, high: 100 }]]),
    ]) {
      const { plan, summary, ...made } = await profileTable(at.engine, then, {
        columns: ["size"],
        private: { epsilon: 1, given },
      });
      const [{ count }] = plan.columns as [ColumnPlan];
      if (count.kind !== "cells") throw new Error("size is counted in cells");
      // the quartiles of the normal law, to 2 % of the rows
      for (const quartile of [-0.6745, 0, 0.6745])
        expect(count.grid.segments.some(({ lo }) => Math.abs(lo - quartile) < 0.07)).toBe(true);
      expect(count.grid.segments).toHaveLength(8);
      expect(made.private!.columns[0]!.edges).toMatch(given.size > 0 ? /from -100 to 100/ : /7 digits/);
      expect(Math.abs(summary.rows - ROWS)).toBeLessThan(300);
    }
  });
  it("cuts a public range of whole numbers into cells of as many each", async () => {
    const path = await at.parquet("ages.parquet", {
      age: ["INTEGER", draws(100, 1, (rng) => rng.integer(120))],
      id: [
        "UUID",
        draws(100, 2, (rng) => `00000000-0000-0000-0000-${String(rng.integer(1e9)).padStart(12, "0")}`),
      ],
    });
    const given = new Map([["age", { kind: "range", low: 0, high: 120 }]] as const);
    const { plan } = await profileTable(at.engine, path, { private: { epsilon: 1, delta: 1e-6, given } });
    const [age, id] = plan.columns;
    expect(age!.count).toMatchObject({ grid: { segments: [{ lo: 0, scale: 1 / 4, cells: 30 }] } });
    expect(id!.count).toMatchObject({ kind: "skipped" });
  });
  it("hashes texts of which nothing is known, and cuts public dates into days", async () => {
    const { plan, summary, ...made } = await profileTable(at.engine, then, {
      columns: ["secret", "on"],
      private: {
        epsilon: 1,
        given: new Map([
          ["on", { kind: "range", low: Date.UTC(2024) / 1000, high: Date.UTC(2024, 1) / 1000, dates: true }],
        ]),
      },
    });
    const named = (name: string) => plan.columns.findIndex((c) => c.name === name);
    const secret = summary.columns[named("secret")]!.count;
    if (secret.kind !== "values") throw new Error("secret is counted by value");
    expect(secret.values).toHaveLength(32);
    // three frequent texts: three cells, or fewer where two share one
    const frequent = secret.values.filter(([, n]) => n > 3000);
    expect(frequent.length).toBeGreaterThan(0);
    expect(frequent.length).toBeLessThanOrEqual(3);
    expect(made.private!.columns.find(({ name }) => name === "secret")!.hashedInto).toBe(32);
    const on = summary.columns[named("on")]!.count;
    if (on.kind !== "cells") throw new Error("on is counted in cells");
    expect(on.rows).toHaveLength(33);
    expect(on.rows[1]).toBeGreaterThan(ROWS - 300);
  });
  it("counts at most so many rows of a unit, and protects them together", async () => {
    // shop s0 to s5, of about 3,333 rows each
    const made = (rows: number, epsilon: number) =>
      profileTable(at.engine, then, {
        columns: ["size", "paid"],
        private: { epsilon, given: new Map([["size", GIVEN.get("size")!]]), unit: { column: "shop", rows } },
      });
    const few = await made(100, 90);
    expect(few.private).toMatchObject({
      unit: { column: "shop", rows: 100 },
      protects: "all rows of one shop, of which at most 100 are counted, added or removed",
    });
    expect(few.plan.columns.map(({ name }) => name)).toEqual(["size", "paid"]);
    // six shops of 100 rows; a count's scale is 100/45
    expect(Math.abs(few.summary.rows - 600)).toBeLessThan(150);
    const [one] = (await made(1, 1)).private!.columns;
    const [ten] = (await made(10, 1)).private!.columns;
    expect(Math.sqrt(ten!.variance / one!.variance)).toBeCloseTo(10, 0);
    const path = keep("units.json", few);
    await expect(diff(at.engine, path, moved)).rejects.toThrow(
      /at most 100 a shop.*--unit shop --rows-per-unit 100/,
    );
  });
  it("gives columns the parts of ε that were asked for", async () => {
    const { private: notice } = await profileTable(at.engine, then, {
      private: { epsilon: 1, given: GIVEN, shares: new Map([["size", 0.5]]) },
    });
    expect(notice!.columns.find(({ name }) => name === "size")!.epsilon).toBeCloseTo(0.5, 12);
    await expect(
      profileTable(at.engine, then, { private: { epsilon: 1, shares: new Map([["nothing", 0.5]]) } }),
    ).rejects.toThrow(/--share: there is no column "nothing"/);
  });
  it("reads text files by types that were given, never by guessed ones", async () => {
    const path = at.text("rows.csv", `n,word\n${"1,a\n2,b\n".repeat(500)}`);
    const read = (types?: ReadonlyMap<string, ColumnType>, more: object = {}) =>
      profileTable(at.engine, path, { private: { epsilon: 1, ...(types && { types }) }, ...more });
    await expect(read()).rejects.toThrow(/--types "n=integer,word=text"/);
    const given = await read(
      new Map([
        ["n", "number"],
        ["word", "text"],
      ]),
    );
    expect(given.source!.fields).toEqual([
      { name: "n", type: "float" },
      { name: "word", type: "string" },
    ]);
    expect(given.private!.types).toBe("given");
    const like = keep("typed.json", given);
    expect((await read(undefined, { like })).private!.types).toBe("profile");
    expect((await read(new Map([["n", "number"]]), { columns: ["n"] })).source!.fields).toHaveLength(1);
    await expect(read(new Map([["m", "number"]]))).rejects.toThrow(/--types: there is no column "m"/);
    await expect(
      profileTable(at.engine, then, { private: { epsilon: 1, types: new Map([["size", "number"]]) } }),
    ).rejects.toThrow(/has its own types/);
    const lines = at.text("rows.ndjson", '{"a": 1}\n');
    await expect(profileTable(at.engine, lines, { private: { epsilon: 1 } })).rejects.toThrow(
      /CSV or Parquet/,
    );
  });
  it("of no rows, or one, is made like any other", async () => {
    const none = await at.select("none.parquet", `SELECT * FROM '${then}' WHERE size > 1e9`);
    const one = await at.select("one.parquet", `SELECT * FROM '${then}' LIMIT 1`);
    for (const path of [none, one]) {
      const { plan, summary } = await profileTable(at.engine, path, { private: { epsilon: 1 } });
      expect(plan.columns).toHaveLength(5);
      expect(summary.rows).toBeLessThan(2000);
    }
  });
  it("does not pass for the protection of clusters", async () => {
    await expect(noisy(then, 1, { cluster: "shop" })).rejects.toThrow(/--unit/);
  });
  it.each([
    ["a range upside down", "size", { kind: "range", low: 2, high: 1 }, /LOW < HIGH/],
    ["a range of texts", "shop", { kind: "range", low: 0, high: 1 }, /no range/],
    ["bounds upside down", "size", { kind: "bounds", low: 2, high: 1 }, /--bounds: size.*LOW < HIGH/],
    ["single dates", "on", { kind: "values", values: ["2024-01-01"] }, /give its span/],
    ["dates without their days", "on", { kind: "range", low: 0, high: 1 }, /give dates/],
    ["dates of numbers", "size", { kind: "range", low: 0, high: 1, dates: true }, /give numbers/],
    ["a column that is not there", "nothing", { kind: "range", low: 0, high: 1 }, /no column "nothing"/],
  ] as const)("refuses %s", async (_, name, known, message) => {
    const given = new Map<string, PublicColumn>([[name, known]]);
    await expect(profileTable(at.engine, then, { private: { epsilon: 1, given } })).rejects.toThrow(message);
  });
});
