import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";
import { CLASSES, columnsOf, made } from "./made-predictions.ts";

const place = workplace();
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const TARGET = { cat: 0.7, dog: 0.2, owl: 0.1 } as const;
const bare = { segments: [], recalibrate: false } as const;

describe("evaluation under other shares of the classes", () => {
  it("weighs the classes' mean losses by the shares, and forecasts by target over seen share", async () => {
    const found = made(900, 5);
    const file = await place.parquet("priors.parquet", columnsOf(found) as Columns);
    const { targetPriors } = await evaluate(place.engine, file, {
      label: "y",
      probs: ["p_*"],
      targetPriors: TARGET,
      ...bare,
    });
    const rowsOf = (name: string) => found.y.flatMap((y, i) => (y === name ? [i] : []));
    const at = (name: string): number => CLASSES.indexOf(name);
    const seen = CLASSES.map((name) => rowsOf(name).length / 900);
    const target = CLASSES.map((name) => TARGET[name as keyof typeof TARGET]);
    const under = (bits: (i: number) => number): number =>
      CLASSES.reduce((sum, name, k) => sum + target[k]! * mean(rowsOf(name).map(bits)), 0);
    const raw = (i: number): number => -Math.log2(found.p[i]![at(found.y[i]!)]!);
    const corrected = (i: number): number => {
      const lifted = found.p[i]!.map((p, k) => (p * target[k]!) / seen[k]!);
      return -Math.log2(lifted[at(found.y[i]!)]! / lifted.reduce((a, b) => a + b, 0));
    };
    expect(targetPriors!.logLoss.value).toBeCloseTo(under(raw), 12);
    expect(targetPriors!.corrected.value).toBeCloseTo(under(corrected), 12);
    expect(targetPriors!.saved.value).toBeCloseTo(under(raw) - under(corrected), 12);
    expect(targetPriors!.baseRate).toBeCloseTo(-target.reduce((sum, q) => sum + q * Math.log2(q), 0), 12);
    // (Σw)²/Σw² with w = target over seen share
    const weights = found.y.map((y) => target[at(y)]! / seen[at(y)]!);
    const worth = weights.reduce((a, b) => a + b, 0) ** 2 / weights.reduce((a, w) => a + w * w, 0);
    expect(targetPriors!.effectiveRows).toBeCloseTo(worth, 8);
    expect(targetPriors!.rows).toBe(900);
  });

  it("covers the loss on rows that have those shares", async () => {
    // calibrated forecasts of two classes; there, rows of class 1 are four times as frequent as here
    const rng = random(11);
    const draw = (rows: number, share: number) =>
      Array.from({ length: rows }, () => {
        const y = Number(rng.uniform() < share);
        const x = y + (rng.uniform() + rng.uniform() + rng.uniform() - 1.5);
        return { y, p: 1 / (1 + Math.exp(-(4 * (x - 0.5) + Math.log(0.2 / 0.8)))) };
      });
    const write = (name: string, list: ReturnType<typeof draw>): Promise<string> =>
      place.parquet(name, {
        y: ["INTEGER", list.map((r) => r.y)],
        p: ["DOUBLE", list.map((r) => r.p)],
      } as Columns);
    const options = { label: "y", prob: "p", ...bare };
    const here = await evaluate(place.engine, await write("here.parquet", draw(4000, 0.2)), {
      ...options,
      targetPriors: { "1": 0.8 },
    });
    const there = await evaluate(place.engine, await write("there.parquet", draw(20_000, 0.8)), options);
    expect(here.targetPriors!.logLoss.low).toBeLessThan(there.logLoss.value + 0.02);
    expect(here.targetPriors!.logLoss.high).toBeGreaterThan(there.logLoss.value - 0.02);
    expect(here.targetPriors!.saved.low).toBeGreaterThan(0);
  });

  it("names infinite losses apart, and refuses a class whose rows it has never seen", async () => {
    const file = await place.parquet("seen.parquet", {
      y: ["VARCHAR", Array.from({ length: 100 }, (_, i) => "ab"[i % 2]!)],
      p_a: ["DOUBLE", Array.from({ length: 100 }, (_, i) => (i === 4 ? 0 : 0.5))],
      p_b: ["DOUBLE", Array.from({ length: 100 }, (_, i) => (i === 4 ? 1 : 0.4))],
      p_c: ["DOUBLE", Array.from({ length: 100 }, (_, i) => (i === 4 ? 0 : 0.1))],
    } as Columns);
    const options = { label: "y", probs: ["p_*"], ...bare };
    const found = await evaluate(place.engine, file, { ...options, targetPriors: { a: 0.5, b: 0.5 } });
    expect(found.targetPriors!.logLoss.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.targetPriors!.finiteLogLoss!.value).toBeCloseTo(-Math.log2(0.5 * 0.4) / 2, 12);
    await expect(
      evaluate(place.engine, file, { ...options, targetPriors: { a: 0.5, b: 0.4, c: 0.1 } }),
    ).rejects.toThrow("--target-priors: no label is c");
    await expect(
      evaluate(place.engine, file, { ...options, targetPriors: { a: 0.5, b: 0.4, d: 0.1 } }),
    ).rejects.toThrow('--target-priors: there is no class "d"');
  });
});
