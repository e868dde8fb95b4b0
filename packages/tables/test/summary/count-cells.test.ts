import { describe, expect, it } from "vitest";
import { profileReference, summarize } from "../../src/index.ts";
import {
  fineIndex,
  type Grid,
  gridCells,
  gridHigh,
  gridLow,
  pointIndex,
  stepOf,
} from "../../src/plan/grid.ts";
import { type CellSummary, type CountSummary, countNumbers } from "../../src/summary/index.ts";
import { draws, lognormal, normal, pareto, zeroInflated } from "../draws.ts";
import { type Value, workplace } from "../workplace.ts";

const at = workplace();

/** Rows beyond the grid count towards the step sums by this many steps at most. */
const FARTHEST = 2 ** 36;

/** Counts one row at a time, as `fineIndex` and `stepOf` are documented. */
function oneByOne(grid: Grid, values: readonly (number | null)[]): CellSummary {
  const cells = gridCells(grid);
  const rows = new Array<number>(cells + 2).fill(0);
  const steps = new Array<number>(cells + 2).fill(0);
  const points = grid.points.map(() => 0);
  const specials = { nulls: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };
  for (const v of values) {
    if (v === null) specials.nulls++;
    else if (Number.isNaN(v)) specials.nan++;
    else if (v === Number.POSITIVE_INFINITY) specials.positiveInfinity++;
    else if (v === Number.NEGATIVE_INFINITY) specials.negativeInfinity++;
    else if (fineIndex(grid, v) <= pointIndex(0)) points[pointIndex(0) - fineIndex(grid, v)]!++;
    else {
      rows[fineIndex(grid, v) + 1]!++;
      steps[fineIndex(grid, v) + 1]! += Math.max(-FARTHEST, Math.min(FARTHEST, stepOf(grid, v)));
    }
  }
  return { kind: "cells", specials, rows, steps, points };
}

const wild = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  5e-324,
  -5e-324,
  1e308,
  -1e308,
];
const rows = 6000;

const tables: readonly (readonly [string, readonly (number | null)[]])[] = [
  ["normal", draws(rows, 1, normal(-50, 3))],
  ["lognormal σ = 2.5", draws(rows, 2, lognormal(0, 2.5))],
  ["Pareto 1.1", draws(rows, 3, pareto(1.1))],
  ["half zeros", draws(rows, 4, zeroInflated(0.5, lognormal(0, 1)))],
  ["far from zero, half sentinels", draws(rows, 5, zeroInflated(0.5, normal(1000, 5)))],
  ["whole numbers", draws(rows, 6, (rng) => rng.integer(100_000) - 50_000)],
  [
    "everything a double can be",
    draws(rows, 7, normal()).flatMap((v, i) => (i % 20 ? [v] : [v, wild[(i / 20) % 10]!])),
  ],
];

describe("counting a file", () => {
  it.each(tables)("agrees with counting one row at a time, to the last unit: %s", async (name, values) => {
    const path = await at.parquet(`${name}.parquet`, { v: ["DOUBLE", values as Value[]] });
    const relation = await at.engine.open(path);
    const { plan, summary } = await profileReference(at.engine, relation);
    const { count } = plan.columns[0]!;
    if (count.kind !== "cells") throw new Error(`counted by ${count.kind}`);
    const edges = count.grid.segments.flatMap((s) => [s.lo, s.lo + 1 / s.scale, s.lo + 7 / s.scale]);
    const more = [...edges, gridLow(count.grid), gridHigh(count.grid), ...count.grid.points];
    expect(summary.rows).toBe(values.length);
    expect(summary.columns[0]!.count).toEqual(oneByOne(count.grid, values));
    const onEdges = await at.parquet(`${name}, edges.parquet`, { v: ["DOUBLE", [...more, ...wild]] });
    const again = await summarize(at.engine, await at.engine.open(onEdges), plan);
    expect(again.columns[0]!.count).toEqual(oneByOne(count.grid, [...more, ...wild]));
  });

  it.each(tables)("agrees with counting the same numbers in memory: %s", (_, values) => {
    const numbers = values.filter((v): v is number => v !== null);
    const grid: Grid = {
      segments: [
        { lo: -60, scale: 7.7, cells: 500 },
        { lo: 5, scale: 0.01, cells: 500 },
      ],
      points: [0, 42],
    };
    expect(countNumbers({ kind: "cells", grid }, Float64Array.from(numbers))).toEqual(
      oneByOne(grid, numbers),
    );
  });

  it("loses no row, whatever its type", async () => {
    const path = await at.select(
      "types.parquet",
      `SELECT (i * 7919 % 10007)::DECIMAL(12,3) / 8 AS d, (i * 7919 % 10007 - 5000)::FLOAT AS f,
         (i * 7919 % 10007)::UBIGINT AS u, (i * 7919 % 86400)::BIGINT * 1000000 AS big,
         TIMESTAMP '2024-01-01' + to_seconds((i * 7919 % 10007) * 300) AS t,
         DATE '2020-01-01' + (i * 7919 % 3001)::INT AS day,
         TIME '00:00:00' + to_seconds(i * 7919 % 86399) AS clock
       FROM range(9000) s(i)`,
    );
    const { plan, summary } = await profileReference(at.engine, await at.engine.open(path));
    for (const [k, { count }] of summary.columns.entries()) {
      expect(rowsOf(count), plan.columns[k]!.name).toBe(9000);
    }
  });
});

function rowsOf(count: CountSummary): number {
  if (count.kind === "skipped") return 0;
  const { specials } = count;
  const odd = specials.nulls + specials.nan + specials.positiveInfinity + specials.negativeInfinity;
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, odd);
  if (count.kind === "cells") return sum([...count.rows, ...count.points]);
  if (count.kind === "values") return sum([...count.values.map((v) => v[1]), count.spill]);
  return sum([count.rows]);
}
