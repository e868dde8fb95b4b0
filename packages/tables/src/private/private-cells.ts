import type { ComparedCell } from "../compare/cell-set.ts";
import { type Writer, writerFor } from "../compare/label.ts";
import { LOWER_BOUND } from "../compare/lower-bound.ts";
import { cellRange, gridCells, gridHigh, gridLow } from "../plan/grid.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import type { CellSummary, CountSummary, Specials, ValueSummary } from "../summary/summary.ts";
import type { NoisyCells } from "./noisy-divergence.ts";
import { specialKinds } from "./release.ts";

/** Variance of the noise in one count of each side, 0 for counts that are exact, and how many rows may go together. */
export interface NoiseVariance {
  readonly current: number;
  readonly reference: number;
  /** Most rows of one unit: they may be alike, and then tell as much as one. */
  readonly currentUnit: number;
  readonly referenceUnit: number;
}

/** A cell as it was counted, or several together: how many noisy counts of each side are in it. */
interface NoisyCell {
  readonly label: string;
  readonly aside: boolean;
  readonly lo: number;
  readonly hi: number;
  readonly x: number;
  readonly y: number;
  readonly xDraws: number;
  readonly yDraws: number;
  /** Share of all cells that are in it, each pooled for itself. */
  readonly share: number;
  /** Share of the largest of them; 0 where it is of others that were never told apart. */
  readonly largest: number;
}

const SPECIAL_LABELS: Readonly<Record<keyof Specials, string>> = {
  nulls: "NULL",
  nan: "NaN",
  negativeInfinity: "−∞",
  positiveInfinity: "+∞",
};

const one = (label: string, aside: boolean, x: number, y: number, lo = 0, hi = 0): NoisyCell => ({
  label,
  aside,
  lo,
  hi,
  x,
  y,
  xDraws: 1,
  yDraws: 1,
  share: 0,
  largest: 0,
});

const specials = (type: string, x: Specials, y: Specials): NoisyCell[] =>
  specialKinds(type).map((key) => one(SPECIAL_LABELS[key], true, x[key], y[key]));

function gridCellsOf(plan: ColumnPlan, x: CellSummary, y: CellSummary): NoisyCell[] {
  if (plan.count.kind !== "cells") return [];
  const { grid } = plan.count;
  const last = gridCells(grid);
  const inner = Array.from({ length: last }, (_, i) => {
    const [lo, hi] = cellRange(grid, i);
    return one("", false, x.rows[i + 1]!, y.rows[i + 1]!, lo, hi);
  });
  const points = grid.points.map((v, j) => one("", false, x.points[j]!, y.points[j]!, v, v));
  return [
    one("", false, x.rows[0]!, y.rows[0]!, Number.NEGATIVE_INFINITY, gridLow(grid)),
    ...[...inner, ...points].sort((a, b) => a.lo - b.lo || a.hi - b.hi),
    one("", false, x.rows[last + 1]!, y.rows[last + 1]!, gridHigh(grid), Number.POSITIVE_INFINITY),
  ];
}

/** One cell for each value that all noisy sides name, one for all others. */
function valueCellsOf(x: ValueSummary, y: ValueSummary, noise: NoiseVariance, write: Writer): NoisyCell[] {
  const sides = [...(noise.current > 0 ? [x] : []), ...(noise.reference > 0 ? [y] : [])];
  const [first, ...more] = sides.map((side) => side.values.map(([v]) => String(v)));
  const told = (first ?? []).filter((value) => more.every((values) => values.includes(value)));
  const split = (side: ValueSummary) => {
    const known = new Map(side.values.map(([v, n]) => [String(v), n]));
    const named = told.map((value) => known.get(value) ?? 0);
    for (const value of told) known.delete(value);
    let rest = side.spill;
    for (const n of known.values()) rest += n;
    return { named, rest, draws: known.size + 1 };
  };
  const [a, b] = [split(x), split(y)];
  const cells = told.map((value, i) => one(write.value(value), false, a.named[i]!, b.named[i]!));
  return [...cells, { ...one("all other values", true, a.rest, b.rest), xDraws: a.draws, yDraws: b.draws }];
}

function joined(a: NoisyCell, b: NoisyCell): NoisyCell {
  return {
    label: "",
    aside: a.aside && b.aside,
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    x: a.x + b.x,
    y: a.y + b.y,
    xDraws: a.xDraws + b.xDraws,
    yDraws: a.yDraws + b.yDraws,
    share: a.share + b.share,
    largest: Math.max(a.largest, b.largest),
  };
}

/** Least rows that a cell must expect on each side. */
const LEAST = 10;
/** Standard deviations of noise above 0 that a count must reach to be more than noise. */
export const CLEAR = 5;
/** Share of the rows that must be in cells that stand clear before any are pooled. */
const MOSTLY = 0.4;

/**
 * A cell's share of both sides together, each side weighted by the inverse of its variance: then it does not correlate
 * with the difference of the sides, and cells that are chosen by it are not chosen for differing.
 */
function pooledShare(c: NoisyCell, n: number, m: number, noise: NoiseVariance): number {
  const rough = Math.max(c.x + c.y, 1) / (n + m);
  const wx = 1 / ((rough * noise.currentUnit) / n + (c.xDraws * noise.current) / n ** 2);
  const wy = 1 / ((rough * noise.referenceUnit) / m + (c.yDraws * noise.reference) / m ** 2);
  return ((c.x / n) * wx + (c.y / m) * wy) / (wx + wy);
}

/** Merged cells that hold more than this of the rows can hide a move within them. */
const HIDING = 0.01;

/** Share of the rows, and a standard deviation of its noise, that merged cells hold beside their largest part. */
function hiddenShare(cells: readonly NoisyCell[], n: number, m: number, noise: NoiseVariance): number {
  return cells.reduce((sum, c) => {
    if (c.xDraws === 1 && c.yDraws === 1) return sum;
    const [vx, vy] = [(c.xDraws * noise.current) / n ** 2, (c.yDraws * noise.reference) / m ** 2];
    // an exact side tells the share
    const spread = vx + vy > 0 ? Math.sqrt((vx * vy) / (vx + vy)) : 0;
    return sum + Math.max(0, c.share - c.largest) + spread;
  }, 0);
}

/** Whether a cell stands clear of the noise on both sides. */
function clear(c: NoisyCell, n: number, m: number, noise: NoiseVariance): boolean {
  const pooled = pooledShare(c, n, m, noise);
  return (
    pooled * n >= Math.max(LEAST * noise.currentUnit, CLEAR * Math.sqrt(c.xDraws * noise.current)) &&
    pooled * m >= Math.max(LEAST * noise.referenceUnit, CLEAR * Math.sqrt(c.yDraws * noise.reference))
  );
}

/** What the reference must reach to stand clear by itself. */
const least = (c: NoisyCell, noise: NoiseVariance): number =>
  Math.ceil(CLEAR * Math.sqrt(c.yDraws * noise.reference));

/** Whether the reference itself stands clear: a ratio to what is only noise is none. */
const seen = (c: NoisyCell, noise: NoiseVariance): boolean => noise.reference === 0 || c.y >= least(c, noise);

/** So many times over the most that the reference can have, a cell is of current alone. */
const FAR = 4;

/**
 * A cell of which the reference shows nothing but noise, and current far more than noise could hide: it counts as the most
 * that the reference can have, so that its bits are no more than they are.
 */
function lifted(c: NoisyCell, n: number, m: number, noise: NoiseVariance): NoisyCell {
  const most = least(c, noise);
  return seen(c, noise) || c.x / n < (FAR * most) / m ? c : { ...c, y: most };
}

/** Neighbours together until each stands clear; what is left at the end joins the last. */
function mergeOrdered(cells: readonly NoisyCell[], stands: (c: NoisyCell) => boolean): NoisyCell[] {
  const done: NoisyCell[] = [];
  let open: NoisyCell | undefined;
  for (const cell of cells) {
    open = open === undefined ? cell : joined(open, cell);
    if (!stands(open)) continue;
    done.push(open);
    open = undefined;
  }
  if (open === undefined) return done;
  const last = done.pop();
  return [...done, last === undefined ? open : joined(last, open)];
}

/** Those that stand clear, and the others together, with the least of those that do where they do not even then. */
function mergeNamed(
  cells: readonly NoisyCell[],
  stands: (c: NoisyCell) => boolean,
  label: string,
): NoisyCell[] {
  const own = cells.filter(stands);
  const rest = cells.filter((c) => !stands(c));
  const [first, ...more] = rest;
  if (first === undefined) return own;
  const pool = { ...more.reduce(joined, first), label: rest.length === 1 ? first.label : label, aside: true };
  if (stands(pool) || own.length === 0) return [...own, pool];
  const least = own.reduce((a, b) => (b.x + b.y < a.x + a.y ? b : a));
  return [
    ...own.filter((c) => c !== least),
    { ...joined(least, pool), label: `${least.label} and ${pool.label}`, aside: true },
  ];
}

function labelled(c: NoisyCell, write: Writer): string {
  if (c.label !== "") return c.label;
  if (c.lo === c.hi) return write.value(c.lo);
  const width = c.hi - c.lo;
  if (c.lo === Number.NEGATIVE_INFINITY)
    return c.hi === Number.POSITIVE_INFINITY ? "all numbers" : `below ${write.edge(c.hi)}`;
  return c.hi === Number.POSITIVE_INFINITY
    ? `above ${write.edge(c.lo)}`
    : `${write.edge(c.lo, width)} to ${write.edge(c.hi, width)}`;
}

/**
 * (Σ dᵢ²)/(Σ dᵢ), with dᵢ the variance of a cell's difference of shares over what it is without noise and of single rows:
 * by it sizes are divided, as by a design effect.
 */
function inflation(cells: readonly NoisyCell[], n: number, m: number, noise: NoiseVariance): number {
  const factors = cells.map((c) => {
    const share = Math.max(pooledShare(c, n, m, noise), 1 / (n + m));
    const added = (c.xDraws * noise.current) / n ** 2 + (c.yDraws * noise.reference) / m ** 2;
    const own = noise.currentUnit / n + noise.referenceUnit / m;
    return (own + added / share) / (1 / n + 1 / m);
  });
  const sum = factors.reduce((a, d) => a + d, 0);
  return factors.reduce((a, d) => a + d * d, 0) / sum;
}

const sum = (cells: readonly { readonly x: number; readonly y: number }[], side: "x" | "y"): number =>
  Math.max(
    1,
    cells.reduce((a, c) => a + c[side], 0),
  );

/**
 * Lays two sides of which at least one is noisy over cells that stand clear of the noise.
 *
 * Cells too small are merged with their neighbours or with each other; fewer than two are left where there are too few
 * rows for the noise. Null where the sides were not counted alike.
 */
export function privateCells(
  plan: ColumnPlan,
  current: CountSummary,
  reference: CountSummary,
  noise: NoiseVariance,
): NoisyCells | null {
  const write = writerFor(plan);
  const ordered = current.kind === "cells" && reference.kind === "cells";
  const inner = ordered
    ? gridCellsOf(plan, current, reference)
    : current.kind === "values" && reference.kind === "values"
      ? valueCellsOf(current, reference, noise, write)
      : null;
  if (inner === null || current.kind === "skipped" || reference.kind === "skipped") return null;
  const kinds = specials(plan.type, current.specials, reference.specials);
  const [n, m] = [sum([...inner, ...kinds], "x"), sum([...inner, ...kinds], "y")];
  const stands = (c: NoisyCell): boolean => clear(c, n, m, noise);
  const measured = (c: NoisyCell): NoisyCell => {
    const share = pooledShare(c, n, m, noise);
    return { ...c, share, largest: c.xDraws + c.yDraws > 2 ? 0 : share };
  };
  const [counted, apart] = [inner.map(measured), kinds.map(measured)];
  const merged = ordered ? mergeOrdered(counted, stands) : counted;
  const own = [...merged, ...apart].map((c) => ({ ...c, label: labelled(c, write) }));
  const standing = own.filter(stands).reduce((all, c) => all + pooledShare(c, n, m, noise), 0);
  // where few stand clear they do so by luck, and differ by it
  const first = standing < MOSTLY ? [own.reduce(joined)] : mergeNamed(own, stands, "rare");
  const raised = first.map((c) => lifted(c, n, m, noise));
  const cells = mergeNamed(raised, (c) => seen(c, noise), "rare");
  const compared = cells.map(
    (c): ComparedCell => ({
      label: c.label === "" ? "everything" : c.label,
      aside: c.aside,
      x: Math.max(0, c.x),
      y: Math.max(0, c.y),
    }),
  );
  const rises = raised.some((c, i) => c !== first[i]);
  const all = inner.length + apart.length;
  const hides = hiddenShare(cells, n, m, noise) > HIDING;
  const notes = [
    ...(first.length < all
      ? [`${hides ? `${LOWER_BOUND}: ` : ""}noise merged ${all} cells into ${first.length}`]
      : hides
        ? [`${LOWER_BOUND}: some values are not told apart`]
        : []),
    ...(cells.length < first.length
      ? [`${LOWER_BOUND}: the reference is lost in the noise in some cells, which were merged`]
      : []),
    ...(rises
      ? [
          `${LOWER_BOUND}: of some cells the reference shows nothing but noise, and counts as the most it can have`,
        ]
      : []),
  ];
  return {
    set: {
      cells: compared,
      scale: ordered ? "ordered" : "named",
      unpooled: null,
      rareShare: 0,
      fresh: [],
      single: false,
      notes,
    },
    // of what is compared, so that shares add up to one
    sizes: { n: sum(compared, "x"), m: sum(compared, "y"), effect: inflation(cells, n, m, noise) },
    noise: cells.map((c) => ({ x: c.xDraws * noise.current, y: c.yDraws * noise.reference })),
    unit: { current: noise.currentUnit, reference: noise.referenceUnit },
  };
}
