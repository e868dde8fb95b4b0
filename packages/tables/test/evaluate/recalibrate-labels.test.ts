import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { evaluateLabels, type LabelCalibrators, parseLabelCalibrators } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";

const place = workplace();
const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Label a is forecast twice too surely (in log-odds), label b as it is. */
async function table(name: string, rows: number, seed: number): Promise<string> {
  const rng = random(seed);
  const list = Array.from({ length: rows }, () => {
    const [a, b] = [0.02 + 0.96 * rng.uniform(), 0.02 + 0.96 * rng.uniform()];
    return { a: sigmoid(2 * logit(a)), b, ya: Number(rng.uniform() < a), yb: Number(rng.uniform() < b) };
  });
  return place.parquet(name, {
    y_a: ["INTEGER", list.map((r) => r.ya)],
    y_b: ["INTEGER", list.map((r) => r.yb)],
    p_a: ["DOUBLE", list.map((r) => r.a)],
    p_b: ["DOUBLE", list.map((r) => r.b)],
  } as Columns);
}
const LABELS = { labels: ["y_*"], probs: ["p_*"], segments: [] } as const;

describe("recalibration of several labels", () => {
  it("helps the label that needs it alone, and saves on other rows what it says", async () => {
    const before = await evaluateLabels(place.engine, await table("fit.parquet", 4000, 1), LABELS);
    const { recalibration, calibrators } = before;
    const [a, b] = recalibration!.labels;
    expect(recalibration!.fitted + recalibration!.judged).toBe(4000);
    expect(a!.saved.low).toBeGreaterThan(0.05);
    expect(Math.abs(b!.saved.value)).toBeLessThan(0.01);
    // the total is the mean of the rows' sums
    expect(recalibration!.saved.value).toBeCloseTo(a!.saved.value + b!.saved.value, 12);
    expect(before.sentence).toMatch(/recalibrating each label would recover 0\.\d+ bits a row/);

    const fresh = await table("fresh.parquet", 4000, 2);
    const as = await evaluateLabels(place.engine, fresh, { ...LABELS, recalibrate: false });
    const saved: LabelCalibrators = parseLabelCalibrators(JSON.stringify(calibrators));
    const corrected = await evaluateLabels(place.engine, fresh, {
      ...LABELS,
      recalibrate: false,
      labelCalibrators: saved,
    });
    const gain = as.logLoss.value - corrected.logLoss.value;
    expect(gain).toBeGreaterThan(recalibration!.saved.low - 0.02);
    expect(gain).toBeLessThan(recalibration!.saved.high + 0.02);
  });

  it("ends an infinite loss, and says what it saves beyond that", async () => {
    const rng = random(4);
    const list = Array.from({ length: 1000 }, (_, i) => {
      const p = i % 50 === 0 ? 0 : 0.3;
      return { p, y: Number(rng.uniform() < 0.3) };
    });
    const file = await place.parquet("zeros.parquet", {
      y_a: ["INTEGER", list.map((r) => r.y)],
      p_a: ["DOUBLE", list.map((r) => r.p)],
    } as Columns);
    const { recalibration } = await evaluateLabels(place.engine, file, LABELS);
    expect(recalibration!.saved.value).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(recalibration!.finiteSaved!.value)).toBe(true);
  });

  it("leaves a label of one value as it is, and names labels that a calibrator does not know", async () => {
    const file = await place.parquet("one.parquet", {
      y_a: ["INTEGER", Array.from({ length: 200 }, () => 0)],
      p_a: ["DOUBLE", Array.from({ length: 200 }, () => 0.1)],
    } as Columns);
    const found = await evaluateLabels(place.engine, file, LABELS);
    expect(found.recalibration!.labels[0]).toMatchObject({ name: "a", chosen: null, methods: [] });
    expect(found.warnings).toContain("`a` is in no row: there is nothing to tell apart.");
    const of = { schema: "relent/label-calibrators@1" as const, labels: [{ name: "b", calibrator: null }] };
    await expect(evaluateLabels(place.engine, file, { ...LABELS, labelCalibrators: of })).rejects.toThrow(
      'it was fitted to the labels b, and to no "a"',
    );
    expect(() => parseLabelCalibrators("{}")).toThrow("schema = undefined");
  });
});
