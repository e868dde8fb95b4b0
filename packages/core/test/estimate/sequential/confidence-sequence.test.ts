import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceSequence, perUnit, resumeConfidenceSequence } from "../../../src/estimate/index.ts";
import { near } from "../fixture.ts";
import { coin, sequences } from "./outcomes.ts";

interface Case {
  readonly level: number;
  readonly x: number[];
  readonly betting: [number, number];
  readonly bernstein: [number, number];
}
const { sequences: cases }: { readonly sequences: readonly Case[] } = JSON.parse(
  readFileSync(new URL("./fixtures/sequential.json", import.meta.url), "utf8"),
);

const METHODS = ["betting", "empirical-bernstein"] as const;

describe("a confidence sequence", () => {
  // SciPy: brentq on the sum of log1p(min(λ, 1/(2m))·(x − m)) − log(2/α), and its mirror image
  it.each(cases)("by betting ends where the hedged capital reaches 2/α, at level $level", (c) => {
    const mean = confidenceSequence({ level: c.level });
    for (const x of c.x) mean.add(x);
    near(mean.interval[0], c.betting[0], 1e-9, 1e-12);
    near(mean.interval[1], c.betting[1], 1e-9, 1e-12);
  });

  // NumPy: max and min over time of Σλx/Σλ ± (log(2/α) + Σ4(x − μ̂)²ψ(λ))/Σλ
  it.each(cases)("by the empirical Bernstein bound is the intersection over time, at level $level", (c) => {
    const mean = confidenceSequence({ level: c.level, method: "empirical-bernstein" });
    for (const x of c.x) mean.add(x);
    near(mean.interval[0], c.bernstein[0], 1e-11, 1e-13);
    near(mean.interval[1], c.bernstein[1], 1e-11, 1e-13);
  });

  it.each(METHODS)("never widens, and holds the average of what is not surprising: %s", (method) => {
    const values = fc.array(fc.double({ min: 0.4, max: 0.6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (list) => {
        const mean = confidenceSequence({ method });
        let [low, high] = mean.interval;
        for (const x of list) {
          mean.add(x);
          const next = mean.interval;
          expect(next[0]).toBeGreaterThanOrEqual(low);
          expect(next[1]).toBeLessThanOrEqual(high);
          [low, high] = next;
        }
        const average = list.reduce((a, b) => a + b) / list.length;
        expect(low).toBeLessThanOrEqual(average + 1e-9);
        expect(high).toBeGreaterThanOrEqual(average - 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it.each(METHODS)("holds the mean at all looks at once as often as it says: %s", (method) => {
    const level = 0.6;
    for (const truth of [0.1, 0.5, 0.8]) {
      let held = 0;
      let narrowed = 0;
      for (const { path, probability } of sequences(coin(truth), 10)) {
        const mean = confidenceSequence({ level, method });
        const looks = path.map((x) => {
          mean.add(x);
          return mean.interval;
        });
        if (looks.every(([low, high]) => low <= truth && truth <= high)) held += probability;
        if (mean.interval[1] - mean.interval[0] < 0.95) narrowed += probability;
      }
      expect(held).toBeGreaterThanOrEqual(level);
      expect(narrowed).toBeGreaterThan(0.5);
    }
  });

  it("by betting is the narrower", () => {
    for (const { betting, bernstein } of cases) {
      expect(betting[1] - betting[0]).toBeLessThanOrEqual(bernstein[1] - bernstein[0]);
    }
  });

  it.each(METHODS)("closes in on constants, at the ends of the range too: %s", (method) => {
    for (const at of [2, 3.5, 5]) {
      const mean = confidenceSequence({ low: 2, high: 5, method });
      for (let i = 0; i < 1000; i++) mean.add(at);
      const [low, high] = mean.interval;
      expect(low).toBeLessThanOrEqual(at);
      expect(high).toBeGreaterThanOrEqual(at);
      expect(high - low).toBeLessThan(0.1);
    }
  });

  it.each(METHODS)("says so when no constant mean fits: %s", (method) => {
    const mean = confidenceSequence({ method });
    for (let i = 0; i < 500; i++) mean.add(0.1);
    const { interval } = mean;
    for (let i = 0; i < 3000; i++) mean.add(0.9);
    expect(mean.interval[0]).toBeLessThanOrEqual(mean.interval[1]);
    expect(mean.interval[1]).toBeLessThanOrEqual(interval[1]);
    expect(mean.empty).toBe(true);
  });

  it.each(METHODS)("survives JSON at any time: %s", (method) => {
    const x = cases[0]!.x;
    const mean = confidenceSequence({ method, level: 0.9, low: -1, high: 2 });
    for (const value of x.slice(0, 30)) mean.add(value);
    mean.interval;
    const resumed = resumeConfidenceSequence(JSON.parse(JSON.stringify(mean.state())));
    for (const value of x.slice(30)) {
      mean.add(value);
      resumed.add(value);
    }
    expect(resumed.interval).toEqual(mean.interval);
    expect(resumed.n).toBe(x.length);
  });

  it("takes one observation a unit", () => {
    const mean = confidenceSequence();
    const units = perUnit(mean);
    for (let i = 0; i < 30; i++) units.add(Math.floor(i / 3), 0.5);
    units.end();
    expect(mean.n).toBe(10);
  });

  it("refuses what would break it", () => {
    expect(() => confidenceSequence({ level: 1 })).toThrow("level = 1");
    expect(() => confidenceSequence({ method: "other" as "betting" })).toThrow("method = other");
    expect(() => confidenceSequence().add(-0.1)).toThrow("x[0] = -0.1");
  });
});
