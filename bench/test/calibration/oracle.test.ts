import { readFileSync } from "node:fs";
import { studentTTail } from "@relent/core/scalar";
import { describe, expect, it } from "vitest";
import {
  goodnessOfFit,
  likelihoodRatioOfFit,
  twoSamples,
  twoSamplesG,
} from "../../src/calibration/contingency.ts";
import {
  evidentlyChiSquare,
  evidentlyTwoProportions,
  filled,
  numberShares,
} from "../../src/calibration/evidently.ts";
import { histogram, sturgesEdges } from "../../src/calibration/histogram.ts";
import { kolmogorovSmirnov, twoSampleTail } from "../../src/calibration/kolmogorov-smirnov.ts";
import { type NumberSample, type Pair, seen, shares } from "../../src/calibration/sample.ts";
import { distinct, energyDistance, moments, wasserstein } from "../../src/calibration/sample-distances.ts";
import {
  hellingerDistance,
  jensenShannonDistance,
  relativeEntropy,
  stabilityIndex,
  totalVariation,
} from "../../src/calibration/share-distances.ts";
import { CATEGORY_CASES, NUMBER_CASES } from "./cases.ts";

interface Row {
  readonly tool: string;
  readonly method: string;
  readonly case: string;
  readonly type: "cat" | "num";
  readonly value?: number;
  readonly flag: boolean;
  readonly default_threshold: number;
}

const file = new URL("../fixtures/drift.json", import.meta.url);
const rows = JSON.parse(readFileSync(file, "utf8")) as readonly Row[];

type Side = Pair<Float64Array>;

const sharesOf = (row: Row): Side => {
  const counts = CATEGORY_CASES[row.case];
  if (row.type === "num") return numberShares(NUMBER_CASES[row.case]!);
  return { reference: shares(counts!.reference), current: shares(counts!.current) };
};

const keep = (row: Row): Side => {
  const side = sharesOf(row);
  return row.type === "num" ? side : seen(side.reference, side.current);
};

/** Sturges' cells of the distinct values, as Evidently's hellinger alone does. */
function hellingerOfNumbers({ reference, current }: Pair<NumberSample>): number {
  const both = Float64Array.from([...reference.values, ...current.values]).sort();
  const edges = sturgesEdges(both[0]!, both.at(-1)!, distinct(both));
  const side = (s: NumberSample): Float64Array => shares(histogram(s.values, edges), s.values.length);
  return hellingerDistance(side(reference), side(current));
}

/** Two-sided t test with the pooled variance. */
function tTest({ reference, current }: Pair<NumberSample>): number {
  const [a, b] = [moments(reference.values), moments(current.values)];
  const [n, m] = [reference.values.length, current.values.length];
  const variance = (a.deviation ** 2 * n + b.deviation ** 2 * m) / (n + m - 2);
  return 2 * studentTTail(Math.abs(a.mean - b.mean) / Math.sqrt(variance * (1 / n + 1 / m)), n + m - 2);
}

/** 1,000 random deals of the pooled rows, as Evidently's TVD; its generator is not ours, so p agrees within its noise. */
function permutedTotalVariation(row: Row): number {
  const { reference, current } = CATEGORY_CASES[row.case]!;
  const observed = totalVariation(shares(reference), shares(current));
  const pool = [...reference.keys()].flatMap((i) => Array<number>(reference[i]! + current[i]!).fill(i));
  const first = reference.reduce((a, b) => a + b, 0);
  let state = 12345;
  let hits = 0;
  for (let draw = 0; draw < 1000; draw++) {
    for (let i = pool.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((state / 2 ** 32) * (i + 1));
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
    }
    const sides = [new Float64Array(reference.length), new Float64Array(reference.length)];
    pool.forEach((code, i) => {
      sides[i < first ? 0 : 1]![code]!++;
    });
    if (totalVariation(shares(sides[0]!), shares(sides[1]!)) >= observed - 1e-12) hits++;
  }
  return hits / 1000;
}

const METHODS: Readonly<Record<string, (row: Row) => number>> = {
  psi: (row) => stabilityIndex(filled(keep(row).reference), filled(keep(row).current)),
  kl_div: (row) => relativeEntropy(filled(keep(row).reference), filled(keep(row).current)),
  jensenshannon: (row) => jensenShannonDistance(keep(row).reference, keep(row).current),
  hellinger: (row) =>
    row.type === "num"
      ? hellingerOfNumbers(NUMBER_CASES[row.case]!)
      : hellingerDistance(keep(row).reference, keep(row).current),
  wasserstein: (row) => {
    const { reference, current } = NUMBER_CASES[row.case]!;
    return wasserstein(reference.sorted, current.sorted) / moments(reference.values).deviation;
  },
  ed: (row) =>
    energyDistance(NUMBER_CASES[row.case]!.reference.sorted, NUMBER_CASES[row.case]!.current.sorted),
  ks: (row) => {
    const { reference: a, current: b } = NUMBER_CASES[row.case]!;
    return twoSampleTail(kolmogorovSmirnov(a.sorted, b.sorted), a.values.length, b.values.length);
  },
  t_test: (row) => tTest(NUMBER_CASES[row.case]!),
  chisquare: (row) =>
    evidentlyChiSquare(CATEGORY_CASES[row.case]!.reference, CATEGORY_CASES[row.case]!.current).score,
  z: (row) =>
    evidentlyTwoProportions(CATEGORY_CASES[row.case]!.reference, CATEGORY_CASES[row.case]!.current).score,
  g_test: (row) => {
    const { reference, current } = seen(
      CATEGORY_CASES[row.case]!.reference,
      CATEGORY_CASES[row.case]!.current,
    );
    return likelihoodRatioOfFit(current, reference).p;
  },
  TVD: permutedTotalVariation,
};

/** No tool's default, and recomputed nowhere in the bench. */
const LEFT_OUT = ["fisher_exact", "cramer_von_mises", "mannw", "es"];
const ON_P = ["ks", "t_test", "chisquare", "z", "g_test", "TVD"];

describe("what Evidently 0.7.21 returned on small inputs", () => {
  const given = rows.filter((row) => row.tool === "evidently");
  const recomputed = given.filter((row) => !LEFT_OUT.includes(row.method));

  it("is recomputed but for the tests that nobody uses by default", () => {
    expect(recomputed).toHaveLength(42);
    for (const row of recomputed) expect(METHODS[row.method], row.method).toBeDefined();
  });

  it.each(recomputed.map((row) => [row.method, row.case, row] as const))("%s of %s", (method, _, row) => {
    const value = METHODS[method]!(row);
    const expected = row.value!;
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-3));
    if (expected > 0 && expected < 1e-12) expect(value / expected).toBeCloseTo(1, 9);
    expect(ON_P.includes(method) ? value < row.default_threshold : value >= row.default_threshold).toBe(
      row.flag,
    );
  });
});

describe("what SciPy returned on contingency tables", () => {
  const row = (name: string): Record<string, readonly number[]> =>
    rows.find((each) => each.case === name) as unknown as Record<string, readonly number[]>;

  it("for three categories against three others: Pearson and G", () => {
    const { reference, current } = CATEGORY_CASES.abc_abd!;
    const expected = row("contingency abc_abd");
    const pearson = twoSamples(reference, current);
    const g = twoSamplesG(reference, current);
    expect(pearson.statistic).toBeCloseTo(expected.chi2_contingency![0]!, 10);
    expect(pearson.p / expected.chi2_contingency![1]!).toBeCloseTo(1, 9);
    expect(pearson.degrees).toBe(expected.chi2_contingency![2]);
    expect(g.statistic).toBeCloseTo(expected.G![0]!, 9);
    expect(g.p / expected.G![1]!).toBeCloseTo(1, 9);
  });

  it("for two by two: with Yates' correction and without", () => {
    const { reference, current } = CATEGORY_CASES.bin_200_800__400_600!;
    const expected = row("2x2 [[200,800],[400,600]]");
    const corrected = twoSamples(reference, current);
    const plain = twoSamples(reference, current, false);
    expect(corrected.statistic).toBeCloseTo(expected.chi2_yates![0]!, 10);
    expect(corrected.p / expected.chi2_yates![1]!).toBeCloseTo(1, 9);
    expect(plain.statistic).toBeCloseTo(expected.chi2_noyates![0]!, 10);
    expect(plain.p / expected.chi2_noyates![1]!).toBeCloseTo(1, 9);
  });
});

describe("goodness of fit", () => {
  // scipy.stats.chisquare([16,16,16,16,16,8], [16,18,16,14,12,12]).pvalue, also drift.json's "six"
  it("gives Evidently's p-value of the case six", () => {
    const { reference, current } = CATEGORY_CASES.six!;
    expect(goodnessOfFit(current, reference).p).toBeCloseTo(0.6730876007, 10);
  });
});
