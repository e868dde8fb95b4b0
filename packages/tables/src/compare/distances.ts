import type { Estimate } from "@relent/core/estimate";
import { multinomial, random } from "@relent/core/random";
import type { Axis, FineCell } from "./fine-cells.ts";

const DRAWS = 199;
const RESAMPLED_CELLS = 32;

/** Distances between two samples on one axis, each with what the cells leave open. */
export interface Distances {
  readonly ks: Estimate;
  readonly wasserstein: Estimate;
}

interface Walk {
  readonly ks: number;
  readonly ksMost: number;
  readonly w1: number;
  readonly w1Most: number;
}

/** ∫(F−G) over a cell of width w that begins with gap d and holds shares a, b with the given means. */
function gapArea(c: FineCell, d: number, a: number, b: number, w: number): number {
  const rise = (share: number, mean: number): number => (share > 0 ? share * (c.hi - mean) : 0);
  return d * w + rise(a, c.xMean) - rise(b, c.yMean);
}

/** A cell with the single values inside it that are counted apart. */
interface Stretch extends FineCell {
  readonly points: readonly FineCell[];
}

/** The cells of an axis in order, each single value with the cell in which it lies. */
function stretches(cells: readonly FineCell[]): Stretch[] {
  const wide = cells.filter((c) => c.hi > c.lo);
  const points = wide.length === 0 ? [] : cells.filter((c) => c.hi === c.lo);
  const inside = (c: FineCell): FineCell[] => points.filter((p) => p.lo > c.lo && p.lo < c.hi);
  const held = new Map(wide.map((c) => [c, inside(c)]));
  const gone = new Set([...held.values()].flat());
  return cells.filter((c) => !gone.has(c)).map((c) => ({ ...c, points: held.get(c) ?? [] }));
}

/** How far single values lift and lower F−G inside a cell, what is left of it at the end, and what it adds to ∫(F−G). */
function jumps(c: Stretch, n: number, m: number) {
  let sum = 0;
  let least = 0;
  let most = 0;
  let area = 0;
  for (const p of c.points) {
    const jump = p.x / n - p.y / m;
    sum += jump;
    least = Math.min(least, sum);
    most = Math.max(most, sum);
    area += jump * (c.hi - p.lo);
  }
  return { sum, least, most, area };
}

/**
 * KS and W1 of two samples whose values are known by cell: exact where a cell is one value or the distribution
 * functions keep their order inside it, otherwise between two bounds.
 *
 * At every cell edge F−G is exact, which bounds KS from below; inside a cell it moves by at most the cell's shares.
 * ∫(F−G) over a cell is known from the cell's means, which bounds W1 from below.
 */
function walk(axis: Axis, n: number, m: number): Walk {
  let gap = 0;
  let ks = 0;
  let ksMost = 0;
  let w1 = 0;
  let w1Most = 0;
  let at = axis.low;
  const within = (x: number): number => Math.min(axis.high, Math.max(axis.low, x));
  const ends = (c: FineCell): Stretch => ({ ...c, points: [] });
  for (const cell of [ends(axis.below), ...stretches(axis.cells), ends(axis.above)]) {
    const c = { ...cell, lo: within(cell.lo), hi: within(cell.hi) };
    const a = c.x / n;
    const b = c.y / m;
    const jump = jumps(c, n, m);
    const from = Math.max(at, c.lo);
    if (c.lo > at) {
      w1 += Math.abs(gap) * (c.lo - at);
      w1Most += Math.abs(gap) * (c.lo - at);
    }
    const width = c.hi - from;
    if (width > 0) {
      const area = gapArea(c, gap, a, b, width) + jump.area;
      const lowest = gap - b + jump.least;
      const highest = gap + a + jump.most;
      const rises = (a === 0 || b === 0) && c.points.length === 0 && gap >= 0 === gap + a - b >= 0;
      const most = Math.max(highest, -lowest);
      w1 += Math.abs(area);
      w1Most += lowest >= 0 || highest <= 0 || rises ? Math.abs(area) : width * most;
      ksMost = Math.max(ksMost, most);
    }
    gap += a - b + jump.sum;
    ks = Math.max(ks, Math.abs(gap));
    ksMost = Math.max(ksMost, ks);
    at = Math.max(at, c.hi);
  }
  const rest = Math.max(0, axis.high - at);
  return {
    ks,
    ksMost: Math.min(1, ksMost),
    w1: w1 + Math.abs(gap) * rest,
    w1Most: w1Most + Math.abs(gap) * rest,
  };
}

/** The axis with at most `RESAMPLED_CELLS` cells, for resampling. */
function thin(axis: Axis): Axis {
  const step = Math.ceil(axis.cells.length / RESAMPLED_CELLS);
  const cells: FineCell[] = [];
  for (let i = 0; i < axis.cells.length; i += step) {
    const part = axis.cells.slice(i, i + step);
    const hi = Math.max(...part.map((c) => c.hi));
    const sum = (side: "x" | "y"): number => part.reduce((s, c) => s + c[side], 0);
    const mean = (side: "x" | "y", of: "xMean" | "yMean"): number =>
      part.reduce((s, c) => s + (c[side] > 0 ? c[side] * c[of] : 0), 0) / sum(side);
    cells.push({
      lo: part[0]!.lo,
      hi,
      x: sum("x"),
      y: sum("y"),
      xMean: mean("x", "xMean"),
      yMean: mean("y", "yMean"),
    });
  }
  return { ...axis, cells };
}

/** Draws a side's cells anew from their own shares, rows as many as the side is worth. */
function resample(axis: Axis, side: "x" | "y", rows: number, rng: ReturnType<typeof random>): number[] {
  const counts = [axis.below, ...axis.cells, axis.above].map((c) => c[side]);
  const total = counts.reduce((a, b) => a + b, 0);
  const drawn = new Float64Array(counts.length);
  multinomial(
    rng,
    Math.max(1, Math.round(rows)),
    counts.map((c) => c / total),
    drawn,
  );
  return Array.from(drawn);
}

function spread(axis: Axis, n: number, m: number, effect: number) {
  const rough = thin(axis);
  const base = walk(rough, n, m);
  const rng = random([axis.cells.length, n, m]);
  const draws = Array.from({ length: DRAWS }, () => {
    const x = resample(rough, "x", n / effect, rng);
    const y = resample(rough, "y", m / effect, rng);
    const cells = rough.cells.map((c, i) => ({ ...c, x: x[i + 1]!, y: y[i + 1]! }));
    const drawn = {
      ...rough,
      cells,
      below: { ...rough.below, x: x[0]!, y: y[0]! },
      above: { ...rough.above, x: x.at(-1)!, y: y.at(-1)! },
    };
    return walk(drawn, n / effect, m / effect);
  });
  const of = (key: "ks" | "w1") => {
    const sorted = draws.map((d) => d[key]).sort((a, b) => a - b);
    const mean = sorted.reduce((a, b) => a + b, 0) / DRAWS;
    const error = Math.sqrt(sorted.reduce((a, b) => a + (b - mean) ** 2, 0) / (DRAWS - 1));
    return { above: Math.max(0, sorted[Math.ceil(0.975 * DRAWS) - 1]! - base[key]), error };
  };
  return { ks: of("ks"), w1: of("w1") };
}

/**
 * Kolmogorov–Smirnov and Wasserstein-1 distance of two samples on one axis.
 *
 * `bounds` is arithmetic: what the cells leave open about the two samples; `value` is the lower bound, exact for
 * columns counted by value. `low` and `high` are sampling error, from a multinomial bootstrap of the cells. Values
 * outside the grid stand at its ends, so that no outlier makes the distance. Neither enters a verdict.
 */
export function distances(axis: Axis, unit: string, effect: number): Distances | null {
  const sum = (side: "x" | "y"): number =>
    axis.cells.reduce((a, c) => a + c[side], axis.below[side] + axis.above[side]);
  const n = sum("x");
  const m = sum("y");
  if (n === 0 || m === 0) return null;
  const found = walk(axis, n, m);
  const error = spread(axis, n, m, effect);
  const estimate = (
    value: number,
    most: number,
    of: { above: number; error: number },
    cap: number,
    u: string,
  ): Estimate => ({
    value,
    low: Math.max(0, value - of.above),
    high: Math.min(cap, most + of.above),
    level: 0.95,
    unit: u,
    standardError: of.error,
    bias: 0,
    method: "cell counts and means; multinomial bootstrap of the cells",
    n: [n, m],
    plugIn: value,
    bounds: [value, most],
    notes: [],
  });
  return {
    ks: estimate(found.ks, found.ksMost, error.ks, 1, "1"),
    wasserstein: estimate(found.w1, found.w1Most, error.w1, Number.POSITIVE_INFINITY, unit),
  };
}
