import { random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  evaluateSummary,
  mergeEvaluations,
  readEvaluation,
  summariseEvaluation,
  writeEvaluation,
} from "../../src/evaluate/index.ts";
import { type Columns, type Value, workplace } from "../workplace.ts";
import { CLASSES, columnsOf, made } from "./made-predictions.ts";

const place = workplace();

/** Right forecasts with a few impossible labels, missing ones, weights, customers, days, and another model's forecasts. */
function columns(rows: number, seed: number): Record<string, [type: string, values: Value[]]> {
  const rng = random(seed);
  const each = <T>(value: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => value(i));
  const drawn = made(rows, seed);
  const p = drawn.p.map((row, i) => (i % 97 === 5 ? [0, 1, 0] : row));
  const y: Value[] = drawn.y.map((label, i) => (i % 89 === 3 ? null : i % 97 === 5 ? "owl" : label));
  const { y: _, ...own } = columnsOf({ ...drawn, p });
  return {
    y: ["VARCHAR", y],
    ...own,
    ...Object.fromEntries(
      CLASSES.map((name, k) => [
        `q_${name}`,
        ["DOUBLE", p.map((row) => (row[k]! + 1 / 3) / 2)] as [string, Value[]],
      ]),
    ),
    w: ["DOUBLE", each(() => Math.ceil(3 * rng.uniform()))],
    customer: ["VARCHAR", each(() => `c${Math.floor(60 * rng.uniform())}`)],
    day: ["DATE", each((i) => `2026-01-${String(1 + Math.floor((28 * i) / rows)).padStart(2, "0")}`)],
  };
}

const cut = (all: ReturnType<typeof columns>, from: number, to?: number): Columns =>
  Object.fromEntries(
    Object.entries(all).map(([name, [type, values]]) => [name, [type, values.slice(from, to)] as const]),
  );

const again = (one: Evaluation): Evaluation => readEvaluation(writeEvaluation(one));

const OPTIONS: readonly EvaluateOptions[] = [
  { label: "y", probs: ["p_*"] },
  {
    label: "y",
    probs: ["p_*"],
    againstProbs: ["q_*"],
    weight: "w",
    group: "customer",
    time: "day",
    compat: "sklearn",
  },
];

/** Fails unless all numbers agree but for the rounding of sums. */
function expectAlike(found: unknown, wanted: unknown, path = ""): void {
  if (typeof wanted === "number" && typeof found === "number") {
    const close = found === wanted || Math.abs(found - wanted) <= 1e-7 * Math.max(1e-3, Math.abs(wanted));
    if (!close) throw new Error(`${path}: ${found} is not ${wanted}`);
  } else if (typeof wanted === "object" && wanted !== null) {
    expect(Object.keys(found as object), path).toEqual(Object.keys(wanted));
    for (const [key, value] of Object.entries(wanted)) {
      expectAlike((found as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else expect(found, path).toEqual(wanted);
}

describe("mergeEvaluations", () => {
  it.each(OPTIONS)(
    "of two halves is the whole in every figure: %o",
    async (given) => {
      const options: EvaluateOptions = { ...given, segments: ["kind"], recalibrate: false };
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 2 ** 20 }),
          fc.double({ min: 0.2, max: 0.8, noNaN: true }),
          async (seed, share) => {
            const all = columns(600, seed);
            const at = Math.floor(600 * share);
            const path = await place.parquet("whole.parquet", all);
            const [left, right] = [
              await place.parquet("left.parquet", cut(all, 0, at)),
              await place.parquet("right.parquet", cut(all, at)),
            ];
            const whole = await summariseEvaluation(place.engine, path, options);
            const segments = { ...whole, summary: { ...whole.summary, numbers: { first: 1, last: 0 } } };
            const a = again(await summariseEvaluation(place.engine, left, options, segments));
            const b = again(await summariseEvaluation(place.engine, right, options, a));
            const merged = mergeEvaluations(b, a);
            const figures = ({ summary, predictions }: Evaluation) =>
              evaluateSummary({ ...summary, name: "all" }, predictions, options);
            expectAlike(merged.summary.sample, whole.summary.sample);
            expectAlike(figures(merged), figures(whole));
          },
        ),
        { numRuns: 2 },
      );
    },
    30_000,
  );

  it("numbers rows of a second table on after the first's", async () => {
    const path = await place.parquet("one.parquet", columns(300, 4));
    const options = OPTIONS[0]!;
    const one = await summariseEvaluation(place.engine, path, options);
    const both = mergeEvaluations(one, one);
    expect(both.summary.numbers).toEqual({ first: 1, last: 600 });
    const named = one.summary.impossible.map(({ row }) => row);
    expect(both.summary.impossible.map(({ row }) => row)).toEqual([
      ...named,
      ...named.map((row) => row + 300),
    ]);
    expect(both.summary.sample.length).toBe(2 * one.summary.sample.length);
  });

  it("refuses what was not evaluated alike, and says in what", async () => {
    const path = await place.parquet("two.parquet", columns(300, 5));
    const summary = (more: EvaluateOptions): Promise<Evaluation> =>
      summariseEvaluation(place.engine, path, { ...OPTIONS[0], ...more });
    const one = await summary({});
    const [seeded, unscaled] = [
      await summary({ seed: 2 }),
      await summary({ probs: undefined, logits: ["q_*"] }),
    ];
    expect(() => mergeEvaluations(one, unscaled)).toThrow("forecasts are probs and logits");
    expect(() => mergeEvaluations(one, seeded)).toThrow("the seed is 1 and 2; both must be the same");
    const timed = await summary({ time: "day" });
    expect(() => mergeEvaluations(one, timed)).toThrow("periods are left out and there");
  });
});

describe("an evaluation that is written and read again", () => {
  it("gives the figures of the table", async () => {
    const path = await place.parquet("three.parquet", columns(300, 6));
    const options = { ...OPTIONS[1], recalibrate: false };
    const { summary, predictions } = again(await summariseEvaluation(place.engine, path, options));
    expect(evaluateSummary(summary, predictions, options)).toEqual(
      await evaluate(place.engine, path, options),
    );
  });

  it.each([
    ["{", "is not JSON"],
    ["[]", "schema = undefined"],
    ['{"schema":"relent/profile@1"}', 'schema = "relent/profile@1"'],
  ])("is refused if it is something else: %s", (text, message) => {
    expect(() => readEvaluation(text)).toThrow(message);
  });
});

describe("a summary of groups", () => {
  it("is told as one of groups where it is read without their column, and few of them are warned of", async () => {
    const all = columns(400, 11);
    const few = { ...all, shop: ["INTEGER", all["y"]![1].map((_, i) => i % 7)] } as Columns;
    const file = await place.parquet("shops.parquet", few);
    const options = { label: "y", probs: ["p_*"], recalibrate: false, segments: [] };
    const { summary, predictions } = again(
      await summariseEvaluation(place.engine, file, { ...options, group: "shop" }),
    );
    const found = evaluateSummary(summary, predictions, { recalibrate: false });
    expect(found.method.join(" ")).toContain("Rows of one group are taken as dependent");
    expect(found.warnings.join(" ")).toContain("7 groups only: below 20");
    const alone = await evaluate(place.engine, file, options);
    expect(alone.method.join(" ")).toContain("Rows are taken as independent");
    expect(alone.warnings.join(" ")).not.toContain("groups only");
  });
});
