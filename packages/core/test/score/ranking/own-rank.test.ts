import { describe, expect, it } from "vitest";
import { collectRanks, rankingFigures } from "../../../src/score/index.ts";
import { ownRankLean, precisionArea } from "../../../src/score/ranking/curve-areas.ts";

describe("ownRankLean", () => {
  it("is what each positive row adds to the share of positives above it", () => {
    // From the top: +, −, +. The lower positive stands at 2/3; without itself 1/2 of the rows above are positive.
    expect(ownRankLean({ positive: [1, 0, 1], negative: [0, 1, 0] }, 1)).toBeCloseTo((2 / 3 - 1 / 2) / 2, 15);
  });

  it("is the average precision less the share of positives where ranks say nothing, averaged over all orders", () => {
    // Of 4 rows with 2 positives the 6 orders; without itself a positive finds 1 positive among 3 others at every place but the first.
    let [leans, areas, first] = [0, 0, 0];
    for (let a = 0; a < 4; a++) {
      for (let b = a + 1; b < 4; b++) {
        const positive = [0, 1, 2, 3].map((i) => (i === a || i === b ? 1 : 0));
        const places = { positive, negative: positive.map((x) => 1 - x) };
        leans += ownRankLean(places, 1) / 6;
        areas += precisionArea(places).value / 6;
        // A positive at the top has no row above it: it keeps its 1.
        if (b === 3) first += 1 / 2 / 6;
      }
    }
    expect(areas - leans).toBeCloseTo(first + (1 - first) / 3, 14);
  });

  it("counts weights: rows of weight 3 lean as rows of weight 1", () => {
    const [positive, negative] = [
      [1, 0, 2, 1],
      [2, 1, 1, 0],
    ];
    const thrice = { positive: positive.map((x) => 3 * x), negative: negative.map((x) => 3 * x) };
    expect(ownRankLean(thrice, 3)).toBeCloseTo(ownRankLean({ positive, negative }, 1), 14);
  });
});

describe("the interval of an average precision that is one positive's alone", () => {
  it("begins at 0, in clusters too", () => {
    for (const cluster of [false, true]) {
      const ranks = collectRanks();
      for (let i = 0; i < 40; i++) ranks.add(i / 40, i === 37, 1, ...(cluster ? [i >> 2] : []));
      const { averagePrecision } = rankingFigures(ranks.summary());
      expect(averagePrecision.value).toBeCloseTo(1 / 3, 14);
      expect(averagePrecision.low).toBe(0);
      expect(averagePrecision.high).toBeLessThanOrEqual(1);
    }
  });
});
