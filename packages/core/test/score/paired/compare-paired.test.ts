import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDraw, random } from "../../../src/random/index.ts";
import { comparePaired, signFlipTest } from "../../../src/score/index.ts";
import { expected } from "../what-to-do.ts";

const { POSITIVE_INFINITY: INFINITE, NEGATIVE_INFINITY: MINUS_INFINITE } = Number;
const noise = (n: number, seed: number, shift = 0): number[] => {
  const rng = random(seed);
  return Array.from({ length: n }, () => shift + normalDraw(rng));
};

describe("the sign-flip test", () => {
  it("tries all patterns of few differences, as the expression in the fixture does", () => {
    const { differences, p } = expected.signFlip;
    const found = signFlipTest(differences);
    expect(found.exact).toBe(true);
    expect(found.p).toBe(p);
  });

  it("drawn, comes near to the exact one", () => {
    const differences = noise(14, 1, 0.8);
    const exact = signFlipTest(differences);
    // A difference too small to matter makes it 15 pieces, which are drawn.
    const drawn = signFlipTest([...differences, 1e-13]);
    expect(drawn.exact).toBe(false);
    // 20 exceedances leave an error of a quarter or so.
    expect(drawn.p / exact.p).toBeGreaterThan(0.5);
    expect(drawn.p / exact.p).toBeLessThan(2);
  });

  it("holds its level where A and B are exchangeable", () => {
    let rejected = 0;
    for (let seed = 0; seed < 400; seed++) {
      if (signFlipTest(noise(30, seed), { draws: 499, seed }).p <= 0.05) rejected++;
    }
    expect(rejected / 400).toBeLessThan(0.08);
    expect(rejected / 400).toBeGreaterThan(0.02);
  });

  it("flips whole clusters: rows that go together are one piece of evidence", () => {
    const rows = Array.from({ length: 60 }, (_, i) => (i < 40 ? 1 : -1));
    const clusters = rows.map((_, i) => Math.floor(i / 20));
    expect(signFlipTest(rows).p).toBeLessThan(0.02);
    expect(signFlipTest(rows, { clusters })).toMatchObject({ pieces: 3, p: 1 });
  });

  it("of no differences is 1", () => {
    expect(signFlipTest([0, 0, 0])).toMatchObject({ p: 1, pieces: 0 });
  });
});

describe("a comparison", () => {
  it("is the paired mean, changes sign when A and B change places, and counts weights as like rows", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 9, noNaN: true }),
            fc.double({ min: 0, max: 9, noNaN: true }),
            fc.integer({ min: 1, max: 3 }),
          ),
          {
            minLength: 2,
            maxLength: 12,
          },
        ),
        (rows) => {
          const [a, b, weights] = [0, 1, 2].map((c) => rows.map((row) => row[c]!)) as [
            number[],
            number[],
            number[],
          ];
          const there = comparePaired(a, b, { weights, draws: 19 });
          const back = comparePaired(b, a, { weights, draws: 19 });
          const total = weights.reduce((x, y) => x + y, 0);
          const mean = a.reduce((sum, x, i) => sum + weights[i]! * (x - b[i]!), 0) / total;
          expect(there.difference!.value).toBeCloseTo(mean, 10);
          expect(back.difference!.value).toBeCloseTo(-mean, 10);
          expect(there.test!.p).toBe(back.test!.p);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("is taken within each group, whose rows and weights make the whole", () => {
    const a = noise(90, 5, 1);
    const b = noise(90, 6);
    const groups = a.map((_, i) => "xyz"[i % 3]!);
    const { difference, groups: found } = comparePaired(a, b, { groups });
    expect(found.map(({ group, rows }) => [group, rows])).toEqual([
      ["x", 30],
      ["y", 30],
      ["z", 30],
    ]);
    const whole = found.reduce((sum, group) => sum + group.difference!.value / 3, 0);
    expect(whole).toBeCloseTo(difference!.value, 12);
  });

  it("names the rows that decide it, and their share", () => {
    const { deciding, decidingShare } = comparePaired([1, 9, 1, 1], [1, 1, 2, 0], { top: 2 });
    expect(deciding).toEqual([
      { row: 1, difference: 8 },
      { row: 2, difference: -1 },
    ]);
    expect(decidingShare).toBe(0.9);
  });

  it("is Infinity where A alone is infinite, -Infinity where B alone is, and says in which rows", () => {
    const worse = comparePaired([1, INFINITE, 1], [1, 1, 1]);
    expect(worse.difference).toMatchObject({ value: INFINITE, low: INFINITE, high: INFINITE });
    expect(worse.difference!.notes).toEqual(["Infinity in 1 of 3 rows: 1"]);
    expect(worse.test).toBeUndefined();
    expect(worse.deciding[0]).toEqual({ row: 1, difference: INFINITE });
    const better = comparePaired([1, 1, 1], [1, INFINITE, INFINITE]);
    expect(better.difference).toMatchObject({
      value: MINUS_INFINITE,
      low: MINUS_INFINITE,
      high: MINUS_INFINITE,
    });
    expect(better.infinite).toEqual({ a: [], b: [1, 2], both: [] });
  });

  it("counts rows that are infinite on both sides as no difference, and says so", () => {
    const { difference, infinite } = comparePaired([1, INFINITE, 3], [0, INFINITE, 1]);
    expect(difference!.value).toBe(1);
    expect(infinite.both).toEqual([1]);
    expect(difference!.notes).toContain("both infinite in 1 of 3 rows: 1; such rows count as no difference");
  });

  it("of A infinite in one row and B in another has no value: no figure, the rows, and a note", () => {
    const { difference, infinite } = comparePaired([INFINITE, 1], [1, INFINITE]);
    expect(difference).toBeUndefined();
    expect(infinite).toEqual({ a: [0], b: [1], both: [] });
  });

  it("of NaN is refused", () => {
    expect(() => comparePaired([1, Number.NaN], [1, 1])).toThrow("comparePaired: a[1] is not a number");
  });

  it("covers the mean difference of correlated clusters", () => {
    let covered = 0;
    const rng = random("coverage");
    for (let trial = 0; trial < 200; trial++) {
      const a: number[] = [];
      const clusters: number[] = [];
      for (let c = 0; c < 40; c++) {
        const mood = normalDraw(rng);
        for (let i = 0; i < 5; i++) {
          a.push(0.3 + mood + 0.5 * normalDraw(rng));
          clusters.push(c);
        }
      }
      const { low, high } = comparePaired(
        a,
        a.map(() => 0),
        { clusters, draws: 1 },
      ).difference!;
      if (low <= 0.3 && 0.3 <= high) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.9);
    expect(covered / 200).toBeLessThan(0.99);
  });
});
