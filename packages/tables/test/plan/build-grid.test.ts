import { describe, expect, it } from "vitest";
import { buildGrid } from "../../src/plan/build-grid.ts";
import { cellRange, fineIndex, type Grid, gridCells, gridHigh, gridLow } from "../../src/plan/grid.ts";
import { quantile, weighted } from "../../src/plan/weighted.ts";
import { draws, lognormal, type NumberLaw, normal, pareto, zeroInflated } from "../draws.ts";

const SAMPLE = 98_304;
const sampleOf = (law: NumberLaw, seed: number) => weighted(Float64Array.from(draws(SAMPLE, seed, law)));

/** Distribution functions of the laws and of the same laws changed. */
interface Law {
  readonly name: string;
  readonly draw: NumberLaw;
  readonly before: (x: number) => number;
  readonly after: (x: number) => number;
  /** The value under which a share p of the reference lies. */
  readonly quantile: (p: number) => number;
}

/** Φ by its integral in steps (midpoint, 4,000 steps from −9): good to 1e-7. */
const PHI = (() => {
  const step = 18 / 40_000;
  const upTo = new Float64Array(40_001);
  for (let i = 1; i <= 40_000; i++) {
    const z = -9 + (i - 0.5) * step;
    upTo[i] = upTo[i - 1]! + (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * step;
  }
  return { step, upTo };
})();
const phi = (z: number): number => {
  if (z <= -9) return 0;
  if (z >= 9) return 1;
  const at = (z + 9) / PHI.step;
  const i = Math.floor(at);
  return PHI.upTo[i]! + (at - i) * (PHI.upTo[i + 1]! - PHI.upTo[i]!);
};
function probit(p: number): number {
  let [lo, hi] = [-9, 9];
  while (hi - lo > 1e-10) {
    const middle = (lo + hi) / 2;
    if (phi(middle) < p) lo = middle;
    else hi = middle;
  }
  return lo;
}

const logn = (x: number, mu: number): number => (x <= 0 ? 0 : phi((Math.log(x) - mu) / 2.5));
const par = (x: number, least: number): number => (x <= least ? 0 : 1 - (least / x) ** 1.1);

const laws: readonly Law[] = [
  {
    name: "normal, shifted by 0.2",
    draw: normal(),
    before: phi,
    after: (x) => phi(x - 0.2),
    quantile: probit,
  },
  {
    name: "lognormal σ = 2.5, median doubled",
    draw: lognormal(0, 2.5),
    before: (x) => logn(x, 0),
    after: (x) => logn(x, Math.LN2),
    quantile: (p) => Math.exp(2.5 * probit(p)),
  },
  {
    name: "Pareto 1.1, scale × 1.2",
    draw: pareto(1.1),
    before: (x) => par(x, 1),
    after: (x) => par(x, 1.2),
    quantile: (p) => (1 - p) ** (-1 / 1.1),
  },
];

const kl = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((a, v, i) => a + (v > 0 ? v * Math.log2(v / q[i]!) : 0), 0);

/** Masses of the law between rising edges, the ends included. */
const masses = (cdf: (x: number) => number, edges: readonly number[]): number[] =>
  [...edges, Number.POSITIVE_INFINITY].map(
    (e, i) => (e === Number.POSITIVE_INFINITY ? 1 : cdf(e)) - (i === 0 ? 0 : cdf(edges[i - 1]!)),
  );

/** 32 cells of about equal mass whose edges are edges of fine cells. */
function coarseEdges(grid: Grid, before: (x: number) => number): number[] {
  const edges = Array.from({ length: gridCells(grid) }, (_, i) => cellRange(grid, i)[0]);
  edges.push(gridHigh(grid));
  const kept: number[] = [];
  for (let j = 1; j < 32; j++) {
    let best = edges[0]!;
    for (const e of edges) if (Math.abs(before(e) - j / 32) < Math.abs(before(best) - j / 32)) best = e;
    if (best !== kept.at(-1)) kept.push(best);
  }
  return kept;
}

describe("the grid of a reference", () => {
  it.each(laws)("keeps 97 % of the KL of 32 true cells: $name", (law) => {
    const grid = buildGrid(sampleOf(law.draw, 1));
    const trueEdges = Array.from({ length: 31 }, (_, i) => law.quantile((i + 1) / 32));
    const wanted = kl(masses(law.after, trueEdges), masses(law.before, trueEdges));
    const edges = coarseEdges(grid, law.before);
    const found = kl(masses(law.after, edges), masses(law.before, edges));
    expect(edges.length).toBeGreaterThanOrEqual(30);
    expect(Math.abs(found / wanted - 1)).toBeLessThan(0.03);
  });

  it.each<readonly [string, NumberLaw]>([
    ["normal", normal()],
    ["lognormal σ = 2.5", lognormal(0, 2.5)],
    ["Pareto 1.1", pareto(1.1)],
    ["half zeros, half lognormal", zeroInflated(0.5, lognormal(0, 2.5))],
    ["two heaps", (rng) => (rng.uniform() < 0.5 ? normal(0, 1)(rng) : normal(20, 1)(rng))],
    ["whole numbers to a million", (rng) => rng.integer(1e6)],
  ])("has no cell of more than 1/64 that is not one value: %s", (_, law) => {
    const sample = draws(SAMPLE, 2, law);
    const grid = buildGrid(weighted(Float64Array.from(sample)));
    expect(grid.segments.length).toBeLessThanOrEqual(8);
    expect(gridCells(grid)).toBeLessThanOrEqual(1024);
    const fresh = draws(200_000, 3, law);
    const rows = new Map<number, number>();
    for (const v of fresh) {
      const i = fineIndex(grid, v);
      rows.set(i, (rows.get(i) ?? 0) + 1);
    }
    for (const [i, n] of rows) {
      if (i >= 0 && i < gridCells(grid)) expect(n / fresh.length, `cell ${i}`).toBeLessThan(1 / 64);
    }
  });

  it("keeps cells under 1/16 even of two heaps a million widths apart", () => {
    const law: NumberLaw = (rng) => (rng.uniform() < 0.5 ? normal(0, 1)(rng) : normal(1e6, 1)(rng));
    const grid = buildGrid(sampleOf(law, 6));
    const rows = new Map<number, number>();
    for (const v of draws(50_000, 7, law)) {
      const i = fineIndex(grid, v);
      rows.set(i, (rows.get(i) ?? 0) + 1);
    }
    expect(Math.max(...rows.values()) / 50_000).toBeLessThan(1 / 16);
  });

  it("reaches over the 0.1 % and 99.9 % quantiles by half their distance, whatever lies beyond", () => {
    const values = draws(20_000, 4, normal());
    const plain = buildGrid(weighted(Float64Array.from(values)));
    const spoiled = buildGrid(weighted(Float64Array.from(values.with(17, 1e9).with(18, -1e300))));
    const w = weighted(Float64Array.from(values));
    const [low, high] = [quantile(w, 0.001), quantile(w, 0.999)];
    expect(gridLow(plain)).toBeCloseTo(low - (high - low) / 2, 12);
    expect(gridHigh(plain)).toBeCloseTo(high + (high - low) / 2, 12);
    expect(Math.abs(gridHigh(spoiled) - gridHigh(plain))).toBeLessThan(0.2);
    expect(Math.abs(gridLow(spoiled) - gridLow(plain))).toBeLessThan(0.2);
  });

  it("makes a point of each value that holds 1/64 of the sample", () => {
    const values = draws(20_000, 5, (rng) => {
      const u = rng.uniform();
      return u < 0.3 ? 0 : u < 0.32 ? -999 : u < 0.33 ? 7 : normal(100, 20)(rng);
    });
    expect(buildGrid(weighted(Float64Array.from(values))).points).toEqual([-999, 0]);
  });

  it.each<readonly [string, readonly number[]]>([
    ["one value", [5]],
    ["one value many times", [0, 0, 0, 0]],
    ["two values", [1, 2]],
    ["a value of 1e308", [1e308]],
    ["the least positive double", [5e-324]],
    ["values at both ends of the doubles", Array.from({ length: 3000 }, (_, i) => (i - 1500) * 1e305)],
    ["subnormal values", Array.from({ length: 3000 }, (_, i) => i * 5e-324)],
    ["neighbouring doubles", Array.from({ length: 3000 }, (_, i) => 1 + i * 2 ** -52)],
  ])("is finite and finds a place for everything: %s", (_, values) => {
    const grid = buildGrid(weighted(Float64Array.from(values)));
    for (const s of grid.segments) {
      for (const v of [s.lo, s.scale, s.cells]) expect(Number.isFinite(v)).toBe(true);
      expect(s.scale).toBeGreaterThan(0);
    }
    for (const v of values) expect(Number.isInteger(fineIndex(grid, v))).toBe(true);
    if (Math.max(...values.map(Math.abs)) > 2 ** 1020) return;
    const inside = values.filter((v) => {
      const i = fineIndex(grid, v);
      return i <= -2 || (i >= 0 && i < gridCells(grid));
    });
    expect(inside.length).toBeGreaterThanOrEqual(0.99 * values.length);
  });
});
