import { normalDraw, random } from "@relent/core/random";
import { normalQuantile } from "@relent/core/scalar";
import { normalCrps, normalLogScore, sampleCrps } from "@relent/core/score";
import { describe, expect, it } from "vitest";
import { evaluateLabels, evaluateNumbers } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";

const place = workplace();
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

/** Normal laws of a number by two models, in the order of nothing, with their days. */
function laws(rows: number, seed: number) {
  const rng = random(seed);
  return Array.from({ length: rows }, (_, i) => {
    const m = 5 * normalDraw(rng);
    return { id: i, d: m + normalDraw(rng), m, s: 1, mb: m + normalDraw(rng), sb: 1.5, day: (i * 37) % rows };
  });
}
const list = laws(600, 3);
const column = (name: keyof (typeof list)[number]): [string, number[]] => [
  "DOUBLE",
  list.map((row) => row[name]),
];
const numbers = (): Promise<string> =>
  place.parquet("laws.parquet", {
    d: column("d"),
    m: column("m"),
    s: column("s"),
    mb: column("mb"),
    sb: column("sb"),
    id: column("id"),
    day: ["DATE", list.map(({ day }) => new Date(86_400_000 * (20_000 + day)).toISOString().slice(0, 10))],
    shop: ["INTEGER", list.map(({ id }) => id % 40)],
    w: ["DOUBLE", list.map(({ id }) => 1 + (id % 3))],
    q10: ["DOUBLE", list.map(({ m }) => m + normalQuantile(0.1))],
    q50: ["DOUBLE", list.map(({ m }) => m)],
    r20: ["DOUBLE", list.map(({ m }) => m - 1)],
    x1: ["DOUBLE", list.map(({ m }) => m - 0.7)],
    x2: ["DOUBLE", list.map(({ m }) => m + 0.7)],
  } as Columns);
const NORMAL = { target: "d", mean: "m", sd: "s" } as const;
const OTHER = { mean: "mb", sd: "sb" } as const;
const bare = { segments: [], recalibrate: false } as const;

describe("two models' laws of a number", () => {
  it("differ by the mean of their CRPS and, in bits, of their log scores, as defined row by row", async () => {
    const found = await evaluateNumbers(place.engine, await numbers(), {
      ...NORMAL,
      ...bare,
      againstLaw: OTHER,
    });
    const crps = list.map(({ d, m, s, mb, sb }) => normalCrps(m, s, d) - normalCrps(mb, sb, d));
    const bits = list.map(
      ({ d, m, s, mb, sb }) => (normalLogScore(m, s, d) - normalLogScore(mb, sb, d)) / Math.LN2,
    );
    expect(found.comparison!.difference!.value).toBeCloseTo(mean(crps), 12);
    expect(found.comparison!.difference!.unit).toBe("1");
    expect(found.comparison!.ownLoss.value).toBeCloseTo(found.crps.value, 12);
    expect(found.logLossComparison!.difference!.value).toBeCloseTo(mean(bits), 12);
    expect(found.logLossComparison!.difference!.unit).toBe("bits");
    expect(found.comparison!.verdict).toBe("better");
    expect(found.sentence).toMatch(/It is better than `mb, sb` by .* in CRPS.*By log loss it is better/);
    // the row of the largest difference decides most
    const largest = crps.map(Math.abs).reduce((at, gap, i, all) => (gap > all[at]! ? i : at), 0);
    expect(found.comparison!.deciding[0]!.row).toBe(largest + 1);
  });

  it("are joined by key from a file whose rows stand in another order", async () => {
    const other = await place.parquet("others.parquet", {
      id: ["DOUBLE", list.map(({ id }) => id).reverse()],
      m: ["DOUBLE", list.map(({ mb }) => mb).reverse()],
      s: ["DOUBLE", list.map(({ sb }) => sb).reverse()],
    } as Columns);
    const file = await numbers();
    const apart = await evaluateNumbers(place.engine, file, {
      ...NORMAL,
      ...bare,
      against: other,
      key: "id",
    });
    const within = await evaluateNumbers(place.engine, file, { ...NORMAL, ...bare, againstLaw: OTHER });
    expect(apart.comparison!.difference).toEqual(within.comparison!.difference);
    expect(apart.comparison!.live).toEqual(within.comparison!.live);
  });

  it("are weighed, and taken in groups, as rows are elsewhere", async () => {
    const found = await evaluateNumbers(place.engine, await numbers(), {
      ...NORMAL,
      ...bare,
      againstLaw: OTHER,
      weight: "w",
      group: "shop",
      time: "day",
    });
    const gaps = list.map(({ id, d, m, s, mb, sb }) => ({
      w: 1 + (id % 3),
      gap: normalCrps(m, s, d) - normalCrps(mb, sb, d),
    }));
    const total = gaps.reduce((sum, { w }) => sum + w, 0);
    expect(found.comparison!.difference!.value).toBeCloseTo(
      gaps.reduce((sum, { w, gap }) => sum + w * gap, 0) / total,
      12,
    );
    expect(found.comparison!.groupsCompared).toBe(40);
    expect(found.comparison!.live.timed).toBe(true);
    expect(found.comparison!.test!.method).toContain("clusters");
    // 600 days in periods of a natural length
    expect(found.periods.length).toBeGreaterThan(5);
    expect(found.periods.every((p) => p.loss !== null)).toBe(true);
  });

  it("of other forms are scored alike: quantiles by the levels that both have, draws by the fair score", async () => {
    const file = await numbers();
    const quantiles = await evaluateNumbers(place.engine, file, {
      ...NORMAL,
      ...bare,
      againstLaw: { quantiles: ["q*"] },
    });
    // q10 and q50 are the quantiles of the very law
    expect(quantiles.comparison!.difference!.value).toBeCloseTo(0, 12);
    expect(quantiles.logLossComparison).toBeNull();
    const draws = await evaluateNumbers(place.engine, file, {
      ...NORMAL,
      ...bare,
      againstLaw: { samples: ["x1", "x2"] },
    });
    const gaps = list.map(
      ({ d, m, s }) => normalCrps(m, s, d) - sampleCrps([m - 0.7, m + 0.7], d, { fair: true }),
    );
    expect(draws.comparison!.difference!.value).toBeCloseTo(mean(gaps), 12);
    await expect(
      evaluateNumbers(place.engine, file, {
        target: "d",
        quantiles: ["q*"],
        ...bare,
        againstLaw: { quantiles: ["r20"] },
      }),
    ).rejects.toThrow("r20 has quantiles of other levels");
  });
});

describe("bets on two models in time", () => {
  // one model is better in the first half of time and worse in the second: the order alone tells what bets see
  const rows = Array.from({ length: 400 }, (_, i) => ({
    early: i % 2 === 0,
    p: i % 2 === 0 ? 0.9 : 0.6,
    q: i % 2 === 0 ? 0.6 : 0.9,
  }));
  const file = (): Promise<string> =>
    place.parquet("bets.parquet", {
      y_a: ["INTEGER", rows.map(() => 1)],
      p_a: ["DOUBLE", rows.map(({ p }) => p)],
      q_a: ["DOUBLE", rows.map(({ q }) => q)],
      at: [
        "TIMESTAMP",
        rows.map(({ early }, i) => `20${early ? "25" : "26"}-01-01 00:00:${String(i % 60).padStart(2, "0")}`),
      ],
    } as Columns);
  const options = { labels: ["y_*"], probs: ["p_*"], againstProbs: ["q_*"], ...bare } as const;

  it("follow the time column, not the rows' order", async () => {
    const table = await file();
    const untimed = await evaluateLabels(place.engine, table, options);
    const timed = await evaluateLabels(place.engine, table, { ...options, time: "at" });
    expect(untimed.comparison!.difference!.value).toBeCloseTo(0, 12);
    expect(timed.comparison!.difference!.value).toBeCloseTo(0, 12);
    expect([untimed.comparison!.live.timed, timed.comparison!.live.timed]).toEqual([false, true]);
    // 200 rows in a row in which it is better by 0.58 bits: anyone who looked then was told so, and stays told
    expect(untimed.comparison!.live.verdict).toBe("undecided");
    expect(timed.comparison!.live.pBetter).toBeLessThan(0.05);
  });
});

describe("two models' forecasts of several labels", () => {
  const rng = random(8);
  const rows = Array.from({ length: 500 }, () => {
    const [a, b] = [rng.uniform(), rng.uniform()];
    return { a, b, ya: Number(rng.uniform() < a), yb: Number(rng.uniform() < b) };
  });
  const bits = (p: number, y: number): number => -Math.log2(y === 1 ? p : 1 - p);

  it("differ by the bits of all labels of a row together, each matched by name", async () => {
    const file = await place.parquet("tags.parquet", {
      y_a: ["INTEGER", rows.map((r) => r.ya)],
      y_b: ["INTEGER", rows.map((r) => r.yb)],
      p_b: ["DOUBLE", rows.map((r) => r.b)],
      p_a: ["DOUBLE", rows.map((r) => r.a)],
    } as Columns);
    const other = await place.parquet("other-tags.parquet", {
      p_a: ["DOUBLE", rows.map(() => 0.5)],
      p_b: ["DOUBLE", rows.map((r) => (r.b + 0.5) / 2)],
    } as Columns);
    const found = await evaluateLabels(place.engine, file, {
      labels: ["y_*"],
      probs: ["p_*"],
      against: other,
      ...bare,
    });
    const gaps = rows.map((r) => bits(r.a, r.ya) + bits(r.b, r.yb) - 1 - bits((r.b + 0.5) / 2, r.yb));
    expect(found.comparison!.difference!.value).toBeCloseTo(mean(gaps), 12);
    expect(found.comparison!.ownLoss.value).toBeCloseTo(found.logLoss.value, 12);
    expect(found.comparison!.verdict).toBe("better");
    expect(found.sentence).toMatch(/It is better than `other-tags.parquet` by .* bits a row, p < 0.001/);
  });

  it("says who called a label impossible, and compares the other rows", async () => {
    const file = await place.parquet("impossible.parquet", {
      y_a: ["INTEGER", rows.map((_, i) => i % 2)],
      p_a: ["DOUBLE", rows.map((_, i) => (i === 7 ? 0 : 0.5))],
      q_a: ["DOUBLE", rows.map((_, i) => (i % 2 === 1 ? 0.6 : 0.4))],
    } as Columns);
    const found = await evaluateLabels(place.engine, file, {
      labels: ["y_*"],
      probs: ["p_*"],
      againstProbs: ["q_*"],
      ...bare,
    });
    expect(found.comparison!.difference!.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.comparison!.finiteDifference!.value).toBeCloseTo(1 + Math.log2(0.6), 12);
    expect(found.comparison!.deciding[0]).toEqual({ row: 8, difference: Number.POSITIVE_INFINITY });
    expect(found.sentence).toContain("since it called labels impossible in 1 row");
  });
});
