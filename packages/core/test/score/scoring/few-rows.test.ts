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

describe("what forecasts of the base rate gain", () => {
  it("is nothing sure: exactly balanced labels under p = 0.5 gain no more than the entropy's own correction", () => {
    for (const clustered of [false, true]) {
      const rows = Array.from(
        { length: 200 },
        (_, i) => [0.5, i % 2, ...(clustered ? [`c${i % 20}`] : [])] as [number, number, string?],
      );
      const { informationGain, skill } = scoreFigures(summaryOf(rows), { base: 2 });
      // Miller and Madow's (K − 1)/2n, in bits
      expect(informationGain.value).toBeCloseTo(1 / (400 * Math.LN2), 12);
      expect(informationGain.low).toBeLessThanOrEqual(0);
      expect(informationGain.low).toBeGreaterThan(-1e-9);
      expect(informationGain.high).toBeGreaterThan(informationGain.value);
      expect(skill!.low).toBeLessThanOrEqual(0);
    }
  });

  it("is never surely above 0, whatever labels a constant forecast meets: log loss is least at the labels' own shares", () => {
    for (let ones = 70; ones <= 130; ones++) {
      for (const p of [0.3, 0.5, ones / 200]) {
        const rows = Array.from({ length: 200 }, (_, i) => [p, i < ones ? 1 : 0] as const);
        expect(scoreFigures(summaryOf(rows)).informationGain.low).toBeLessThanOrEqual(0);
      }
    }
  });

  it("leaves the interval of forecasts that tell something as it is, but for its second order", () => {
    const rng = random(8);
    const rows = Array.from({ length: 500 }, () => {
      const p = rng.uniform();
      return [p, rng.uniform() < p ? 1 : 0] as const;
    });
    const { informationGain: gain } = scoreFigures(summaryOf(rows));
    // ±t·standard error of 500 rows, and (1/1000)²/2 over that width
    expect(gain.low).toBeGreaterThan(0);
    expect((gain.high - gain.low) / (2 * 1.965 * gain.standardError)).toBeCloseTo(1, 1);
  });
});

describe("intervals of losses of few rows", () => {
  it("begin no lower than 0, as losses do", () => {
    const { logLoss, brier, balancedLogLoss } = scoreFigures(
      summaryOf([
        [0.001, 0],
        [0.7, 1],
        [0.2, 1],
      ]),
    );
    for (const found of [logLoss, brier, balancedLogLoss]) {
      expect(found.low).toBe(0);
      expect(found.high).toBeGreaterThan(found.value);
    }
  });
});
