import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import {
  diff,
  type Profile,
  type PublicColumn,
  profileTable,
  readProfile,
  writeProfile,
} from "../../src/index.ts";
import { categories, draws, normal } from "../draws.ts";
import { type Columns, column, workplace } from "../workplace.ts";

const at = workplace();
const validProfile = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../../cli/schema/profile.schema.json", import.meta.url), "utf8")),
);

const ROWS = 20_000;
const table = (seed: number, shift: number): Columns => ({
  size: ["DOUBLE", draws(ROWS, seed, normal(shift))],
  shop: ["VARCHAR", categories(ROWS, seed, 6, "s")],
  paid: ["BOOLEAN", draws(ROWS, seed + 1, (rng) => rng.integer(3) > 0)],
  on: ["DATE", new Array<string>(ROWS).fill("2024-01-01")],
  secret: ["VARCHAR", draws(ROWS, seed, (rng) => (rng.integer(ROWS) === 0 ? "rare" : `r${rng.integer(3)}`))],
});

const GIVEN: ReadonlyMap<string, PublicColumn> = new Map([
  ["size", { kind: "range", low: -6, high: 6 }],
  ["shop", { kind: "values", values: ["s0", "s1", "s2", "s3", "s4", "s5"] }],
] as const);

let then: string;
let now: string;
let moved: string;
const keep = (name: string, profile: Profile): string => {
  const path = join(at.folder, name);
  writeFileSync(path, writeProfile(profile));
  return path;
};

beforeAll(async () => {
  then = await at.parquet("then.parquet", table(1, 0));
  now = await at.parquet("now.parquet", table(2, 0));
  moved = await at.parquet("moved.parquet", table(3, 0.4));
});

const noisy = (path: string, epsilon = 2, more: object = {}): Promise<Profile> =>
  profileTable(at.engine, path, { private: { epsilon, given: GIVEN }, ...more });

describe("a private profile", () => {
  it("says what it keeps, and is read back", async () => {
    const profile = await noisy(then);
    expect(profile.private).toMatchObject({
      mechanism: "discreteLaplace",
      epsilon: 2,
      delta: 0,
      status: "exact",
      adjacency: "add-remove",
    });
    expect(profile.private!.columns.map(({ name }) => name)).toEqual(["size", "shop", "paid"]);
    expect(profile.private!.accounting).toContain("each further release from the same rows spends");
    const spent = profile.private!.columns.reduce((sum, { epsilon }) => sum + epsilon, 0);
    expect(spent).toBeCloseTo(2, 12);
    const text = writeProfile(profile);
    expect(readProfile(text, "p").private).toEqual(profile.private);
    expect(validProfile(JSON.parse(text)) ? [] : validProfile.errors).toEqual([]);
    expect(() => readProfile(text.replace('"epsilon":2', '"epsilon":1'), "p")).toThrow(/changed after/);
  });
  it("holds no figure of the rows without noise: no plan, range, step or number of rows of theirs", async () => {
    const [a, b] = [await noisy(then), await noisy(moved)];
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
    const again = await noisy(then);
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
  it("skips what is not known beforehand, with the way out", async () => {
    const { plan } = await profileTable(at.engine, then, { private: { epsilon: 1, given: GIVEN } });
    const reason = (name: string) => {
      const { count } = plan.columns.find((c) => c.name === name)!;
      return count.kind === "skipped" ? count.reason : "";
    };
    expect(reason("secret")).toContain("--public COLUMN=A|B|C");
    expect(reason("on")).toContain("span of time");
    await expect(
      profileTable(at.engine, then, { columns: ["size"], private: { epsilon: 1 } }),
    ).rejects.toThrow(/--public COLUMN=LOW:HIGH/);
  });
  it("does not pass for the protection of clusters", async () => {
    await expect(noisy(then, 1, { cluster: "shop" })).rejects.toThrow(/single rows/);
  });
  it.each([
    ["a range upside down", "size", { kind: "range", low: 2, high: 1 }, /LOW < HIGH/],
    ["a range of texts", "shop", { kind: "range", low: 0, high: 1 }, /no range/],
    ["a span of time", "on", { kind: "values", values: ["2024-01-01"] }, /span of time/],
    ["a column that is not there", "nothing", { kind: "range", low: 0, high: 1 }, /no column "nothing"/],
  ] as const)("refuses %s", async (_, name, known, message) => {
    const given = new Map<string, PublicColumn>([[name, known]]);
    await expect(profileTable(at.engine, then, { private: { epsilon: 1, given } })).rejects.toThrow(message);
  });
});

describe("a comparison of private profiles", () => {
  it("finds what moved and what did not, either side or both noisy", async () => {
    const reference = keep("reference.json", await noisy(then));
    const same = keep(
      "same.json",
      await profileTable(at.engine, now, { like: reference, private: { epsilon: 2 } }),
    );
    const other = keep(
      "other.json",
      await profileTable(at.engine, moved, { like: reference, private: { epsilon: 2 } }),
    );
    for (const [left, right] of [
      [reference, other],
      [reference, moved],
      [then, other],
    ] as const) {
      const found = column(await diff(at.engine, left, right), "size");
      expect(found.verdict).toBe("moved");
      // KL of normal laws 0.4 apart is 0.08 nats
      expect(found.kl!.low).toBeLessThan(0.08 / Math.LN2);
      expect(found.kl!.high).toBeGreaterThan(0.1);
    }
    const quiet = await diff(at.engine, reference, same);
    for (const name of ["size", "shop", "paid"]) expect(column(quiet, name).verdict).not.toBe("moved");
    expect(quiet.method.filter((line) => line.includes("private profile"))).toHaveLength(2);
  });
  it("says so where the noise hides too much", async () => {
    const reference = keep("faint.json", await noisy(then, 0.005));
    const found = column(await diff(at.engine, reference, moved), "size");
    expect(found.verdict).toBe("too few rows");
    expect(found.reason).toContain("too few rows for this ε");
    expect(found.kl).toBeNull();
  });
  it("widens its intervals with the noise", async () => {
    const width = async (epsilon: number) => {
      const { kl } = column(
        await diff(at.engine, keep(`w${epsilon}.json`, await noisy(then, epsilon)), moved),
        "size",
      );
      return kl!.high - kl!.low;
    };
    expect(await width(0.1)).toBeGreaterThan(await width(10));
  });
  it("takes nothing given beside the plan of another private profile", async () => {
    const like = keep("like.json", await noisy(then));
    await expect(noisy(now, 1, { like })).rejects.toThrow(/leave one of the two out/);
    const bare = await profileTable(at.engine, now, { like, private: { epsilon: 1 } });
    expect(bare.plan.hash).toBe((await noisy(then)).plan.hash);
  });
  it("takes edges and values from a public profile", async () => {
    const published = keep("public.json", await profileTable(at.engine, now, {}));
    const profile = await profileTable(at.engine, then, { like: published, private: { epsilon: 2 } });
    expect(profile.private!.columns.map(({ name }) => name)).toEqual(["size", "shop", "paid", "secret"]);
    const path = keep("onpublic.json", profile);
    expect(column(await diff(at.engine, path, moved), "size").verdict).toBe("moved");
  });
});
