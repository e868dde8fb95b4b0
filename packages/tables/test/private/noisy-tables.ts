import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Profile, type PublicColumn, profileTable, writeProfile } from "../../src/index.ts";
import { categories, draws, normal } from "../draws.ts";
import type { Columns, workplace } from "../workplace.ts";

/** Rows of each table. */
export const ROWS = 20_000;
/** A table of every kind of column, its numbers moved by `shift`. */
export const table = (seed: number, shift: number): Columns => ({
  size: ["DOUBLE", draws(ROWS, seed, normal(shift))],
  shop: ["VARCHAR", categories(ROWS, seed, 6, "s")],
  paid: ["BOOLEAN", draws(ROWS, seed + 1, (rng) => rng.integer(3) > 0)],
  on: ["DATE", new Array<string>(ROWS).fill("2024-01-01")],
  secret: ["VARCHAR", draws(ROWS, seed, (rng) => (rng.integer(ROWS) === 0 ? "rare" : `r${rng.integer(3)}`))],
});

/** What is public of it. */
export const GIVEN: ReadonlyMap<string, PublicColumn> = new Map([
  ["size", { kind: "range", low: -6, high: 6 }],
  ["shop", { kind: "values", values: ["s0", "s1", "s2", "s3", "s4", "s5"] }],
] as const);

/** A workplace's private profiles: made with what is public, and kept as files. */
export const privateProfiles = (at: ReturnType<typeof workplace>) => ({
  noisy: (path: string, epsilon = 2, more: object = {}): Promise<Profile> =>
    profileTable(at.engine, path, { private: { epsilon, given: GIVEN }, ...more }),
  keep: (name: string, profile: Profile): string => {
    const path = join(at.folder, name);
    writeFileSync(path, writeProfile(profile));
    return path;
  },
});
