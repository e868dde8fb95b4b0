import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusteredMean } from "../../../src/estimate/index.ts";
import { random } from "../../../src/random/index.ts";
import { collectScores, probabilityRow, type ScoreSummary, scoreFigures } from "../../../src/score/index.ts";

interface Row {
  readonly p: readonly number[];
  readonly label: number;
  readonly weight?: number;
  readonly cluster?: number;
}

function summaryOf(rows: readonly Row[], classes = 3, from = 0): ScoreSummary {
  const row = probabilityRow("weights", classes);
  const scores = collectScores({ classes });
  rows.forEach(({ p, label, weight, cluster }, i) => {
    row.read(p, 0, from + i);
    scores.add(row, label, weight, cluster);
  });
  return scores.summary();
}

function draw(n: number, seed: number, clustered = false): Row[] {
  const rng = random(seed);
  return Array.from({ length: n }, (_, i) => ({
    p: [rng.uniform(), rng.uniform(), rng.uniform()],
    label: rng.integer(3),
    ...(clustered && { cluster: i >> 2 }),
  }));
}

describe("score figures", () => {
  it("of merged parts are those of the whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), fc.boolean(), (cut, clustered) => {
        const rows = draw(60, cut, clustered);
        const merged = collectScores({ classes: 3 });
        merged.merge(JSON.parse(JSON.stringify(summaryOf(rows.slice(0, cut)))));
        merged.merge(JSON.parse(JSON.stringify(summaryOf(rows.slice(cut), 3, cut))));
        const [a, b] = [scoreFigures(merged.summary()), scoreFigures(summaryOf(rows))];
        for (const name of [
          "logLoss",
          "skill",
          "brier",
          "balancedAccuracy",
          "confusionInformation",
        ] as const) {
          expect(a[name]!.value).toBeCloseTo(b[name]!.value, 12);
          expect(a[name]!.standardError).toBeCloseTo(b[name]!.standardError, 12);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("name rows of infinite loss and give the loss of the others beside", () => {
    const rows: Row[] = [
      { p: [1, 1, 2], label: 2 },
      { p: [1, 1, 0], label: 2 },
      { p: [2, 1, 1], label: 0 },
      { p: [0, 1, 1], label: 0 },
    ];
    const figures = scoreFigures(summaryOf(rows));
    expect(figures.logLoss.value).toBe(Number.POSITIVE_INFINITY);
    expect(figures.logLoss.notes).toEqual(["2 rows with probability 0 on the label"]);
    expect(figures.infiniteRows).toEqual({ count: 2, weight: 2, rows: [1, 3] });
    expect(figures.finiteLogLoss!.value).toBeCloseTo(Math.LN2, 15);
    expect(figures.finiteLogLoss!.n).toBe(2);
    // Two rows at ln 2, two clipped at 2^-52.
    expect(figures.clippedLogLoss).toBeCloseTo((2 * Math.LN2 + 2 * 52 * Math.LN2) / 4, 13);
    expect(figures.skill!.value).toBe(Number.NEGATIVE_INFINITY);
    expect(JSON.stringify(figures)).not.toContain("NaN");
  });

  it("count a row of weight w like w rows", () => {
    const rows = draw(30, 4);
    const weighted = scoreFigures(summaryOf(rows.map((row, i) => ({ ...row, weight: 1 + (i % 3) }))));
    const repeated = scoreFigures(summaryOf(rows.flatMap((row, i) => Array<Row>(1 + (i % 3)).fill(row))));
    for (const name of ["logLoss", "brier", "accuracy", "balancedAccuracy", "spherical"] as const) {
      expect(weighted[name].value).toBeCloseTo(repeated[name].value, 13);
    }
    expect(weighted.logLoss.standardError).toBeGreaterThan(repeated.logLoss.standardError);
  });

  it("pass over rows of weight 0", () => {
    const rows = draw(20, 5);
    const more = [...rows, { p: [1, 0, 0], label: 2, weight: 0 }];
    expect(scoreFigures(summaryOf(more))).toEqual(scoreFigures(summaryOf(rows)));
  });

  it("have the errors of a clustered mean where clusters are named", () => {
    const rows = draw(80, 6, true);
    const loss = rows.map(({ p, label }) => Math.log(p[0]! + p[1]! + p[2]!) - Math.log(p[label]!));
    const expected = clusteredMean(
      loss,
      rows.map(({ cluster }) => cluster!),
      { unit: "nats" },
    );
    const found = scoreFigures(summaryOf(rows)).logLoss;
    expect(found.standardError).toBeCloseTo(expected.standardError, 13);
    expect(found.low).toBeCloseTo(expected.low, 12);
    expect(found.high).toBeCloseTo(expected.high, 12);
  });

  it("have the standard error of a mean where rows are independent", () => {
    const rows = draw(50, 7);
    const loss = rows.map(({ p, label }) => Math.log(p[0]! + p[1]! + p[2]!) - Math.log(p[label]!));
    const mean = loss.reduce((a, b) => a + b, 0) / 50;
    const variance = loss.reduce((a, b) => a + (b - mean) ** 2, 0) / 49;
    expect(scoreFigures(summaryOf(rows)).logLoss.standardError).toBeCloseTo(Math.sqrt(variance / 50), 13);
  });

  it("leave out what a class that is absent or never predicted does not define", () => {
    const rows: Row[] = [
      { p: [3, 1, 0.5], label: 0 },
      { p: [3, 1, 0.5], label: 1 },
      { p: [2, 1, 0.5], label: 0 },
    ];
    const figures = scoreFigures(summaryOf(rows));
    expect([figures.absent, figures.neverPredicted]).toEqual([[2], [1, 2]]);
    expect(figures.perClass[1]!.precision).toBeUndefined();
    expect(figures.perClass[1]!.recall!.value).toBe(0);
    expect(figures.perClass[2]).not.toHaveProperty("recall");
    expect(figures.balancedAccuracy.value).toBe(0.5);
  });

  it("stand where all labels are of one class, without skill", () => {
    const figures = scoreFigures(summaryOf(draw(10, 8).map((row) => ({ ...row, label: 1 }))));
    expect(figures.skill).toBeUndefined();
    expect(figures.baseRate.value).toBe(0);
    expect(JSON.stringify(figures)).not.toMatch(/null|NaN/);
  });

  it("give a share of 1 an interval by Wilson: n/(n + z²)", () => {
    const figures = scoreFigures(summaryOf(Array<Row>(20).fill({ p: [2, 1, 1], label: 0 })));
    const z = 1.959963984540054;
    expect(figures.accuracy.low).toBeCloseTo(20 / (20 + z * z), 12);
    expect(figures.accuracy.high).toBe(1);
  });

  it.each([
    [() => summaryOf([{ p: [1, 1, 1], label: 3 }]), "label[0] = 3; labels must be whole numbers from 0 to 2"],
    [() => summaryOf([{ p: [1, 1, 1], label: 1, weight: -1 }]), "weight[0] = -1"],
    [
      () =>
        summaryOf([
          { p: [1, 1, 1], label: 1, cluster: 1 },
          { p: [1, 1, 1], label: 1 },
        ]),
      "a row without cluster among rows with",
    ],
    [() => scoreFigures(summaryOf([])), "no rows"],
  ])("refuse, naming it: %#", (act, message) => {
    expect(act).toThrow(message);
  });
});
