import { describe, expect, it } from "vitest";
import { clusteredMean } from "../../../src/estimate/index.ts";
import { random } from "../../../src/random/index.ts";
import { collectScores, probabilityRow, scoreFigures } from "../../../src/score/index.ts";
import { satterthwaite } from "../../../src/score/scoring/satterthwaite.ts";
import { relativeShareVariance } from "../../../src/score/scoring/share-variance.ts";
import { skewedInterval } from "../../../src/score/scoring/skewed-interval.ts";

function summaryOf(rows: readonly (readonly [p: number, label: number, cluster?: string])[]) {
  const row = probabilityRow("prob", 2);
  const scores = collectScores({ classes: 2 });
  rows.forEach(([p, label, cluster], i) => {
    row.read([p], 0, i);
    scores.add(row, label, 1, cluster);
  });
  return scores.summary();
}

describe("degrees of freedom of a sum of variances", () => {
  it("are those of the only one, and add where variances are alike (Welch's formula)", () => {
    expect(satterthwaite([2, 0], [7, 90])).toBe(7);
    expect(satterthwaite([3, 3], [9, 9])).toBe(18);
    expect(satterthwaite([0, 0], [9, 9])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the interval of a mean of skewed rows", () => {
  const mean = { value: 1, standardError: 0.1, df: 1e6 };

  it("is the normal one without skewness", () => {
    const [low, high] = skewedInterval({ ...mean, skewness: 0 }, 0.95);
    expect(low).toBeCloseTo(1 - 0.1959964, 6);
    expect(high).toBeCloseTo(1 + 0.1959964, 6);
  });

  it("reaches further on the side of the long tail, and is mirrored with it", () => {
    const [low, high] = skewedInterval({ ...mean, skewness: 0.4 }, 0.95);
    const mirrored = skewedInterval({ ...mean, skewness: -0.4 }, 0.95);
    expect(high - 1).toBeGreaterThan(0.23);
    expect(1 - low).toBeCloseTo(0.1959964, 6);
    expect(1 - mirrored[0]).toBeCloseTo(high - 1, 12);
  });

  it("inverts Hall's cubic T + aT²/3 + a²T³/27 + a/6 at the normal quantile", () => {
    const a = 0.4;
    const T = (skewedInterval({ ...mean, skewness: a }, 0.95)[1] - 1) / 0.1;
    expect(-T + (a * T * T) / 3 - (a * a * T ** 3) / 27 + a / 6).toBeCloseTo(-1.9599639845, 9);
  });
});

describe("what clusters make of the shares of classes", () => {
  it("is the sum of their CR1 variances over the shares", () => {
    const rng = random(5);
    const rows = Array.from({ length: 200 }, (_, i) => {
      const cluster = `c${i % 17}`;
      return [rng.uniform(), rng.uniform() < (i % 17) / 17 ? 1 : 0, cluster] as const;
    });
    const summary = summaryOf(rows);
    const clusters = rows.map((row) => row[2]);
    const expected = [0, 1].reduce((sum, k) => {
      const found = clusteredMean(
        rows.map(([, label]) => (label === k ? 1 : 0)),
        clusters,
      );
      return sum + found.standardError ** 2 / found.value;
    }, 0);
    expect(relativeShareVariance(summary, 200, (i) => summary.label[i]!)).toBeCloseTo(expected, 14);
  });
});

describe("information of predictions", () => {
  it("is not known to be nothing where a class was never predicted", () => {
    const rows = Array.from({ length: 200 }, (_, i) => [0.1, i % 20 === 0 ? 1 : 0] as const);
    const { confusionInformation } = scoreFigures(summaryOf(rows));
    expect([confusionInformation.value, confusionInformation.low]).toEqual([0, 0]);
    expect(confusionInformation.high).toBeGreaterThan(0.02);
    expect(confusionInformation.high).toBeLessThan(0.2);
  });

  it("has no room where all labels are of one class", () => {
    const { confusionInformation } = scoreFigures(
      summaryOf([
        [0.1, 0],
        [0.7, 0],
        [0.2, 0],
      ]),
    );
    expect([confusionInformation.low, confusionInformation.high]).toEqual([0, 0]);
  });
});
