import { minimumEffectP } from "@relent/core/estimate";
import { describe, expect, it } from "vitest";
import { newShare, shareEstimate, type ValueRows, valueRows } from "../../src/compare/new-share.ts";
import { draws } from "../draws.ts";
import { values } from "./made.ts";

const options = { level: 0.95, escape: 1e-4, effect: 1 };

/** Rows by value, of which a share of the values is kept by a seeded coin. */
function sampled(texts: readonly string[], share: number, seed: number): ValueRows {
  const rows = new Map<string, number>();
  for (const t of texts) rows.set(t, (rows.get(t) ?? 0) + 1);
  const coins = draws(rows.size, seed, (rng) => rng.uniform());
  const kept = [...rows].filter((_, i) => coins[i]! < share);
  return { rows: new Map(kept), total: texts.length, sampled: share };
}

const ids = (n: number, prefix: string): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const alarm = (current: ValueRows, reference: ValueRows): boolean =>
  minimumEffectP(newShare(current, reference, options)!.kl.fit, 0.01 * Math.LN2) < 0.05;

describe("the share of new values", () => {
  it("is held against the reference's own values that stand once", () => {
    const reference = valueRows(values({ a: 5, b: 1, c: 1, d: 3 }), 1);
    const current = valueRows(values({ a: 6, x: 2, y: 2 }), 1);
    expect(newShare(current, reference, options)).toMatchObject({ current: 0.4, reference: 0.2 });
  });

  it("of two samples of one law is no news, however many are new", () => {
    for (let seed = 0; seed < 20; seed++) {
      const sample = (s: number) =>
        valueRows(
          values(
            Object.fromEntries(tally(draws(100, s, (rng) => `v${Math.floor(500 * rng.uniform() ** 3)}`))),
          ),
          1,
        );
      const [x, y] = [sample(2 * seed), sample(2 * seed + 1)];
      expect(newShare(x, y, options)!.current).toBeGreaterThan(0.2);
      expect(alarm(x, y)).toBe(false);
    }
  });

  it("that is less than expected is no news either: tables that share rows", () => {
    const reference = valueRows(values(Object.fromEntries(ids(1000, "u").map((v) => [v, 1]))), 1);
    const half = [...ids(500, "u"), ...ids(500, "new")];
    const current = valueRows(values(Object.fromEntries(half.map((v) => [v, 1]))), 1);
    expect(newShare(current, reference, options)!.current).toBe(0.5);
    expect(alarm(current, reference)).toBe(false);
    expect(alarm(reference, reference)).toBe(false);
  });

  it("from a hash sample of ids is exact where all are new, and raises no alarm", () => {
    let alarms = 0;
    for (let seed = 0; seed < 30; seed++) {
      const x = sampled(ids(20_000, "x"), 1 / 16, 2 * seed);
      const y = sampled(ids(20_000, "y"), 1 / 16, 2 * seed + 1);
      expect(newShare(x, y, options)!.current).toBe(1);
      alarms += Number(alarm(x, y));
    }
    expect(alarms).toBe(0);
  });

  it("from a hash sample is that of the whole on average, with a heavy value in it or not", () => {
    const texts = [...ids(8000, "old"), ...ids(4000, "new"), ...new Array<string>(24_000).fill("heavy")];
    const reference = sampled([...ids(8000, "old"), ...new Array<string>(24_000).fill("heavy")], 1, 1);
    const shares = Array.from({ length: 60 }, (_, seed) => {
      const x = sampled(texts, 1 / 8, seed);
      return newShare(x, { ...reference, sampled: 1 / 8 }, options)!.current;
    });
    const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
    expect(Math.abs(mean - 1 / 9)).toBeLessThan(0.004);
    for (const s of shares) expect(Math.abs(s - 1 / 9)).toBeLessThan(0.03);
  });

  it("has a Wilson interval", () => {
    const share = newShare(
      valueRows(values({ a: 90, new: 10 }), 1),
      valueRows(values({ a: 100 }), 1),
      options,
    )!;
    const estimate = shareEstimate(share, 0.95, [100, 100]);
    // statsmodels: proportion_confint(10, 100, method="wilson") = (0.05522914, 0.17436566)
    expect(estimate.low).toBeCloseTo(0.05522914, 6);
    expect(estimate.high).toBeCloseTo(0.17436566, 6);
    expect(shareEstimate(share, 0.8, [100, 100]).high).toBeLessThan(estimate.high);
    expect(estimate.notes[0]).toBe("the reference expects 0 % by its own values that stand once");
  });

  it("of an empty side is unknown", () => {
    expect(newShare(valueRows(values({}), 1), valueRows(values({ a: 1 }), 1), options)).toBeNull();
  });
});

function tally(texts: readonly string[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const t of texts) rows.set(t, (rows.get(t) ?? 0) + 1);
  return rows;
}
