import { normalDraw, random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { evaluate, evaluateLabels, evaluateNumbers, forecastLoss } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";
import { columnsOf, made } from "./made-predictions.ts";

const place = workplace();
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe("evaluateNumbers", () => {
  const rng = random(1);
  const m = Array.from({ length: 1000 }, () => 5 * normalDraw(rng));
  const d = m.map((x) => x + 2 * normalDraw(rng));
  const table = (): Promise<string> =>
    place.parquet("numbers.parquet", {
      d: ["DOUBLE", d],
      m: ["DOUBLE", m],
      s: ["DOUBLE", m.map(() => 2)],
      x1: ["DOUBLE", m.map((x) => x - 1)],
      x2: ["DOUBLE", m.map((x) => x + 1)],
    });

  it("finds right laws right, and better than the overall law, whose score is half the mean distance of two targets", async () => {
    const found = await evaluateNumbers(place.engine, await table(), { target: "d", mean: "m", sd: "s" });
    const far = d.flatMap((a, i) => d.slice(i + 1).map((b) => Math.abs(a - b)));
    expect(found!.baseCrps.value).toBeCloseTo(mean(far) / 2, 10);
    expect(found!.verdict).toBe("better");
    expect(found!.pit.test.p).toBeGreaterThan(0.01);
    // ½·log₂(2πσ²) + (z²/2)·log₂ e, a row
    const bits = d.map(
      (y, i) => Math.log2(2 * Math.sqrt(2 * Math.PI)) + (((y - m[i]!) / 2) ** 2 / 2) * Math.LOG2E,
    );
    expect(found!.logLoss!.value).toBeCloseTo(mean(bits), 10);
  });

  it("scores draws fairly: mean distance to the target less half the distance of two draws", async () => {
    const found = await evaluateNumbers(place.engine, await table(), { target: "d", samples: ["x*"] });
    const scores = d.map((y, i) => (Math.abs(m[i]! - 1 - y) + Math.abs(m[i]! + 1 - y)) / 2 - 1);
    expect(found!.crps.value).toBeCloseTo(mean(scores), 10);
  });

  it("keeps intervals of CRPS at 0 or above, as the score is", async () => {
    const file = await place.parquet("near.parquet", {
      d: ["DOUBLE", [0, 0, 0, 9]],
      m: ["DOUBLE", [0, 0, 0, 0]],
      s: ["DOUBLE", [0.01, 0.01, 0.01, 0.01]],
    });
    const found = await evaluateNumbers(place.engine, file, { target: "d", mean: "m", sd: "s" });
    for (const { low, high, value } of [found.crps, found.baseCrps]) {
      expect(low).toBe(0);
      expect(high).toBeGreaterThan(value);
    }
  });

  it("names the row and column of what is no law", async () => {
    const file = await place.parquet("fallen.parquet", {
      d: ["DOUBLE", [1, 2]],
      q10: ["DOUBLE", [0, 3]],
      q90: ["DOUBLE", [1, 2]],
    });
    await expect(evaluateNumbers(place.engine, file, { target: "d", quantiles: ["q*"] })).rejects.toThrow(
      "q90 = 2 in row 2; it must not be below q10 = 3",
    );
  });
});

describe("evaluateLabels", () => {
  it("adds the bits of the labels, each matched with its forecast by name", async () => {
    const file = await place.parquet("labels.parquet", {
      y_a: ["INTEGER", [1, 0, 1, 0]],
      y_b: ["BOOLEAN", [true, true, false, false]],
      p_b: ["DOUBLE", [0.5, 0.5, 0.5, 0.5]],
      p_a: ["DOUBLE", [0.75, 0.25, 0.75, 0.25]],
    });
    const found = await evaluateLabels(place.engine, file, { labels: ["y_*"], probs: ["p_*"] });
    expect(found.labels.map((l) => l.name)).toEqual(["a", "b"]);
    expect(found.logLoss.value).toBeCloseTo(1 + Math.log2(4 / 3), 12);
    expect(found.labels[0]!.logLoss.value).toBeCloseTo(Math.log2(4 / 3), 12);
  });

  it("does not hold forecasts of one base rate to be better than it", async () => {
    const half = Array.from({ length: 400 }, () => 0.5);
    const file = await place.parquet("halves.parquet", {
      y_a: ["INTEGER", half.map((_, i) => i % 2)],
      y_b: ["INTEGER", half.map((_, i) => (i >> 1) % 2)],
      p_a: ["DOUBLE", half],
      p_b: ["DOUBLE", half],
    });
    const found = await evaluateLabels(place.engine, file, { labels: ["y_*"], probs: ["p_*"] });
    expect(found.verdict).toBe("undecided");
    expect(found.sentence).toContain("no better");
  });
});

describe("forecastLoss", () => {
  const options = { label: "y", probs: ["p_*"] };

  it("expects of rows like the labelled ones what those cost, and marks it as an estimate", async () => {
    const then = await place.parquet("then.parquet", columnsOf(made(4000, 1)) as Columns);
    const { y: _, ...rest } = columnsOf(made(4000, 2));
    const now = await place.parquet("now.parquet", rest as Columns);
    const found = await forecastLoss(place.engine, now, then, options);
    expect(found.refused).toBeNull();
    expect(found.logLoss!.low).toBeLessThan(found.referenceLogLoss.value);
    expect(found.logLoss!.high).toBeGreaterThan(found.referenceLogLoss.value);
    expect(found.sentence).toMatch(/^Without labels, an estimate/);
    expect(found.moved).toEqual([]);
  });

  it("does not take the days of the rows, which move by themselves, for an input", async () => {
    const days = (month: string): readonly [string, string[]] => [
      "DATE",
      Array.from({ length: 4000 }, (_, i) => `2025-${month}-0${1 + (i % 9)}`),
    ];
    const then = await place.parquet("may.parquet", {
      ...columnsOf(made(4000, 1)),
      day: days("05"),
    } as Columns);
    const { y: _, ...rest } = columnsOf(made(4000, 2));
    const now = await place.parquet("june.parquet", { ...rest, day: days("06") });
    const found = await forecastLoss(place.engine, now, then, options);
    expect(found.refused).toBeNull();
    expect(found.inputsCompared).toBe(1);
  });

  it("refuses where inputs lie where the labelled rows have none", async () => {
    const then = await place.parquet("then.parquet", columnsOf(made(4000, 1)) as Columns);
    const { y: _, kind, ...rest } = columnsOf(made(4000, 2));
    const now = await place.parquet("far.parquet", {
      ...rest,
      kind: ["VARCHAR", kind![1].map((k) => (k === "hard" ? "alien" : k))],
    } as Columns);
    const found = await forecastLoss(place.engine, now, then, options);
    expect(found.logLoss).toBeNull();
    expect(found.refused).toMatch(/% of the new rows lie where the labelled ones have none/);
    expect(found.moved.map((m) => m.name)).toEqual(["kind"]);
  });
});

describe("what labelled rows are weighted by", () => {
  it("follows an input that moved where the forecasts did not", async () => {
    // every forecast is 0.9: right for kind "a", too sure for kind "b", which grows from a fifth to three fifths of the rows
    const rng = random(5);
    const rows = (n: number, share: number) =>
      Array.from({ length: n }, () => {
        const kind = rng.uniform() < share ? "b" : "a";
        return { kind, y: Number(rng.uniform() < (kind === "a" ? 0.9 : 0.5)) };
      });
    const [old, fresh] = [rows(6000, 0.2), rows(6000, 0.6)];
    const table = (name: string, list: typeof old, labelled: boolean): Promise<string> =>
      place.parquet(name, {
        ...(labelled && { y: ["INTEGER", list.map((r) => r.y)] }),
        p: ["DOUBLE", list.map(() => 0.9)],
        kind: ["VARCHAR", list.map((r) => r.kind)],
      } as Columns);
    const then = await table("kinds-then.parquet", old, true);
    const now = await table("kinds-now.parquet", fresh, false);
    const found = await forecastLoss(place.engine, now, then, { label: "y", prob: "p" });
    const truth = mean(fresh.map(({ y }) => -Math.log2(y === 1 ? 0.9 : 0.1)));
    expect(found.weightedBy).toEqual(["kind"]);
    expect(found.logLoss!.low).toBeLessThan(truth);
    expect(found.logLoss!.high).toBeGreaterThan(truth);
    expect(found.logLoss!.low).toBeGreaterThan(found.referenceLogLoss.high);
    expect(found.effectiveRows).toBeLessThan(5000);
  });
});

describe("segments of other scores than bits", () => {
  it("finds where predicted laws miss most, and where several labels cost most", async () => {
    const rng = random(6);
    const rows = Array.from({ length: 4000 }, (_, i) => {
      const odd = i % 4 === 0;
      return {
        kind: odd ? "odd" : "even",
        d: (odd ? 3 : 1) * normalDraw(rng),
        y: rng.uniform() < (odd ? 0.5 : 0.05),
      };
    });
    const file = await place.parquet("kinds.parquet", {
      kind: ["VARCHAR", rows.map((r) => r.kind)],
      d: ["DOUBLE", rows.map((r) => r.d)],
      m: ["DOUBLE", rows.map(() => 0)],
      s: ["DOUBLE", rows.map(() => 1)],
      y_a: ["BOOLEAN", rows.map((r) => r.y)],
      p_a: ["DOUBLE", rows.map(() => 0.15)],
    });
    const laws = await evaluateNumbers(place.engine, file, {
      target: "d",
      mean: "m",
      sd: "s",
      segments: ["kind"],
    });
    expect(laws!.segments.map((s) => s.name)).toEqual(["kind = odd"]);
    // CRPS is a ratio of means: the skill's interval holds 1 − CRPS / base CRPS
    expect(laws!.skill!.value).toBeCloseTo(1 - laws!.crps.value / laws!.baseCrps.value, 12);
    expect(laws!.skill!.low).toBeLessThan(laws!.skill!.value);
    const several = await evaluateLabels(place.engine, file, {
      labels: ["y_*"],
      probs: ["p_*"],
      segments: ["kind"],
    });
    expect(several.segments.map((s) => s.name)).toEqual(["kind = odd"]);
  });
});

describe("rows of weight 0", () => {
  it("are no rows in any lane: figures are those of the table without them, impossible labels among them too", async () => {
    const list = Array.from({ length: 300 }, (_, i) => ({ y: i % 2, w: i % 5 === 0 ? 0 : 1, t: i }));
    const table = (name: string, rows: typeof list): Promise<string> =>
      place.parquet(name, {
        y_a: ["INTEGER", rows.map((r) => r.y)],
        p_a: ["DOUBLE", rows.map((r) => (r.w === 0 ? 1 - r.y : r.y === 1 ? 0.75 : 0.3))],
        w: ["INTEGER", rows.map((r) => r.w)],
        t: ["INTEGER", rows.map((r) => r.t)],
        s: ["DOUBLE", rows.map(() => 0.5)],
      } as Columns);
    const all = await table("weights.parquet", list);
    const some = await table(
      "weighed.parquet",
      list.filter((r) => r.w > 0),
    );
    const common = { weight: "w", time: "t", segments: [], recalibrate: false };
    for (const run of [
      (file: string) => evaluate(place.engine, file, { ...common, label: "y_a", prob: "p_a" }),
      (file: string) => evaluateLabels(place.engine, file, { ...common, labels: ["y_*"], probs: ["p_*"] }),
      (file: string) =>
        evaluateNumbers(place.engine, file, { ...common, target: "y_a", mean: "p_a", sd: "s" }),
    ]) {
      const [found, wanted] = [await run(all), await run(some)];
      expect(found.rows).toBe(240);
      const loss = (one: typeof found) => (one.kind === "number" ? one.crps : one.logLoss);
      expect(loss(found).value).toBeCloseTo(loss(wanted).value, 12);
      if (found.kind === "classes") expect(found.infinite).toEqual({ rows: 0, named: [] });
      expect(found.periods.map((p) => p.infinite).every((n) => n === 0)).toBe(true);
    }
  });
});
