import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Alternative,
  type Bet,
  eProcess,
  pairedEProcess,
  perUnit,
  resumeEProcess,
  resumeTwoSampleEProcess,
  twoSampleEProcess,
} from "../../../src/estimate/index.ts";
import { near } from "../fixture.ts";
import { coin, sequences } from "./outcomes.ts";

const {
  processes,
}: {
  readonly processes: readonly {
    mean: number;
    x: number[];
    greater: number;
    less: number;
    most: number;
    mixture: number;
  }[];
} = JSON.parse(readFileSync(new URL("./fixtures/sequential.json", import.meta.url), "utf8"));

const BETS: readonly Bet[] = ["agrapa", "mixture"];
const ALTERNATIVES: readonly Alternative[] = ["greater", "less", "two-sided"];
const settings = BETS.flatMap((bet) => ALTERNATIVES.map((alternative) => ({ bet, alternative })));

describe("an e-process", () => {
  // NumPy: products of 1 + λ(x − m), λ = clip((μ̂ − m)/(σ̂² + (μ̂ − m)²), 0, 1/(2m)) from the moments of x before and m
  it.each(processes)("has the wealth of the bets written out, against a mean of $mean", (c) => {
    const run = (alternative: Alternative, bet: Bet = "agrapa") => {
      const test = eProcess({ mean: c.mean, alternative, bet });
      for (const x of c.x) test.add(x);
      return test;
    };
    near(run("greater").wealth, c.greater, 1e-11);
    near(run("less").wealth, c.less, 1e-11);
    near(run("two-sided").wealth, (c.greater + c.less) / 2, 1e-11);
    near(run("greater").p, Math.min(1, 1 / c.most), 1e-11);
    // mean over θ = 2^((j − 16)/2) of prod(1 + θ(x − m)/m)
    near(run("greater", "mixture").wealth, c.mixture, 1e-11);
  });

  it.each(settings)("has mean wealth 1 under the null: $bet, $alternative", (setting) => {
    for (const mean of [0.2, 0.5, 0.9]) {
      let expected = 0;
      for (const { path, probability } of sequences(coin(mean), 9)) {
        const test = eProcess({ mean, ...setting });
        for (const x of path) test.add(x);
        expected += probability * test.wealth;
      }
      near(expected, 1, 1e-12);
    }
  });

  it.each(settings)("keeps Ville's bound under every law of the null: $bet, $alternative", (setting) => {
    for (const truth of [0.35, 0.5, 0.65]) {
      const reject = { 0.2: 0, 0.05: 0 };
      for (const { path, probability } of sequences(coin(truth), 11)) {
        const test = eProcess({ mean: 0.5, tolerance: 0.15, ...setting });
        for (const x of path) test.add(x);
        for (const alpha of [0.2, 0.05] as const) {
          if (test.decision(alpha) === "reject") reject[alpha] += probability;
        }
      }
      expect(reject[0.2]).toBeLessThanOrEqual(0.2);
      expect(reject[0.05]).toBeLessThanOrEqual(0.05);
    }
  });

  it.each(settings)("grows where the null is false: $bet, $alternative", (setting) => {
    const test = eProcess({ mean: 0.5, ...setting });
    for (let i = 0; i < 200; i++) test.add((i % 4 === 0) === (setting.alternative === "less") ? 0.8 : 0.1);
    expect(test.decision(0.01)).toBe("reject");
  });

  it("never forgets its largest wealth", () => {
    const test = eProcess({ mean: 0.5 });
    for (let i = 0; i < 30; i++) test.add(1);
    const { p } = test;
    for (let i = 0; i < 100; i++) test.add(0);
    expect(test.p).toBe(p);
    expect(test.wealth).toBeLessThan(1);
    expect(test.decision(0.05)).toBe("reject");
  });

  it("does not see the scale of its range", () => {
    const [unit, wide] = [eProcess({ mean: 0.25 }), eProcess({ mean: 0, low: -1, high: 3 })];
    for (const y of processes[0]!.x) {
      unit.add(y);
      wide.add(4 * y - 1);
    }
    near(wide.wealth, unit.wealth, 1e-12);
  });

  it("mirrored is the test of the other side", () => {
    const [less, greater] = [
      eProcess({ mean: 0.25, alternative: "less" }),
      eProcess({ mean: 0.75, alternative: "greater" }),
    ];
    for (const y of processes[0]!.x) {
      less.add(y);
      greater.add(1 - y);
    }
    near(less.wealth, greater.wealth, 1e-12);
  });

  it("on the edge of its range is decided by one contrary observation, and never without", () => {
    for (const bet of BETS) {
      const test = eProcess({ mean: 0, bet });
      test.add(0);
      expect(test.wealth).toBe(1);
      test.add(1e-9);
      expect(test).toMatchObject({ wealth: Infinity, p: 0 });
      const resumed = resumeEProcess(JSON.parse(JSON.stringify(test.state())));
      expect(resumed).toMatchObject({ wealth: Infinity, p: 0, n: 2 });
      const always = eProcess({ mean: 1, bet });
      for (let i = 0; i < 50; i++) always.add(1);
      expect(always.wealth).toBeLessThanOrEqual(1);
    }
  });

  it("survives JSON at any time", () => {
    const observations = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(observations, observations, fc.constantFrom(...settings), (before, after, setting) => {
        const test = eProcess({ mean: 0.4, ...setting });
        for (const x of before) test.add(x);
        const resumed = resumeEProcess(JSON.parse(JSON.stringify(test.state())));
        for (const x of after) {
          test.add(x);
          resumed.add(x);
        }
        expect(resumed.logWealth).toBe(test.logWealth);
        expect(resumed.p).toBe(test.p);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses what would break it", () => {
    expect(() => eProcess({ mean: 0.5 }).add(1.5)).toThrow("x[0] = 1.5; it must lie in [0, 1]");
    expect(() => eProcess({ mean: 0.5 }).add(Number.NaN)).toThrow("x[0] = NaN");
    expect(() => eProcess({ mean: 2 })).toThrow("mean + tolerance = 2");
    expect(() => eProcess({ mean: 0.5, tolerance: 0.6, alternative: "less" })).toThrow("mean − tolerance");
    expect(() => eProcess({ mean: 0.5, tolerance: -1 })).toThrow("tolerance = -1");
    expect(() => eProcess({ mean: 0.5, low: 1, high: 1 })).toThrow("low below high");
    expect(() => eProcess({ mean: 0.5, bet: "all" as Bet })).toThrow("bet = all");
    expect(() => eProcess({ mean: 0.5, alternative: "other" as Alternative })).toThrow("alternative = other");
    expect(() => eProcess({ mean: 0.5 }).decision(0)).toThrow("alpha = 0");
  });
});

describe("a test by units", () => {
  it("bets once a unit, on its mean", () => {
    const [whole, byUnit] = [eProcess({ mean: 0.5 }), eProcess({ mean: 0.5 })];
    const units = perUnit(byUnit);
    for (const [unit, values] of [
      ["a", [0.25, 0.75, 1]],
      ["b", [1]],
      ["c", [0.5, 1]],
    ] as [string, number[]][]) {
      for (const x of values) units.add(unit, x);
      whole.add(values.reduce((a, b) => a + b) / values.length);
    }
    expect(units.units).toBe(2);
    units.end();
    units.end();
    expect(units.units).toBe(3);
    expect(byUnit.wealth).toBe(whole.wealth);
  });

  it("averages both sides of a pair", () => {
    const [whole, byUnit] = [pairedEProcess(), pairedEProcess()];
    const units = perUnit(byUnit);
    units.add("a", 1, 0.5);
    units.add("a", 0.5, 0);
    units.end();
    whole.add(0.75, 0.25);
    expect(byUnit.state()).toEqual(whole.state());
  });

  it("refuses a unit that comes back", () => {
    const units = perUnit(eProcess({ mean: 0.5 }));
    units.add(1, 0);
    units.add(2, 0);
    expect(() => units.add(1, 0)).toThrow("unit 1 came back");
  });
});

describe("a paired test", () => {
  it("of signs has mean wealth 1 where either side is as likely to win", () => {
    let expected = 0;
    const scores: [number[], number][] = [
      [[1, 0], 0.3],
      [[0, 1], 0.3],
      [[1, 1], 0.4],
    ];
    for (const { path, probability } of sequences(scores, 7)) {
      const test = pairedEProcess({ statistic: "sign" });
      for (const [a, b] of path) test.add(a!, b!);
      expected += probability * test.wealth;
    }
    near(expected, 1, 1e-12);
  });

  it("of differences is the e-process of a − b", () => {
    const [paired, plain] = [
      pairedEProcess({ low: 0, high: 5, tolerance: 0.5 }),
      eProcess({ mean: 0.5, low: -5, high: 5 }),
    ];
    for (let i = 0; i < 20; i++) {
      paired.add(4 - (i % 3), i % 2);
      plain.add(4 - (i % 3) - (i % 2));
    }
    near(paired.wealth, plain.wealth, 1e-12);
    expect(() => paired.add(6, 6)).toThrow("a = 6; it must lie in [0, 5]");
    expect(() => pairedEProcess({ statistic: "sign" }).add(Number.NaN, 1)).toThrow("x[0] = NaN");
  });

  it("with tolerance on both sides allows what lies within", () => {
    const test = pairedEProcess({ tolerance: 0.2, alternative: "two-sided" });
    for (let i = 0; i < 500; i++) test.add(0.6, 0.5);
    expect(test.p).toBe(1);
    for (let i = 0; i < 500; i++) test.add(0.1, 0.9);
    expect(test.decision(0.001)).toBe("reject");
  });
});

describe("a two-sample test", () => {
  const law = [
    ["x", 0.5],
    ["y", 0.3],
    ["z", 0.2],
  ] as const;
  const pairs = law.flatMap(([a, p]) => law.map(([b, q]) => [[a, b], p * q] as const));

  it("has mean wealth 1 where both laws are one", () => {
    for (const bet of BETS) {
      let expected = 0;
      for (const { path, probability } of sequences(pairs, 4)) {
        const test = twoSampleEProcess({ bet });
        for (const [a, b] of path) test.add(a, b);
        expected += probability * test.wealth;
      }
      near(expected, 1, 1e-12);
    }
  });

  it("has mean wealth at most 1 where their total variation distance is the tolerance", () => {
    const a = coin(0.7);
    const b = coin(0.4);
    let expected = 0;
    const both = a.flatMap(([x, p]) => b.map(([y, q]) => [[x, y], p * q] as const));
    for (const { path, probability } of sequences(both, 6)) {
      const test = twoSampleEProcess({ tolerance: 0.3, bet: "mixture" });
      for (const [x, y] of path) test.add(x, y);
      expected += probability * test.wealth;
    }
    expect(expected).toBeLessThanOrEqual(1 + 1e-12);
    expect(expected).toBeGreaterThan(0.5);
  });

  it("survives JSON at any time", () => {
    const test = twoSampleEProcess();
    for (let i = 0; i < 25; i++) test.add(i % 3, i % 2);
    const resumed = resumeTwoSampleEProcess(JSON.parse(JSON.stringify(test.state())));
    for (let i = 0; i < 25; i++) {
      test.add(i % 3, 1);
      resumed.add(i % 3, 1);
    }
    expect(resumed.logWealth).toBe(test.logWealth);
    expect(resumed.n).toBe(50);
    expect(resumed.decision(0.05)).toBe(test.decision(0.05));
  });
});
