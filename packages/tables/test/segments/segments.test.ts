import { normalDraw, type Random, random } from "@relent/core/random";
import type { ChunkColumn, Field } from "@relent/engine";
import { describe, expect, it } from "vitest";
import {
  collectSegments,
  findSegments,
  levelReader,
  mergeSegments,
  planSegmentsOf,
  type SegmentSummary,
} from "../../src/segments/index.ts";

const COUNTRIES = ["DE", "FR", "US", "JP"];
const DEVICES = ["phone", "desk"];

interface Row {
  readonly country: string;
  readonly device: string;
  readonly age: number;
  readonly day: number;
  readonly score: number;
}

const field = (name: string, type: Field["type"]): Field => ({ name, type, native: type });
const FIELDS = [field("country", "string"), field("device", "string"), field("age", "float")];

const texts = (values: string[]): ChunkColumn => ({ kind: "string", values });
const numbers = (values: number[]): ChunkColumn => ({ kind: "number", values: Float64Array.from(values) });

function columnsOf(rows: readonly Row[]): ChunkColumn[] {
  return [
    texts(rows.map(({ country }) => country)),
    texts(rows.map(({ device }) => device)),
    numbers(rows.map(({ age }) => age)),
  ];
}

function made(n: number, seed: string, score: (row: Omit<Row, "score">, rng: Random) => number): Row[] {
  const rng = random(seed);
  return Array.from({ length: n }, () => {
    const row = {
      country: COUNTRIES[rng.integer(4)]!,
      device: DEVICES[rng.integer(2)]!,
      age: 20 + 60 * rng.uniform(),
      day: rng.integer(40),
    };
    return { ...row, score: score(row, rng) };
  });
}

const noise = (_: unknown, rng: Random): number => 0.5 + 0.3 * normalDraw(rng) ** 2;

function counted(
  rows: readonly Row[],
  options: { byDay?: boolean; planned?: readonly Row[] } = {},
): SegmentSummary {
  const plan = planSegmentsOf(FIELDS, columnsOf(options.planned ?? rows));
  const collector = collectSegments(plan);
  const levels = columnsOf(rows).map((column, i) => {
    const out = new Uint8Array(rows.length);
    levelReader(plan.columns[i]!)(column, rows.length, out);
    return out;
  });
  collector.add({
    length: rows.length,
    levels,
    scores: Float64Array.from(rows, ({ score }) => score),
    ...(options.byDay && { clusters: rows.map(({ day }) => day) }),
  });
  return collector.summary();
}

describe("segments", () => {
  it("finds one planted value of one column, first, with its rows and its mean", () => {
    const rows = made(8000, "one", (row, rng) => noise(row, rng) + (row.country === "FR" ? 0.2 : 0));
    const [first, ...others] = findSegments(counted(rows)).segments;
    const french = rows.filter(({ country }) => country === "FR");
    expect(first!.name).toBe("country = FR");
    expect(first!.rows).toBe(french.length);
    expect(first!.mean.value).toBeCloseTo(
      french.reduce((sum, { score }) => sum + score, 0) / french.length,
      12,
    );
    expect(first!.mean.low).toBeLessThan(1);
    expect(first!.excess).toBeCloseTo(first!.share * (first!.mean.value - first!.elsewhere), 12);
    expect(others).toEqual([]);
  });

  it("finds a pair of values where neither explains it alone, and not the pairs that one value explains", () => {
    const rows = made(12_000, "two", (row, rng) => {
      const both = row.country === "JP" && row.device === "phone";
      return noise(row, rng) + (both ? 0.4 : 0);
    });
    const names = findSegments(counted(rows)).segments.map(({ name }) => name);
    expect(names).toContain("country = JP and device = phone");
    expect(names).not.toContain("country = DE and device = phone");
    expect(names.filter((name) => name.includes(" and ") && name.includes("age"))).toEqual([]);
  });

  it("finds a stretch of numbers and names its ends", () => {
    const rows = made(8000, "age", (row, rng) => noise(row, rng) + (row.age >= 70 ? 0.2 : 0));
    expect(findSegments(counted(rows)).segments[0]!.name).toMatch(/^age = from 69|^age = from 70/);
  });

  it("finds something in at most 5 % of tables where nothing is", () => {
    const runs = Array.from({ length: 120 }, (_, i) => findSegments(counted(made(1500, `null ${i}`, noise))));
    expect(runs[0]!.tested).toBeGreaterThan(20);
    const alarms = runs.filter(({ segments }) => segments.length > 0).length;
    expect(alarms).toBeLessThanOrEqual(12);
  });

  it("takes rows of one day as one piece of evidence where told so", () => {
    const dayOf = (seed: string): Row[] => {
      const rng = random(seed);
      const effects = Array.from({ length: 40 }, () => 0.3 * normalDraw(rng));
      return made(3000, seed, (row, own) => noise(row, own) + effects[row.day]!).map((row) => ({
        ...row,
        country: COUNTRIES[row.day % 4]!,
      }));
    };
    const tables = Array.from({ length: 40 }, (_, i) => dayOf(`days ${i}`));
    const alarms = (byDay: boolean): number =>
      tables.filter((rows) => findSegments(counted(rows, { byDay })).segments.length > 0).length;
    expect(alarms(false)).toBeGreaterThan(20);
    expect(alarms(true)).toBeLessThanOrEqual(6);
  });

  it("merges two halves into the whole", () => {
    const rows = made(2000, "halves", noise);
    const whole = counted(rows);
    const [a, b] = [rows.slice(0, 900), rows.slice(900)].map((half) =>
      counted(half, { planned: rows, byDay: true }),
    );
    const merged = mergeSegments(a!, b!);
    expect([...merged.rows]).toEqual([...whole.rows]);
    const sumOf = (x: Float64Array): number => x.reduce((sum, v) => sum + v, 0);
    expect(sumOf(merged.sum)).toBeCloseTo(sumOf(whole.sum), 8);
    expect(() => mergeSegments(a!, counted(made(500, "other", noise)))).toThrow(
      "mergeSegments: the two were counted by different levels; count both by one plan",
    );
  });

  it("counts infinite scores apart and names a score that is no number", () => {
    const rows = made(1000, "infinite", noise).map((row, i) =>
      i === 3 ? { ...row, country: "DE", score: Number.POSITIVE_INFINITY } : row,
    );
    const summary = counted(rows);
    expect(summary.infinite.slice(0, 4).reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(() => counted(rows.map((row, i) => (i === 7 ? { ...row, score: Number.NaN } : row)))).toThrow(
      "collectSegments: score[7] = NaN; scores must be numbers, Infinity included",
    );
  });

  it("says which columns have no levels, and counts nulls and rare values as levels", () => {
    const ids = Array.from({ length: 400 }, (_, i) => `id${i}`);
    const some = Array.from({ length: 400 }, (_, i) => (i === 0 ? "rare" : "a"));
    const valid = Uint8Array.from({ length: 400 }, (_, i) => (i < 40 && i > 0 ? 0 : 1));
    const plan = planSegmentsOf(
      [field("id", "string"), field("kind", "string"), field("one", "integer")],
      [texts(ids), { ...texts(some), valid }, numbers(ids.map(() => 1))],
    );
    expect(plan.skipped).toEqual([
      { column: "id", reason: "nearly every row has a value of its own" },
      { column: "one", reason: "it has one value only" },
    ]);
    const out = new Uint8Array(400);
    levelReader(plan.columns[0]!)({ ...texts(some), valid }, 400, out);
    expect(plan.columns[0]!.names).toEqual(["a", "other values", "missing"]);
    expect([out[0], out[1], out[399]]).toEqual([1, 2, 0]);
  });
});
