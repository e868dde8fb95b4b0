import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type DiffResult,
  diff,
  type Profile,
  profileTable,
  readProfile,
  writeProfile,
} from "../src/index.ts";
import { categories, draws, lognormal, normal } from "./draws.ts";
import { type Columns, column, workplace } from "./workplace.ts";

const at = workplace();
let then: string;
let now: string;

const rows = 3000;
const table = (seed: number, shift: number): Columns => {
  const seconds = draws(rows, seed + 5, (rng) => Math.floor(1.7e9 + shift * 4e6 + rng.uniform() * 3e6));
  return {
    price: ["DOUBLE", draws(rows, seed, lognormal(shift, 1)).map((v, i) => (i % 50 === 0 ? null : v))],
    rating: ["INTEGER", draws(rows, seed + 1, (rng) => rng.integer(5))],
    country: ["VARCHAR", categories(rows, seed + 2, 8, "c", (i) => 1 / (i + 1 + 4 * shift))],
    user: ["VARCHAR", draws(rows, seed + 3, (rng) => rng.integer(1e6)).map((v) => `user-${v}`)],
    note: ["VARCHAR", categories(rows, seed + 4, 300)],
    bought: ["TIMESTAMP", seconds.map((s) => new Date(s * 1000).toISOString().slice(0, 19))],
    paid: ["BOOLEAN", draws(rows, seed + 6, (rng) => rng.uniform() < 0.7)],
    tags: ["INTEGER[]", new Array<string>(rows).fill("[1, 2]")],
  };
};

const save = (name: string, profile: Profile): string => {
  const path = join(at.folder, name);
  writeFileSync(path, writeProfile(profile));
  return path;
};

beforeAll(async () => {
  then = await at.parquet("then.parquet", table(1, 0));
  now = await at.parquet("now.parquet", table(2, 0.3));
});

/** What must be the same however the two sides were given: all but their names and what is said with them. */
const unnamed = ({ reference, current, sentence: _, warnings, ...rest }: DiffResult) => ({
  ...rest,
  rows: [reference.rows, current.rows],
  warnings: warnings.length,
});

describe("a profile stands for its table", () => {
  let wanted: DiffResult;
  let reference: string;
  let current: string;
  beforeAll(async () => {
    wanted = await diff(at.engine, then, now);
    reference = save("then.json", await profileTable(at.engine, then));
    current = save("now.json", await profileTable(at.engine, now, { like: reference }));
  });

  it("as the reference", async () => {
    expect(unnamed(await diff(at.engine, reference, now))).toEqual(unnamed(wanted));
  });

  it("as current, on the reference's grid", async () => {
    expect(unnamed(await diff(at.engine, then, current))).toEqual(unnamed(wanted));
  });

  it("on both sides", async () => {
    const found = await diff(at.engine, reference, current);
    expect(unnamed(found)).toEqual(unnamed(wanted));
    expect(found.columns.map((c) => c.verdict)).toContain("moved");
  });

  it("packed with gzip", async () => {
    const packed = join(at.folder, "then.json.gz");
    writeFileSync(packed, gzipSync(readFileSync(reference)));
    expect(unnamed(await diff(at.engine, packed, now))).toEqual(unnamed(wanted));
  });

  it("twice the same file: nothing moved, nothing is new", async () => {
    for (const [a, b] of [
      [then, then],
      [reference, reference],
      [reference, then],
    ] as const) {
      const found = await diff(at.engine, a, b);
      expect(found.columns.filter((c) => c.verdict === "moved")).toEqual([]);
      expect(found.columns.flatMap((c) => c.newValues)).toEqual([]);
      expect(found.verdict).not.toBe("moved");
    }
  });

  it("with some columns only, chosen when it is compared", async () => {
    const some = { columns: ["price", "country"] } as const;
    const direct = await diff(at.engine, then, now, some);
    const names = ["country", "price"];
    expect(direct.columns.map((c) => c.name).sort()).toEqual(names);
    const found = await diff(at.engine, reference, current, some);
    expect(found.columns.map((c) => c.name).sort()).toEqual(names);
    const figures = (r: DiffResult) => r.columns.map((c) => [c.name, c.verdict, c.kl, c.cells]);
    expect(figures(found)).toEqual(figures(direct));
    const rest = await diff(at.engine, reference, current, { exclude: ["price"] });
    expect(rest.columns.map((c) => c.name)).not.toContain("price");
    expect(rest.columns.length).toBe(wanted.columns.length - 1);
  });

  it("holds no row: no text that occurs once but in lists of values, no file but counts and edges", async () => {
    const numbers = await profileTable(at.engine, then, { columns: ["price"] });
    expect(writeProfile(numbers).length).toBeLessThan(20_000);
    expect(JSON.stringify(numbers)).not.toContain("user-");
  });

  it("reads back to the same value", async () => {
    const made = await profileTable(at.engine, then);
    expect(readProfile(writeProfile(made), "x.json")).toEqual(made);
  });

  it("is the same each time it is made", async () => {
    expect(writeProfile(await profileTable(at.engine, then))).toBe(
      writeProfile(await profileTable(at.engine, then)),
    );
  });
});

describe("a profile is refused", () => {
  it("on another grid, with the advice", async () => {
    const other = save("other.json", await profileTable(at.engine, now));
    const own = save("own.json", await profileTable(at.engine, then));
    await expect(diff(at.engine, own, other)).rejects.toThrow(
      /current was profiled on grid \w+, reference on \w+; .*relent profile DATA --like reference\.json/,
    );
  });

  it.each<readonly [string, (text: string) => string, string | RegExp]>([
    [
      "of another version",
      (t) => t.replace("relent/profile@1", "relent/profile@2"),
      "has schema relent/profile@2; this relent reads relent/profile@1: make it again",
    ],
    ["with a changed plan", (t) => t.replace('"cap":100000', '"cap":99999'), "was changed after it was made"],
    ["that is cut off", (t) => t.slice(0, -20), "is not a complete JSON file"],
    [
      "with columns missing",
      (t) => {
        const file = JSON.parse(t);
        file.summary.columns.pop();
        return JSON.stringify(file);
      },
      "was changed after it was made",
    ],
    [
      "without a summary",
      (t) => JSON.stringify({ ...JSON.parse(t), summary: undefined }),
      "was changed after",
    ],
  ])("%s", async (_, change, message) => {
    const text = writeProfile(await profileTable(at.engine, then, { columns: ["price", "country"] }));
    const path = join(at.folder, "spoiled.json");
    writeFileSync(path, change(text));
    await expect(diff(at.engine, path, now)).rejects.toThrow(message);
    await expect(diff(at.engine, path, now)).rejects.toMatchObject({ name: "RelentError" });
  });

  it("made with another release's hash, where a column needs it", async () => {
    const made = await profileTable(at.engine, then, { columns: ["price"] });
    const { sealPlan } = await import("../src/plan/plan.ts");
    const old = (count: Profile["plan"]["columns"][number]["count"]): string =>
      save("old.json", {
        ...made,
        plan: sealPlan({
          ...made.plan,
          hashProbe: "1",
          columns: made.plan.columns.map((c) => ({ ...c, count })),
        }),
      });
    await expect(diff(at.engine, old({ kind: "hashed", share: 0.5 }), now)).rejects.toThrow(
      "samples the values of price by the hash of another release; make it again with this one",
    );
    await diff(at.engine, old(made.plan.columns[0]!.count), now);
  });

  it("as a table to be profiled, and with a condition on its rows", async () => {
    const own = save("own.json", await profileTable(at.engine, then));
    await expect(profileTable(at.engine, own)).rejects.toThrow("is a profile already; profile takes a table");
    await expect(profileTable(at.engine, then, { like: now })).rejects.toThrow(
      "is not a profile; make one with",
    );
    await expect(diff(at.engine, own, now, { whereReference: "price > 1" })).rejects.toThrow(
      "is a profile and has no rows to select",
    );
  });
});

describe("a profile on another's grid", () => {
  it("names values that the first never had", async () => {
    const reference = save("ref.json", await profileTable(at.engine, then, { columns: ["country"] }));
    const changed = await at.parquet("changed.parquet", {
      country: ["VARCHAR", categories(rows, 9, 8).map((c, i) => (i % 10 === 0 ? "Atlantis" : c))],
    });
    const found = column(await diff(at.engine, reference, changed), "country");
    expect(found.newValues.map((v) => v.label)).toEqual(["Atlantis"]);
    expect(found.verdict).toBe("moved");
  });

  it("keeps its normal draws where the reference had none", async () => {
    const two = await at.parquet("two.parquet", {
      x: ["DOUBLE", draws(1000, 1, normal()).map((v) => Math.round(v))],
    });
    const many = await at.parquet("many.parquet", { x: ["DOUBLE", draws(1000, 2, normal())] });
    const reference = save("two.json", await profileTable(at.engine, two));
    const current = save("many.json", await profileTable(at.engine, many, { like: reference }));
    expect(unnamed(await diff(at.engine, reference, current))).toEqual(
      unnamed(await diff(at.engine, two, many)),
    );
  });
});
