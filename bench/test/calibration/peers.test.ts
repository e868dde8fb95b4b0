import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  deepchecksCategories,
  deepchecksCramersV,
  deepchecksStabilityIndex,
} from "../../src/calibration/deepchecks.ts";
import { evidentlyCategories, evidentlyNumbers } from "../../src/calibration/evidently.ts";
import { doaneEdges, histogram, sturgesEdges } from "../../src/calibration/histogram.ts";
import { exactGapTail, kolmogorovSmirnov, oneSampleTail } from "../../src/calibration/kolmogorov-smirnov.ts";
import { nannymlCategoryDistance, nannymlNumbers } from "../../src/calibration/nannyml.ts";
import { PEERS } from "../../src/calibration/peers.ts";
import { categorySample, numberSample, pieceEnds, shares } from "../../src/calibration/sample.ts";
import { energyDistance, moments, wasserstein } from "../../src/calibration/sample-distances.ts";
import { hellingerDistance, largestDifference } from "../../src/calibration/share-distances.ts";
import { whylogsCategories, whylogsNumbers } from "../../src/calibration/whylogs.ts";
import { CATEGORY_CASES, NUMBER_CASES } from "./cases.ts";

const X = numberSample(Array.from({ length: 200 }, (_, i) => ((i * 37) % 101) ** 2 / 100));
const Y = numberSample(Array.from({ length: 120 }, (_, i) => ((i * 53) % 89) ** 2 / 70));

describe("NannyML's default", () => {
  // a 50, b 30, c 20 against a 30, b 30, d 40 through nannyml 0.13.1's own functions
  it("gives its published figures on categories", () => {
    const { reference, current } = CATEGORY_CASES.abc_abd!;
    expect(nannymlCategoryDistance(reference, current)).toBeCloseTo(0.56411559, 10);
    expect(hellingerDistance(shares(reference), shares(current))).toBeCloseTo(0.5591973403, 10);
    expect(largestDifference(shares(reference), shares(current))).toBeCloseTo(0.4, 14);
  });

  // numpy.histogram_bin_edges(x, "doane"), scipy.spatial.distance.jensenshannon(…, base=2) of the tenths; mean + 3 std
  it("takes Doane's cells, the tenths of both tables and three deviations on numbers", () => {
    const verdict = nannymlNumbers({ reference: X, current: Y });
    expect(verdict.threshold).toBeCloseTo(0.36042851131799736, 12);
    expect(verdict.score).toBeCloseTo(0.555492628845584, 12);
    expect(verdict.alertShare).toBeCloseTo(0.9, 14);
    expect(verdict.flag).toBe(true);
  });

  it("puts rows that fill no tenth into a piece of their own", () => {
    expect(pieceEnds(1000)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    expect(pieceEnds(105)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 105]);
    expect(() => pieceEnds(9)).toThrow("pieceEnds: 9 rows give no pieces");
  });
});

describe("Deepchecks' default", () => {
  // cramers_v(…, min_category_size_ratio=0.01) and psi(…) of deepchecks 0.19.1 on rows with these counts
  it.each([
    [[200, 800], [400, 600], 0.2160257918350864, 0.19616585060234526],
    [[300, 450, 240, 8, 2, 0], [150, 260, 170, 3, 9, 8], 0.08950230449367388, 0.045030471364235006],
    [[500, 300, 195, 5], [100, 100, 100, 30], 0.2623184029465536, 0.32487996867940655],
    [[99, 1, 900], [30, 0, 270], 0, 9.054356624776203e-6],
  ])("of %j against %j", (reference, current, v, psi) => {
    expect(deepchecksCramersV(reference, current)).toBeCloseTo(v, 12);
    expect(deepchecksStabilityIndex(reference, current)).toBeCloseTo(psi, 12);
    expect(deepchecksCategories(reference, current).flag).toBe(v >= 0.2);
  });

  it("sees nothing when 200 even categories are all replaced by 200 new ones", () => {
    const old = Array.from({ length: 400 }, (_, i) => (i < 200 ? 50 : 0));
    expect(deepchecksCategories(old, old.toReversed())).toMatchObject({ flag: false, score: 0 });
  });
});

describe("whylogs' default", () => {
  // scipy.stats.chi2.sf of Σ (x − e)²/e with e = int(y/m·n)
  it.each([
    [[200, 800], [400, 600], 2.5968070393401957e-56],
    [[30, 33, 41], [61, 66, 70], 0.5114894282379119],
  ])("of %j against %j", (reference, current, p) => {
    expect(whylogsCategories(reference, current).score / p).toBeCloseTo(1, 9);
  });

  it("calls one row of a new category in a million a drift", () => {
    expect(whylogsCategories([500_000, 500_000, 0], [500_000, 499_999, 1])).toMatchObject({
      flag: true,
      score: 0,
    });
  });

  it("tells two far apart numbers from two alike", () => {
    const rows = Array.from({ length: 500 }, (_, i) => i);
    const reference = numberSample(rows);
    expect(whylogsNumbers({ reference, current: reference }).score).toBe(1);
    expect(whylogsNumbers({ reference, current: numberSample(rows.map((i) => i + 200)) }).flag).toBe(true);
  });
});

describe("Evidently's default", () => {
  it("chooses its method by the rows of the reference and the distinct values", () => {
    const many = numberSample(Array.from({ length: 1001 }, (_, i) => i));
    const two = numberSample(Array.from({ length: 1001 }, (_, i) => i % 2));
    const few = numberSample([0, 1, 2, 0, 1, 2]);
    const eight = NUMBER_CASES.eight!;
    expect(evidentlyNumbers(eight)).toMatchObject({ method: "ks", flag: false });
    expect(evidentlyNumbers({ reference: many, current: eight.current }).method).toBe("wasserstein");
    expect(evidentlyNumbers({ reference: two, current: two })).toMatchObject({
      method: "jensenshannon",
      score: 0,
    });
    expect(evidentlyNumbers({ reference: few, current: few })).toMatchObject({
      method: "chisquare",
      score: 1,
    });
    expect(evidentlyCategories([10, 20, 0], [30, 60, 0])).toMatchObject({ method: "z", score: 1 });
    expect(evidentlyCategories([10, 20, 5], [30, 60, 15])).toMatchObject({ method: "chisquare", score: 1 });
    expect(evidentlyCategories([1000, 20, 5], [1000, 20, 5])).toMatchObject({
      method: "jensenshannon",
      score: 0,
    });
  });

  it("counts a category that neither side has as none", () => {
    expect(evidentlyCategories([10, 20, 5, 0], [31, 58, 15, 0]).score).toBe(
      evidentlyCategories([10, 20, 5], [31, 58, 15]).score,
    );
  });
});

describe("histograms", () => {
  // numpy.histogram(x, numpy.histogram_bin_edges(x, "doane")) and (…, "sturges") of both together
  it("have numpy's cells by Doane's and by Sturges' rule", () => {
    const doane = doaneEdges(X.values);
    expect([doane[0], doane.at(-1)]).toEqual([0, 100]);
    expect([...histogram(X.values, doane)]).toEqual([61, 24, 20, 16, 13, 12, 12, 12, 10, 10, 10]);
    expect([...histogram(Y.values, doane)]).toEqual([34, 15, 9, 10, 8, 6, 8, 7, 4, 6, 6]);
    const hi = Math.max(X.sorted.at(-1)!, Y.sorted.at(-1)!);
    expect([...histogram(X.values, sturgesEdges(0, hi, 320))]).toEqual([
      67, 28, 20, 17, 16, 14, 14, 12, 10, 2,
    ]);
  });

  it("count a value at an edge once, in the cell above it, but for the last", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        (cells, hi) => {
          const edges = sturgesEdges(0, hi, 2 ** cells / 2);
          const counts = histogram(edges, edges);
          expect([...counts].slice(0, -1).every((count) => count === 1)).toBe(true);
          expect(counts.at(-1)).toBe(2);
        },
      ),
    );
  });
});

describe("Kolmogorov–Smirnov", () => {
  // scipy.stats.ks_2samp of a = 0.1 i² mod 7.3 (60 values), b = (0.37 i² + 1) mod 7.9 (35 values)
  it("has SciPy's exact p-value for unequal sizes", () => {
    const a = numberSample(Array.from({ length: 60 }, (_, i) => (0.1 * i * i) % 7.3));
    const b = numberSample(Array.from({ length: 35 }, (_, i) => (0.37 * i * i + 1) % 7.9));
    const gap = kolmogorovSmirnov(a.sorted, b.sorted);
    expect(gap.d).toBeCloseTo(0.14285714285714285, 14);
    expect(exactGapTail(gap.steps, 60, 35)).toBeCloseTo(0.6983583909124287, 12);
  });

  it("counts paths alike by the closed form and by the recursion", () => {
    for (const t of [1, 2, 4, 7, 10]) {
      const closed = exactGapTail(10 * t, 10, 10);
      let inside = 0;
      let paths = 0;
      for (let word = 0; word < 2 ** 20; word++) {
        let ones = 0;
        let most = 0;
        for (let bit = 0; bit < 20; bit++) {
          ones += (word >> bit) & 1;
          most = Math.max(most, Math.abs(2 * ones - bit - 1));
        }
        if (ones !== 10) continue;
        paths++;
        if (most < t) inside++;
      }
      expect(closed).toBeCloseTo(1 - inside / paths, 12);
    }
  });

  // scipy.stats.kstwo.sf(d, n)
  it.each([
    [0.1, 50, 0.6623112704658186],
    [0.05, 500, 0.15866260223815387],
    [0.03, 2500, 0.02176705196743979],
    [0.2, 91, 0.0011481078159101118],
    [0.02, 5000, 0.03613941395325637],
  ])("of one sample, d = %d at n = %d, is right to 1e-4", (d, n, p) => {
    expect(Math.abs(oneSampleTail(d, n) - p)).toBeLessThan(1e-4);
  });
});

describe("distances of samples", () => {
  // scipy.stats.wasserstein_distance, numpy.std, scipy.stats.energy_distance
  it("are SciPy's", () => {
    expect(wasserstein(X.sorted, Y.sorted)).toBeCloseTo(4.124040476190476, 12);
    expect(moments(X.values).deviation).toBeCloseTo(30.218189264704463, 12);
    expect(energyDistance(X.sorted, Y.sorted)).toBeCloseTo(0.5960577699177867, 12);
  });
});

describe("every peer", () => {
  const codes = Array.from({ length: 400 }, (_, i) => (i * 7919) % 5);

  it("leaves two copies of one column alone", () => {
    const categories = categorySample(codes, 5);
    for (const peer of PEERS) {
      expect(peer.categories({ reference: categories, current: categories }).flag, peer.name).toBe(false);
      expect(peer.numbers({ reference: X, current: X }).flag, peer.name).toBe(false);
    }
  });

  it("flags a column that is wholly another", () => {
    const one = categorySample(new Int32Array(400), 5);
    const other = categorySample(new Int32Array(400).fill(4), 5);
    const far = numberSample(X.values.map((x) => x + 1000));
    for (const peer of PEERS) {
      expect(peer.numbers({ reference: X, current: far }).flag, peer.name).toBe(true);
      expect(peer.categories({ reference: one, current: other }).flag, peer.name).toBe(true);
    }
  });

  it("refuses codes outside the categories", () => {
    expect(() => categorySample([0, 1, 2, 3, 4, 5, 0, 0, 0, 0], 5)).toThrow("categorySample: codes[5] = 5");
  });
});
