import { RelentError } from "../../error.ts";
import { factorise, logDeterminant, type Matrix, solveLowerInPlace } from "../../linear/index.ts";
import { meanOf, scatterOf } from "./row-moments.ts";
import type { Samples } from "./samples.ts";

/** An affine map x ↦ L⁻¹(x − mean); `logScale` is ln |det L|. */
export interface Frame {
  readonly mean: Float64Array;
  readonly l: Matrix;
  readonly logScale: number;
}

/** Degrees of freedom of the Student law whose scatter is fitted: outliers weigh 1/r². */
const FREEDOM = 3;
const STEPS = 8;

/** The fit need not be exact, as any affine map gives a valid estimate: so many rows, evenly spaced, are enough. */
const ROWS = 5000;

/** Distances in a frame below this are rounding of its coordinates: values far nearer to each other than to the mean. */
export const ROUNDING: number = 2 ** -52;

/** A pivot this small a share of its diagonal entry is rounding. */
const SINGULAR = 1e-12;

function factor(fn: string, scatter: Matrix): Matrix {
  const l = factorise(scatter, SINGULAR);
  if (!("pivot" in l)) return l;
  const { column } = l;
  const own = scatter.data[column * scatter.cols + column]!;
  const why = Number.isFinite(own)
    ? `${own === 0 ? "is constant" : "is a linear function of the columns before it"}; leave it out, the law has no density with it`
    : "has values whose squares are beyond 1e308; divide it by a constant";
  throw new RelentError("invalid-argument", `${fn}: column ${column} ${why}`, { index: column });
}

function thinned({ data, n, dim }: Samples): Float64Array {
  if (n <= ROWS) return data;
  const out = new Float64Array(ROWS * dim);
  for (let i = 0; i < ROWS; i++) {
    const row = Math.floor((i * n) / ROWS);
    for (let c = 0; c < dim; c++) out[i * dim + c] = data[row * dim + c]!;
  }
  return out;
}

/**
 * The affine map that gives a sample about unit scatter, so that distance becomes Mahalanobis' and no result depends on
 * units, origin or rotation.
 *
 * The scatter is the likelihood fit of a Student law with 3 degrees of freedom: affine equivariant, and with a limit where
 * the covariance has none. Source: Kent & Tyler, Annals of Statistics 19 (1991) 2102.
 *
 * @throws RelentError "invalid-argument" where a column is constant or a linear function of others, or the points are too
 * few.
 */
export function frameOf(fn: string, x: Samples): Frame {
  const { dim } = x;
  if (x.n <= dim) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${x.n} points in ${dim} dimensions; there must be more points than dimensions`,
      { value: x.n },
    );
  }
  const data = thinned(x);
  const n = data.length / dim;
  let mean = meanOf(data, dim);
  let l = factor(fn, scatterOf(data, dim, mean, n));
  const weights = new Float64Array(n);
  const row = new Float64Array(dim);
  for (let step = 0; step < STEPS; step++) {
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let c = 0; c < dim; c++) row[c] = data[i * dim + c]! - mean[c]!;
      solveLowerInPlace(l, row);
      for (let c = 0; c < dim; c++) square += row[c]! ** 2;
      weights[i] = (FREEDOM + dim) / (FREEDOM + square);
    }
    mean = meanOf(data, dim, weights);
    l = factor(fn, scatterOf(data, dim, mean, n, weights));
  }
  return { mean, l, logScale: 0.5 * logDeterminant(l) };
}

/** The points of a sample in a frame, row after row. */
export function inFrame({ mean, l }: Frame, { data, n, dim }: Samples): Float64Array {
  const out = new Float64Array(data.length);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < dim; c++) out[i * dim + c] = data[i * dim + c]! - mean[c]!;
    solveLowerInPlace(l, out, i * dim);
  }
  return out;
}
