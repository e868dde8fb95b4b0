import { moments } from "./sample-distances.ts";

/** Edges lo…hi of equal steps, as numpy's `linspace`. */
function equalSteps(lo: number, hi: number, cells: number): Float64Array {
  const step = (hi - lo) / cells;
  const edges = Float64Array.from({ length: cells + 1 }, (_, i) => lo + i * step);
  edges[cells] = hi;
  return edges;
}

/** numpy widens an empty range by ½ on both sides. */
const range = (lo: number, hi: number): readonly [number, number] =>
  lo === hi ? [lo - 0.5, hi + 0.5] : [lo, hi];

/** Edges by Sturges' rule, width = range/(log2 n + 1), for n values between lo and hi: numpy's `bins="sturges"`. */
export function sturgesEdges(lo: number, hi: number, n: number): Float64Array {
  const width = (hi - lo) / (Math.log2(n) + 1);
  const [from, to] = range(lo, hi);
  return equalSteps(from, to, width > 0 ? Math.ceil((to - from) / width) : 1);
}

/** Edges by Doane's rule, which adds log2(1 + |skewness|/σ) cells to Sturges': numpy's `bins="doane"`. */
export function doaneEdges(values: Float64Array): Float64Array {
  const n = values.length;
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  }
  const { mean, deviation } = moments(values);
  let width = 0;
  if (n > 2 && deviation > 0) {
    const spread = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)));
    let cubes = 0;
    for (const value of values) cubes += ((value - mean) / deviation) ** 3;
    width = (hi - lo) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(cubes / n) / spread));
  }
  const [from, to] = range(lo, hi);
  return equalSteps(from, to, width > 0 ? Math.ceil((to - from) / width) : 1);
}

/** Counts in [eᵢ, eᵢ₊₁), the last cell closed, values outside left out: numpy's `histogram`. Edges of equal steps. */
export function histogram(
  values: ArrayLike<number>,
  edges: Float64Array,
  from: number = 0,
  to: number = values.length,
): Float64Array {
  const cells = edges.length - 1;
  const lo = edges[0]!;
  const hi = edges[cells]!;
  const scale = cells / (hi - lo);
  const counts = new Float64Array(cells);
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!(value >= lo && value <= hi)) continue;
    let cell = Math.min(cells - 1, Math.floor((value - lo) * scale));
    if (value < edges[cell]!) cell--;
    else if (cell < cells - 1 && value >= edges[cell + 1]!) cell++;
    counts[cell]!++;
  }
  return counts;
}
