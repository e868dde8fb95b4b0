import { kl } from "@relent/core";
import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { coverageRow, coverageSettings } from "../../src/estimators/coverage.ts";
import { FAILING_SETTINGS, KL_SETTINGS, klRow } from "../../src/estimators/kl.ts";
import { KL_CONTESTANTS, percentileBootstrap } from "../../src/estimators/kl-contestants.ts";
import { dirichlet, geometric, halfZero } from "../../src/estimators/laws.ts";
import { coverageSection, klSection, table } from "../../src/estimators/report.ts";
import { Tally } from "../../src/estimators/tally.ts";

describe("what is left of many estimates", () => {
  it("is their bias, error and coverage, infinities apart", () => {
    const tally = new Tally();
    tally.add({ value: 1.5, low: 0.5, high: 2 }, 1);
    tally.add({ value: 0.5, low: 1.1, high: 2 }, 1);
    tally.add({ value: Number.POSITIVE_INFINITY }, 1);
    tally.add({ value: 2, low: 0, high: 0.9 }, 1);
    expect(tally.outcome()).toEqual({
      trials: 4,
      bias: 1 / 3,
      rmse: Math.sqrt(1.5 / 3),
      covered: 0.25,
      lowUnder: 0.5,
      infinite: 0.25,
    });
  });
});

describe("the laws", () => {
  it("sum to 1", () => {
    for (const law of [dirichlet(50, 0.1), geometric(40, 0.8), halfZero(10)]) {
      const p = law.of(random(1));
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });

  it("of every setting have a finite divergence", () => {
    const rng = random(2);
    for (const { of } of [...KL_SETTINGS, ...FAILING_SETTINGS]) {
      expect(kl(...of(rng))).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  });
});

describe("the percentile bootstrap", () => {
  it("holds the middle 95 % of what redrawn counts give", () => {
    const [x, y] = [Float64Array.of(50, 50), Float64Array.of(500, 500)];
    const [low, high] = percentileBootstrap(x, y, (a) => a[0]! / 100, random(3));
    // Binomial(100, 1/2): 0.40 to 0.60 hold 96.5 %, each end known from 200 draws to about 0.02.
    expect(Math.abs(low - 0.4)).toBeLessThan(0.04);
    expect(Math.abs(high - 0.6)).toBeLessThan(0.04);
  });
});

describe("the tables", () => {
  it("are the same for the same seed, and of one shape", () => {
    const [first, again] = [1, 2].map(() => klRow(KL_SETTINGS[0]!, 3, "seed"));
    expect(first).toEqual(again);
    const text = klSection("KL", [first!]);
    expect(text.split("\n")).toHaveLength(2 + 2 + 3 + KL_CONTESTANTS.length);
    expect(klSection("KL", [klRow(FAILING_SETTINGS[1]!, 3, "seed")])).toContain("| ∞ in 100 % |");
  });

  it("align their columns", () => {
    expect(table(["a", "b"], [["1", "2"]])).toBe("| a | b |\n| --- | ---: |\n| 1 | 2 |");
  });

  it("of coverage tell plenty from few, and name what is under 92 %", () => {
    const settings = coverageSettings([5]).filter(({ bits }) => bits === 0.1);
    const rows = settings.map((setting) => coverageRow(setting, 40, "seed"));
    expect(rows.find(({ n, m }) => n === 3 && m === 3)!.plenty).toBe(false);
    expect(rows.find(({ n, m }) => n === 250 && m === 250)!.plenty).toBe(true);
    const text = coverageSection([...rows, { ...rows.find((row) => row.plenty)!, covered: 0.5 }]);
    expect(text).toContain("| 50.0 % |");
    expect(text).toContain("ten rows a cell and more, D > 0");
    expect(text).not.toContain("D = 0 |");
  });
});
