import {
  factorise,
  logDeterminant,
  type Matrix,
  matrixOf,
  solveLowerInPlace,
  zeros,
} from "../../linear/index.ts";
import { normalDraw, type Random } from "../../random/index.ts";
import { meanOf, scatterOf } from "./row-moments.ts";
import type { Samples } from "./samples.ts";
import { logDeterminantBias } from "./wishart.ts";

/** Two blocks mapped each to unit covariance, and how they depend were they normal. */
export interface NormalDependence {
  readonly x: Samples;
  readonly y: Samples;
  /** Cross-covariance of the mapped blocks, shrunk so that its mutual information is `information`. */
  readonly cross: Float64Array;
  /** Mutual information of the normal law with the sample's covariance, without bias where the law is normal. */
  readonly information: number;
}

function whitened(x: Samples): Samples | undefined {
  const { data, n, dim } = x;
  const mean = meanOf(data, dim);
  const l = factorise(scatterOf(data, dim, mean, n - 1), 1e-9);
  if ("pivot" in l) return undefined;
  const out = data.map((value, i) => value - mean[i % dim]!);
  for (let i = 0; i < n; i++) solveLowerInPlace(l, out, i * dim);
  return { ...x, data: out };
}

/** The Cholesky factor of I − c²KᵀK: the covariance of y given x; undefined where c is too large. */
function remainder(cross: Float64Array, dx: number, dy: number, scale: number): Matrix | undefined {
  const left = matrixOf(dy, dy, (a, b) => {
    let sum = a === b ? 1 : 0;
    for (let i = 0; i < dx; i++) sum -= scale * scale * cross[i * dy + a]! * cross[i * dy + b]!;
    return sum;
  });
  const l = factorise(left, 1e-12);
  return "pivot" in l ? undefined : l;
}

function crossCovariance(x: Samples, y: Samples): Float64Array {
  const cross = new Float64Array(x.dim * y.dim);
  for (let i = 0; i < x.n; i++) {
    for (let a = 0; a < x.dim; a++) {
      for (let b = 0; b < y.dim; b++) {
        cross[a * y.dim + b]! += (x.data[i * x.dim + a]! * y.data[i * y.dim + b]!) / (x.n - 1);
      }
    }
  }
  return cross;
}

/** Undefined where a covariance is singular or there are too few points. */
export function normalDependence(x: Samples, y: Samples): NormalDependence | undefined {
  const { n } = x;
  const dim = x.dim + y.dim;
  if (n < dim + 3) return undefined;
  const [a, b] = [whitened(x), whitened(y)];
  if (a === undefined || b === undefined) return undefined;
  const cross = crossCovariance(a, b);
  const whole = remainder(cross, x.dim, y.dim, 1);
  if (whole === undefined) return undefined;
  const bias = [x.dim, y.dim, dim].map((d) => logDeterminantBias(n - 1, d));
  const information = Math.max(0, -0.5 * (logDeterminant(whole) + bias[0]! + bias[1]! - bias[2]!));
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    const l = remainder(cross, x.dim, y.dim, middle);
    if (l !== undefined && -0.5 * logDeterminant(l) < information) low = middle;
    else high = middle;
  }
  return { x: a, y: b, cross: cross.map((value) => value * low), information };
}

/** A sample of the normal law that `dependence` describes, with ln p(x,y)/p(x)p(y) of each point. */
export function drawNormal(
  dependence: NormalDependence,
  rng: Random,
): { readonly x: Samples; readonly y: Samples; readonly pointwise: Float64Array } {
  const { cross } = dependence;
  const { n, dim: dx } = dependence.x;
  const dy = dependence.y.dim;
  const l = remainder(cross, dx, dy, 1) ?? zeros(dy, dy);
  const information = -0.5 * logDeterminant(l);
  const x = new Float64Array(n * dx);
  const y = new Float64Array(n * dy);
  const pointwise = new Float64Array(n);
  const noise = new Float64Array(dy);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < dx; c++) x[i * dx + c] = normalDraw(rng);
    for (let c = 0; c < dy; c++) noise[c] = normalDraw(rng);
    let squares = 0;
    for (let b = 0; b < dy; b++) {
      let value = 0;
      for (let a = 0; a < dx; a++) value += cross[a * dy + b]! * x[i * dx + a]!;
      for (let c = 0; c <= b; c++) value += l.data[b * dy + c]! * noise[c]!;
      y[i * dy + b] = value;
      squares += value * value - noise[b]! * noise[b]!;
    }
    pointwise[i] = information + 0.5 * squares;
  }
  return {
    x: { kind: "samples", data: x, n, dim: dx },
    y: { kind: "samples", data: y, n, dim: dy },
    pointwise,
  };
}
