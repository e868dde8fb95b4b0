import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../src/random/index.ts";
import {
  collectRanks,
  type RankOptions,
  type RankSummary,
  rankingFigures,
} from "../../../src/score/index.ts";

interface Row {
  readonly score: number;
  readonly positive: boolean;
  readonly weight: number;
}

const rows = fc
  .array(
    fc.record({
      score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1)),
      positive: fc.boolean(),
      weight: fc.double({ min: 0.1, max: 3, noNaN: true }),
    }),
    { minLength: 2, maxLength: 60 },
  )
  .filter((list) => list.some(({ positive }) => positive) && list.some(({ positive }) => !positive));

function summaryOf(list: readonly Row[], options: RankOptions = {}): RankSummary {
  const ranks = collectRanks(options);
  for (const { score, positive, weight } of list) ranks.add(score, positive, weight);
  return ranks.summary();
}

/** The share of pairs won, by its definition. */
function areaOf(list: readonly Row[]): number {
  let [won, all] = [0, 0];
  for (const a of list) {
    if (!a.positive) continue;
    for (const b of list) {
      if (b.positive) continue;
      all += a.weight * b.weight;
      if (a.score >= b.score) won += (a.score === b.score ? 0.5 : 1) * a.weight * b.weight;
    }
  }
  return won / all;
}

describe("a ranking", () => {
  it("has the area that its pairs define", () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(rankingFigures(summaryOf(list)).rocAuc.value).toBeCloseTo(areaOf(list), 12);
      }),
    );
  });

  it("from cells has certain bounds around both exact areas", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom([11, 4] as const, [5, 0] as const), (list, fineness) => {
        const [exact, cells] = [
          rankingFigures(summaryOf(list)),
          rankingFigures(summaryOf(list, { distinct: 1, fineness })),
        ];
        if (cells.exact) return;
        for (const name of ["rocAuc", "averagePrecision"] as const) {
          const [low, high] = cells[name].bounds!;
          expect(low).toBeLessThanOrEqual(exact[name].value + 1e-12);
          expect(high).toBeGreaterThanOrEqual(exact[name].value - 1e-12);
        }
      }),
    );
  });

  it("of merged parts is that of the whole, exact or from cells", () => {
    fc.assert(
      fc.property(rows, fc.nat(60), fc.constantFrom(1, 8, 2 ** 20), (list, cut, distinct) => {
        const whole = rankingFigures(summaryOf(list, { distinct }));
        const merged = collectRanks({ distinct });
        for (const part of [list.slice(0, cut), list.slice(cut)]) {
          merged.merge(JSON.parse(JSON.stringify(summaryOf(part, { distinct }))));
        }
        const found = rankingFigures(merged.summary());
        expect(found.exact).toBe(whole.exact);
        expect(found.rocAuc.value).toBeCloseTo(whole.rocAuc.value, 12);
        expect(found.averagePrecision.standardError).toBeCloseTo(whole.averagePrecision.standardError, 12);
      }),
    );
  });

  it("has DeLong's standard error, by its definition over placements", () => {
    const rng = random(2);
    const list = Array.from({ length: 80 }, (): Row => {
      const positive = rng.uniform() < 0.4;
      return { score: Math.round(50 * (rng.uniform() + (positive ? 0.3 : 0))) / 100, positive, weight: 1 };
    });
    const [up, down] = [list.filter((one) => one.positive), list.filter((one) => !one.positive)];
    const wins = (a: Row, b: Row): number => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0);
    const variance = (x: number[]): number => {
      const mean = x.reduce((a, b) => a + b, 0) / x.length;
      return x.reduce((a, b) => a + (b - mean) ** 2, 0) / (x.length - 1);
    };
    const s10 = variance(up.map((a) => down.reduce((sum, b) => sum + wins(a, b), 0) / down.length));
    const s01 = variance(down.map((b) => up.reduce((sum, a) => sum + wins(a, b), 0) / up.length));
    const found = rankingFigures(summaryOf(list)).rocAuc;
    expect(found.standardError).toBeCloseTo(Math.sqrt(s10 / up.length + s01 / down.length), 13);
  });

  it("has an error of the average precision that differences confirm", () => {
    const rng = random(3);
    const list = Array.from(
      { length: 40 },
      (): Row => ({ score: rng.uniform(), positive: rng.uniform() < 0.5, weight: 1 }),
    );
    const value = (weights: (i: number) => number): number =>
      rankingFigures(summaryOf(list.map((row, i) => ({ ...row, weight: weights(i) })))).averagePrecision
        .value;
    const slopes = list.map(
      (_, at) => (value((i) => (i === at ? 1 + 1e-5 : 1)) - value((i) => (i === at ? 1 - 1e-5 : 1))) / 2e-5,
    );
    const side = (positive: boolean): number => {
      const own = slopes.filter((_, i) => list[i]!.positive === positive);
      return own.reduce((sum, x) => sum + x * x, 0) * (own.length / (own.length - 1));
    };
    const found = rankingFigures(summaryOf(list)).averagePrecision;
    expect(found.standardError).toBeCloseTo(Math.sqrt(side(true) + side(false)), 7);
  });

  it("keeps 2^20 scores apart and counts one more in cells", () => {
    const ranks = collectRanks();
    for (let i = 0; i < 2 ** 20; i++) ranks.add(i / 2 ** 21, i % 3 === 0);
    expect(rankingFigures(ranks.summary()).exact).toBe(true);
    ranks.add(0.75, true);
    const found = rankingFigures(ranks.summary());
    expect(found.exact).toBe(false);
    const [low, high] = found.rocAuc.bounds!;
    expect(high - low).toBeLessThan(1e-3);
  });

  it("is wider in clusters that share their luck", () => {
    const rng = random(4);
    const [apart, together] = [collectRanks({ scale: "real" }), collectRanks({ scale: "real" })];
    for (let c = 0; c < 60; c++) {
      const shift = 2 * rng.uniform();
      const positive = rng.uniform() < 0.5;
      for (let i = 0; i < 20; i++) {
        const score = shift + 0.1 * rng.uniform() + (positive ? 0.5 : 0);
        apart.add(score, positive);
        together.add(score, positive, 1, c);
      }
    }
    const [a, b] = [rankingFigures(apart.summary()).rocAuc, rankingFigures(together.summary()).rocAuc];
    expect(b.value).toBe(a.value);
    expect(b.standardError).toBeGreaterThan(3 * a.standardError);
  });

  it("takes scores of any size when told so, infinite ones among them", () => {
    const ranks = collectRanks({ scale: "real" });
    for (const [score, positive] of [
      [-Infinity, false],
      [-3, false],
      [2, true],
      [Infinity, true],
    ] as const) {
      ranks.add(score, positive);
    }
    const { rocAuc } = rankingFigures(ranks.summary());
    expect([rocAuc.value, rocAuc.high]).toEqual([1, 1]);
    expect(rocAuc.low).toBeLessThan(0.5);
  });

  it.each([
    [() => collectRanks().add(1.5, true), "score[0] = 1.5"],
    [() => collectRanks().add(Number.NaN, true), "score[0] = NaN"],
    [
      () => rankingFigures(summaryOf([{ score: 0.5, positive: true, weight: 1 }])),
      "1 positive and 0 negative rows",
    ],
    [
      () => collectRanks({ fineness: [5, 0] }).merge(collectRanks().summary()),
      "merge of fineness 11 and 4 into 5 and 0; both must be the same",
    ],
    [
      () => collectRanks({ scale: "real" }).merge(collectRanks().summary()),
      'scale "probability" into "real"',
    ],
  ])("refuses, naming it: %#", (act, message) => {
    expect(act).toThrow(message);
  });
});
