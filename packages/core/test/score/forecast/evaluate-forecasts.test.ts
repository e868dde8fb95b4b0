import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDraw, random } from "../../../src/random/index.ts";
import { normalCdf, normalQuantile } from "../../../src/scalar/index.ts";
import { uniformTest } from "../../../src/score/forecast/pit.ts";
import {
  evaluateForecasts,
  type Forecasts,
  normalCrps,
  normalLogScore,
  sampleCrps,
} from "../../../src/score/index.ts";
import { expected } from "../what-to-do.ts";

const draws = (n: number, seed: number | string): Float64Array => {
  const rng = random(seed);
  return Float64Array.from({ length: n }, () => normalDraw(rng));
};

describe("scores of one row", () => {
  it.each(expected.normalCrps)("of N($mean, $sd) at $y are those of mpmath", ({ mean, sd, y, crps, log }) => {
    expect(Math.abs(normalCrps(mean, sd, y) / crps - 1)).toBeLessThan(1e-12);
    expect(Math.abs(normalLogScore(mean, sd, y) - log)).toBeLessThan(1e-12 * Math.max(1, Math.abs(log)));
  });

  it("of a sample are those of the definition's double sum", () => {
    const { values, y, crps, fair } = expected.sampleCrps;
    expect(sampleCrps(values, y)).toBeCloseTo(crps, 13);
    expect(sampleCrps(values, y, { fair: true })).toBeCloseTo(fair, 13);
  });

  it("of a sample are the definition's, ties and any order included", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: -6, max: 6 }),
        (values, y) => {
          const m = values.length;
          const distance = values.reduce((sum, x) => sum + Math.abs(x - y), 0) / m;
          const spread = values.flatMap((a) => values.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
          expect(sampleCrps(values, y)).toBeCloseTo(distance - spread / (2 * m * m), 12);
          expect(sampleCrps(values, y, { fair: true })).toBeCloseTo(
            distance - spread / (2 * m * (m - 1)),
            12,
          );
        },
      ),
    );
  });

  it("of ever larger samples come to the closed form", () => {
    const sample = draws(200_000, "large");
    for (const y of [-2, 0, 0.7]) expect(sampleCrps(sample, y)).toBeCloseTo(normalCrps(0, 1, y), 2);
  });

  it("of small samples, fair, average to the closed form; as they are, to more", () => {
    const rng = random("fair");
    let [fair, plain] = [0, 0];
    const trials = 20_000;
    for (let trial = 0; trial < trials; trial++) {
      const sample = [normalDraw(rng), normalDraw(rng), normalDraw(rng)];
      fair += sampleCrps(sample, 0.5, { fair: true }) / trials;
      plain += sampleCrps(sample, 0.5) / trials;
    }
    expect(Math.abs(fair - normalCrps(0, 1, 0.5))).toBeLessThan(0.01);
    expect(plain - normalCrps(0, 1, 0.5)).toBeGreaterThan(0.1);
  });
});

describe("the test of uniform falls", () => {
  it("has SciPy's statistic, and its exact p within 5 %", () => {
    const { values, statistic, exactP } = expected.uniform;
    const found = uniformTest(Float64Array.from(values));
    expect(found.value).toBeCloseTo(statistic, 12);
    expect(Math.abs(found.p / exactP - 1)).toBeLessThan(0.05);
  });

  it("counts a weight as that many rows", () => {
    const values = Float64Array.of(0.1, 0.5, 0.6);
    const repeated = Float64Array.of(0.1, 0.1, 0.5, 0.5, 0.6, 0.6);
    expect(uniformTest(values, [2, 2, 2]).value).toBe(uniformTest(repeated).value);
  });
});

/** Outcomes of N(x, 1) with forecasts of each kind that are right. */
const rows = 3000;
const means = draws(rows, "means");
const outcomes = draws(rows, "outcomes").map((e, i) => means[i]! + e);
const levels = [0.05, 0.25, 0.5, 0.75, 0.95];
const sampleRng = random("samples");
const RIGHT: Record<Forecasts["kind"], Forecasts> = {
  normal: { kind: "normal", mean: means, sd: means.map(() => 1) },
  quantiles: {
    kind: "quantiles",
    levels,
    values: Float64Array.from(
      { length: rows * 5 },
      (_, at) => means[Math.floor(at / 5)]! + normalQuantile(levels[at % 5]!),
    ),
  },
  samples: {
    kind: "samples",
    size: 19,
    values: Float64Array.from(
      { length: rows * 19 },
      (_, at) => means[Math.floor(at / 19)]! + normalDraw(sampleRng),
    ),
  },
};

describe.each(Object.values(RIGHT))("right forecasts as $kind", (forecasts) => {
  const found = evaluateForecasts(forecasts, outcomes, { level: 0.999 });

  it("have intervals that cover what they claim", () => {
    for (const { interval, coverage, width } of found.intervals) {
      expect(coverage.low).toBeLessThanOrEqual(interval);
      expect(coverage.high).toBeGreaterThanOrEqual(interval);
      // Of 19 samples the ends of wide intervals are the outermost ones.
      expect(Math.abs(width.value / (2 * normalQuantile((1 + interval) / 2)) - 1)).toBeLessThan(0.15);
    }
  });

  it("have a CRPS near that of the law, 1/√π", () => {
    const slack = forecasts.kind === "quantiles" ? 0.06 : 0;
    expect(found.crps.low - slack).toBeLessThan(1 / Math.sqrt(Math.PI));
    expect(found.crps.high + slack).toBeGreaterThan(1 / Math.sqrt(Math.PI));
  });

  it("have even falls, the same for the same seed", () => {
    // Between quantiles falls go as on a straight line, which a normal law does not.
    if (forecasts.kind !== "quantiles") expect(found.pit.test.p).toBeGreaterThan(0.01);
    expect(found.pit.counts.reduce((a, b) => a + b, 0)).toBe(rows);
    expect(evaluateForecasts(forecasts, outcomes, { level: 0.999 }).pit).toEqual(found.pit);
  });
});

it("forecasts that are too sure are found out by falls and coverage", () => {
  const sure = evaluateForecasts({ kind: "normal", mean: means, sd: means.map(() => 0.5) }, outcomes);
  expect(sure.pit.test.p).toBeLessThan(1e-6);
  expect(sure.intervals[0]!.coverage.high).toBeLessThan(0.4);
  const right = evaluateForecasts(RIGHT.normal, outcomes);
  expect(sure.logScore!.low).toBeGreaterThan(right.logScore!.high);
});

it("the falls of a right σ of 0 are drawn evenly", () => {
  const points = evaluateForecasts({ kind: "normal", mean: [1, 1, 1], sd: [0, 0, 0] }, [1, 0, 2]);
  expect(points.pit.values[1]).toBe(0);
  expect(points.pit.values[2]).toBe(1);
  expect(points.pit.values[0]! > 0 && points.pit.values[0]! < 1).toBe(true);
  expect(points.logScore).toBeUndefined();
  expect(points.crps.value).toBeCloseTo(2 / 3, 12);
});

it("falls of quantiles are right at the quantiles and between them", () => {
  const one = (y: number): number =>
    evaluateForecasts({ kind: "quantiles", levels: [0.2, 0.6], values: [1, 3, 1, 3] }, [y, y]).pit.values[0]!;
  expect(one(2)).toBeCloseTo(0.4, 12);
  expect(one(3)).toBe(0.6);
  expect(one(0)).toBeLessThan(0.2);
  expect(one(5)).toBeGreaterThan(0.6);
});

it("the log score is that of the normal law's density", () => {
  const found = evaluateForecasts({ kind: "normal", mean: [0, 0], sd: [1, 2] }, [0.3, 1]);
  const density = (z: number, sd: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / sd;
  expect(found.logScore!.value).toBeCloseTo(
    -(Math.log2(density(0.3, 1)) + Math.log2(density(0.5, 2))) / 2,
    12,
  );
  expect(normalCdf(0)).toBe(0.5);
});

it.each<[string, () => unknown, string]>([
  ["no outcomes", () => evaluateForecasts({ kind: "normal", mean: [], sd: [] }, []), "there are no outcomes"],
  [
    "an outcome that is no number",
    () => evaluateForecasts({ kind: "normal", mean: [0], sd: [1] }, [Number.NaN]),
    "outcomes[0] = NaN",
  ],
  ["a negative σ", () => evaluateForecasts({ kind: "normal", mean: [0], sd: [-1] }, [0]), "sd[0] = -1"],
  [
    "levels that fall",
    () => evaluateForecasts({ kind: "quantiles", levels: [0.5, 0.4], values: [0, 1] }, [0]),
    "levels[1] = 0.4",
  ],
  [
    "quantiles that cross",
    () => evaluateForecasts({ kind: "quantiles", levels: [0.4, 0.5], values: [0, 1, 1, 0] }, [0, 0]),
    "row 1 has the quantile 0 after 1",
  ],
  [
    "an interval wider than the samples",
    () => evaluateForecasts({ kind: "samples", size: 3, values: [0, 1, 2] }, [0], { intervals: [0.9] }),
    "the interval 0.9 is wider than 3 samples can give; at most 0.5",
  ],
  ["one sample", () => evaluateForecasts({ kind: "samples", size: 1, values: [0] }, [0]), "size = 1"],
  [
    "too few numbers",
    () => evaluateForecasts({ kind: "samples", size: 2, values: [0] }, [0]),
    "values has 1 numbers; it must have 2",
  ],
  [
    "an interval between no levels",
    () =>
      evaluateForecasts({ kind: "quantiles", levels: [0.25, 0.75], values: [0, 1] }, [0], {
        intervals: [0.9],
      }),
    "the interval 0.9 is not between two of the levels 0.25, 0.75",
  ],
])("refuses %s", (_, act, message) => {
  expect(act).toThrow(message);
});
