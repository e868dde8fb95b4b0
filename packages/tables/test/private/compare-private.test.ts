import { beforeAll, describe, expect, it } from "vitest";
import { movedSentence } from "../../src/compare/sentences.ts";
import { diff, diffReport, profileTable } from "../../src/index.ts";
import { categories, draws } from "../draws.ts";
import { column, workplace } from "../workplace.ts";
import { privateProfiles, table } from "./noisy-tables.ts";

const at = workplace();
const { keep, noisy } = privateProfiles(at);
let then: string;
let now: string;
let moved: string;

beforeAll(async () => {
  then = await at.parquet("then.parquet", table(1, 0));
  now = await at.parquet("now.parquet", table(2, 0));
  moved = await at.parquet("moved.parquet", table(3, 0.4));
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
  it("says of every figure that it is a lower bound where cells that hold rows were merged", async () => {
    const reference = keep("merged.json", await noisy(then, 0.1));
    const result = await diff(at.engine, reference, moved);
    const size = column(result, "size");
    expect(size.warnings.join(" ")).toMatch(/^lower bound: noise merged \d+ cells into \d+/);
    for (const figure of [size.kl, size.jensenShannon, size.totalVariation, size.hellinger])
      expect(figure!.notes.join(" ")).toMatch(/^lower bound/);
    expect(JSON.stringify(diffReport(result))).toContain("D(current ‖ reference), lower bound");
    expect(movedSentence(size, "then", "now", 0.01)).toContain("] (a lower bound) on `size`");
  });
  it("says that rows of one unit go together, not that all rows are independent", async () => {
    const made = (path: string) =>
      profileTable(at.engine, path, {
        columns: ["paid"],
        private: { epsilon: 8, unit: { column: "shop", rows: 20 } },
      });
    const reference = keep("unit-then.json", await made(then));
    const { method } = await diff(at.engine, reference, keep("unit-now.json", await made(now)));
    expect(method).toContain("Rows of different values of `shop` taken as independent.");
    expect(method).not.toContain("Rows taken as independent.");
    expect(method.join(" ")).toContain("20 of them tell as much as one");
    const single = await diff(at.engine, keep("single.json", await noisy(then)), now);
    expect(single.method).toContain("Rows taken as independent.");
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
  it("keeps values that only current has, as a lower bound, also of hashed texts", async () => {
    const kinds = (name: string, k: number) =>
      at.parquet(name, { kind: ["VARCHAR", categories(6000, k, k, "k", (i) => (i < 2 ? 1 : 0.5))] });
    const [few, more] = [await kinds("few.parquet", 2), await kinds("more.parquet", 3)];
    const given = new Map([["kind", { kind: "values", values: ["k0", "k1", "k2"] }]] as const);
    for (const known of [{ given }, {}]) {
      const reference = keep(
        "few.json",
        await profileTable(at.engine, few, { private: { epsilon: 1, ...known } }),
      );
      const current = await profileTable(at.engine, more, { like: reference, private: { epsilon: 1 } });
      const found = column(await diff(at.engine, reference, keep("more.json", current)), "kind");
      expect(found.verdict).toBe("moved");
      expect(found.warnings.join(" ")).toContain("shows nothing but noise");
      // a fifth of current has k2, of which the noise hides at most 7 of the reference's 6,000 rows: over a bit
      expect(found.kl!.low).toBeGreaterThan(0.5);
      for (const side of ["reference", "current"] as const)
        expect(found.cells.reduce((sum, cell) => sum + cell[side], 0)).toBeCloseTo(1, 9);
      expect(found.cells.every(({ label }) => /^\S.*\S$/.test(label))).toBe(true);
    }
  });
  it("says of dates of another period that they advance, not that they moved", async () => {
    const month = (name: string, m: number) =>
      at.parquet(name, {
        on: ["DATE", draws(4000, m, (rng) => `2024-0${m}-${String(1 + rng.integer(28)).padStart(2, "0")}`)],
        kind: ["VARCHAR", categories(4000, m, 5)],
      });
    const [january, february] = [await month("january.parquet", 1), await month("february.parquet", 2)];
    const private_ = { epsilon: 2 };
    const first = keep("january.json", await profileTable(at.engine, january, { private: private_ }));
    const second = keep(
      "february.json",
      await profileTable(at.engine, february, { like: first, private: private_ }),
    );
    const result = await diff(at.engine, first, second);
    expect(column(result, "on")).toMatchObject({ verdict: "skipped", reason: "advances with time" });
    // hashed texts may have moved within a cell
    expect(column(result, "kind")).toMatchObject({ verdict: "too few rows" });
    expect(column(result, "kind").reason).toContain("hashed");
  });
  it("takes nothing given beside the plan of another private profile", async () => {
    const made = await noisy(then);
    const like = keep("like.json", made);
    await expect(noisy(now, 1, { like })).rejects.toThrow(/leave one of the two out/);
    const bare = await profileTable(at.engine, now, { like, private: { epsilon: 1 } });
    expect(bare.plan.hash).toBe(made.plan.hash);
  });
  it("takes edges and values from a public profile", async () => {
    const published = keep("public.json", await profileTable(at.engine, now, {}));
    const profile = await profileTable(at.engine, then, { like: published, private: { epsilon: 2 } });
    expect(profile.private!.columns.map(({ name }) => name)).toEqual([
      "size",
      "shop",
      "paid",
      "on",
      "secret",
    ]);
    const path = keep("onpublic.json", profile);
    expect(column(await diff(at.engine, path, moved), "size").verdict).toBe("moved");
  });
});
