import { describe, expect, it } from "vitest";
import {
  diffProfiles,
  mergeSummaries,
  type Profile,
  profileLike,
  profileReference,
} from "../../src/index.ts";
import { workplace } from "../workplace.ts";

const at = workplace();

const rows = (from: number, to: number, shift = 0): string =>
  `SELECT sin(i * 1.1) * 10 + ${shift} AS n, (i * 7919) % 13 AS few, 'k' || (i * 104729) % 40 AS t, ` +
  `CASE WHEN i % 9 = 0 THEN NULL ELSE cos(i * 2.3) END AS holes, 'id' || i AS id, ` +
  `TIMESTAMP '2024-03-01' + to_seconds(i * 400) AS ts FROM range(${from}, ${to}) s(i)`;

describe("merging shards", () => {
  it("gives the summary of the whole table, and its result", async () => {
    const whole = await at.select("whole.parquet", rows(0, 9000, 1));
    const parts = [
      await at.select("p1.parquet", rows(0, 2000, 1)),
      await at.select("p2.parquet", rows(2000, 9000, 1)),
    ];
    const reference = await profileReference(
      at.engine,
      await at.engine.open(await at.select("ref.parquet", rows(0, 6000))),
    );
    const like = async (path: string): Promise<Profile> =>
      profileLike(at.engine, await at.engine.open(path), reference.plan);
    const all = await like(whole);
    const [a, b] = [await like(parts[0]!), await like(parts[1]!)];
    const { columns } = reference.plan;
    const merged = mergeSummaries(a.summary, b.summary, columns);
    expect(merged.rows).toBe(9000);
    expect(merged.columns.map((c) => c.count)).toEqual(all.summary.columns.map((c) => c.count));
    expect(mergeSummaries(b.summary, a.summary, columns).columns.map((c) => c.count)).toEqual(
      merged.columns.map((c) => c.count),
    );
    const found = diffProfiles({ plan: reference.plan, summary: merged }, reference);
    const wanted = diffProfiles(all, reference);
    expect(found.columns.map((c) => [c.name, c.verdict, c.kl, c.cells])).toEqual(
      wanted.columns.map((c) => [c.name, c.verdict, c.kl, c.cells]),
    );
  });

  it("refuses parts that were counted in different ways", () => {
    const cells = { kind: "cells", specials: none, rows: [], steps: [], points: [] } as const;
    const values = { kind: "values", specials: none, values: [], spill: 0 } as const;
    expect(() =>
      mergeSummaries(
        { name: "a", rows: 0, columns: [{ count: cells }] },
        { name: "b", rows: 0, columns: [{ count: values }] },
        [{ name: "price" }],
      ),
    ).toThrow('mergeSummaries: column "price" is counted by cells in one part and by values in the other');
  });
});

const none = { nulls: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };
