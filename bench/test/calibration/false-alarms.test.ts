import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import {
  DAY_CORRELATION,
  drawCategories,
  drawNumbers,
  uniformLaw,
  zipfLaw,
} from "../../src/calibration/draw.ts";
import { falseAlarmTable, PEER_RULES, peerFalseAlarms } from "../../src/calibration/false-alarms.ts";
import { total } from "../../src/calibration/sample.ts";

describe("drawn pairs of one law", () => {
  it("have as many rows as asked for, in tenths that add up to the whole", () => {
    for (const rows of ["independent", "by day"] as const)
      for (const n of [100, 200, 1000, 5000]) {
        const sample = drawCategories(random(n), n, zipfLaw(7), rows);
        expect(total(sample.counts)).toBe(n);
        expect(sample.pieces.map(total)).toEqual(Array(10).fill(n / 10));
        for (let j = 0; j < 7; j++)
          expect(sample.pieces.reduce((sum, piece) => sum + piece[j]!, 0)).toBe(sample.counts[j]);
        expect(drawNumbers(random(n), n, rows).values).toHaveLength(n);
      }
  });

  // Var of a share: p(1 − p)/n · (1 + (n/30 − 1)·ρ), and without the bracket where rows are independent
  it.each([
    ["independent", 1],
    ["by day", 1 + (3000 / 30 - 1) * DAY_CORRELATION],
  ] as const)("scatter as their law says: %s", (rows, effect) => {
    const rng = random(7);
    const law = zipfLaw(5);
    const p = law.probabilities[0]!;
    let sum = 0;
    let squares = 0;
    const trials = 3000;
    for (let t = 0; t < trials; t++) {
      const share = drawCategories(rng, 3000, law, rows).counts[0]! / 3000;
      sum += share;
      squares += (share - p) ** 2;
    }
    const variance = (p * (1 - p) * effect) / 3000;
    expect(Math.abs(sum / trials - p)).toBeLessThan(5 * Math.sqrt(variance / trials));
    expect(Math.abs(squares / trials / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / trials));
  });

  it("of numbers have mean 0 and variance 1, and days that share a part", () => {
    const rng = random(3);
    let mean = 0;
    let variance = 0;
    let between = 0;
    const trials = 400;
    for (let t = 0; t < trials; t++) {
      const { values } = drawNumbers(rng, 3000, "by day");
      variance += values.reduce((sum, x) => sum + x * x, 0) / 3000;
      const days = Array.from({ length: 30 }, (_, d) => values.subarray(100 * d, 100 * d + 100));
      for (const day of days) between += (day.reduce((sum, x) => sum + x, 0) / 100) ** 2 / 30;
      mean += values.reduce((sum, x) => sum + x, 0) / 3000;
    }
    expect(Math.abs(mean / trials)).toBeLessThan(0.01);
    expect(variance / trials).toBeCloseTo(1, 2);
    expect(Math.abs(between / trials / (DAY_CORRELATION + 0.99 / 100) - 1)).toBeLessThan(0.06);
  });
});

describe("false alarms of default rules", () => {
  const rows = peerFalseAlarms({
    trials: 200,
    seed: 5,
    categories: [2, 32, 500],
    sizes: [
      [1000, 1000],
      [10_000, 10_000],
    ],
    rows: ["independent"],
  });
  const share = (law: string, n: number, rule: string): number => {
    const row = rows.find((each) => each.law === law && each.n === n);
    return row!.alarms[rule]!.share;
  };

  it("give a share and its standard error for every rule in every setting", () => {
    expect(rows).toHaveLength(2 * 7);
    for (const row of rows) {
      expect(Object.keys(row.alarms)).toEqual(PEER_RULES);
      for (const { share: s, standardError } of Object.values(row.alarms))
        expect(s >= 0 && s <= 1 && standardError >= 0 && standardError <= 0.5 / Math.sqrt(200)).toBe(true);
    }
  });

  it("are the same for the same seed", () => {
    const options = { trials: 20, categories: [5], sizes: [[100, 100]], rows: ["by day"] } as const;
    expect(peerFalseAlarms({ ...options, seed: 3 })).toEqual(peerFalseAlarms({ ...options, seed: 3 }));
    expect(peerFalseAlarms({ ...options, seed: 3 })).not.toEqual(peerFalseAlarms({ ...options, seed: 4 }));
  });

  // measured with the functions of evidently 0.7.21, nannyml 0.13.1 and deepchecks 0.19.1 themselves
  it("come out as they did when the tools themselves were run", () => {
    expect(share("uniform, k = 32", 1000, "Evidently")).toBeGreaterThan(0.8);
    expect(share("uniform, k = 500", 10_000, "Evidently")).toBe(1);
    expect(share("N(0, 1)", 1000, "Evidently")).toBeLessThan(0.1);
    expect(share("N(0, 1)", 10_000, "NannyML, one tenth")).toBeGreaterThan(0.02);
    expect(share("N(0, 1)", 10_000, "NannyML, one tenth")).toBeLessThan(0.1);
    expect(share("uniform, k = 500", 1000, "Deepchecks")).toBe(0);
  });

  it("are printed as a table in per cent", () => {
    const lines = falseAlarmTable(rows).split("\n");
    expect(lines).toHaveLength(2 + rows.length);
    expect(lines[0]).toBe(`| law | rows | current | reference | ${PEER_RULES.join(" | ")} |`);
    expect(lines.find((line) => line.startsWith("| uniform, k = 500 | independent | 10000"))).toContain(
      "| 100.0 |",
    );
  });
});

it("the laws sum to one", () => {
  for (const law of [uniformLaw(32), zipfLaw(500)])
    expect(law.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
});
