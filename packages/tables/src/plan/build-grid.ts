import { GRID_CELLS, type Grid, type Segment } from "./grid.ts";
import { quantile, totalWeight, type Weighted, weightBelow, without } from "./weighted.ts";

/** A value that holds this share of the sample becomes a cell of its own. */
const POINT_SHARE = 1 / 64;
/** One segment will do where no cell of it holds more than this share. */
const FLAT_SHARE = 1 / 128;
/** Several segments are sought until no cell holds more than this share. */
const FINE_SHARE = 1 / 192;
const TAIL = 0.001;
const TAIL_CELLS = 16;
const CORE_SEGMENTS = 6;
const BREAKS = 24;

/** Beyond these a grid's arithmetic would leave the doubles; larger values lie above it, finer differences in one cell. */
const LARGEST = 2 ** 1021;
const FINEST_SCALE = 2 ** 1000;

function segment(lo: number, hi: number, cells: number): Segment {
  return { lo, scale: Math.min(FINEST_SCALE, cells / (hi - lo)), cells };
}

/** The largest share of the weight that one of `cells` equal cells of [lo, hi) holds. */
function heaviest(w: Weighted, lo: number, hi: number, cells: number): number {
  let most = 0;
  let before = weightBelow(w, lo);
  for (let i = 1; i <= cells; i++) {
    const upTo = weightBelow(w, i === cells ? hi : lo + ((hi - lo) * i) / cells);
    most = Math.max(most, upTo - before);
    before = upTo;
  }
  return most / totalWeight(w);
}

/** Where to cut [breaks[0], breaks.at(-1)) into `parts` segments so that the heaviest cell is lightest. */
function bestCuts(w: Weighted, breaks: readonly number[], parts: number, cells: number) {
  const last = breaks.length - 1;
  const cost = breaks.map((a, i) =>
    breaks.map((b, j) => (j > i ? heaviest(w, a, b, cells) : Number.POSITIVE_INFINITY)),
  );
  let best = cost[0]!.map((c) => ({ worst: c, cuts: [0] }));
  for (let part = 2; part <= parts; part++) {
    best = breaks.map((_, j) => {
      let found = best[j]!;
      for (let i = 1; i < j; i++) {
        const worst = Math.max(best[i]!.worst, cost[i]![j]!);
        if (worst < found.worst) found = { worst, cuts: [...best[i]!.cuts, i] };
      }
      return found;
    });
  }
  const { worst, cuts } = best[last]!;
  return { worst, edges: [...cuts.map((i) => breaks[i]!), breaks[last]!] };
}

/** Rising, without repeats. */
const distinct = (values: readonly number[]): number[] =>
  values.filter((v, i) => i === 0 || v > values[i - 1]!);

function segments(w: Weighted, lo: number, hi: number, low: number, high: number): Segment[] {
  const noise = 8 / totalWeight(w);
  const flat = segment(lo, hi, GRID_CELLS);
  if (heaviest(w, lo, hi, GRID_CELLS) <= Math.max(FLAT_SHARE, noise)) return [flat];
  const core = GRID_CELLS - 2 * TAIL_CELLS;
  const breaks = distinct(
    Array.from({ length: BREAKS + 1 }, (_, i) => quantile(w, TAIL + ((1 - 2 * TAIL) * i) / BREAKS)),
  );
  breaks[breaks.length - 1] = high;
  if (breaks.length < 3) return [flat];
  let found = bestCuts(w, breaks, 2, Math.floor(core / 2));
  for (let parts = 3; parts <= CORE_SEGMENTS && found.worst > Math.max(FINE_SHARE, noise); parts++) {
    const next = bestCuts(w, breaks, parts, Math.floor(core / parts));
    if (next.worst < found.worst) found = next;
  }
  const { edges } = found;
  const each = Math.floor(core / (edges.length - 1));
  const inner = edges.slice(1).map((edge, i) => segment(edges[i]!, edge, each));
  return [segment(lo, low, TAIL_CELLS), ...inner, segment(high, hi, TAIL_CELLS)];
}

/** Where a grid ends: the 0.1 % and 99.9 % quantiles, and those widened by half their distance. */
function reach(w: Weighted) {
  const within = (x: number): number => Math.min(LARGEST, Math.max(-LARGEST, x));
  const low = within(quantile(w, TAIL));
  const high = within(quantile(w, 1 - TAIL));
  const width = high > low ? high - low : Math.max(1, Math.abs(low)) * 2 ** -20;
  return { low, high, lo: low - width / 2, hi: high + width / 2 };
}

/**
 * The fine grid of a numeric column, from (a sample of) the reference.
 *
 * It reaches from the 0.1 % to the 99.9 % quantile, widened by half their distance on each side: never from minimum to
 * maximum, so that no outlier can blind it. One linear segment where that is fine enough, otherwise up to 8, cut where
 * the heaviest cell becomes lightest. Values that hold 1/64 of the sample are points of their own.
 */
export function buildGrid(sample: Weighted): Grid {
  const total = totalWeight(sample);
  const points = Array.from(sample.values).filter(
    (_, i) => sample.upTo[i]! - (i === 0 ? 0 : sample.upTo[i - 1]!) >= POINT_SHARE * total,
  );
  const rest = without(sample, new Set(points));
  const shape = rest.values.length > 0 ? rest : sample;
  const { low, high, lo, hi } = reach(shape);
  return {
    segments: high > low ? segments(shape, lo, hi, low, high) : [segment(lo, hi, GRID_CELLS)],
    points,
  };
}

/** A grid of one segment, for a column of which only a few stretches are known. */
export function evenGrid(sample: Weighted): Grid {
  const { lo, hi } = reach(sample);
  return { segments: [segment(lo, hi, GRID_CELLS)], points: [] };
}
