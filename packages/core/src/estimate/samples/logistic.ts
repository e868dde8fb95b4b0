import { factorise, type Matrix, solveLowerInPlace, solveUpperInPlace } from "../../linear/index.ts";
import { type FeatureSet, featureCount, writeFeatures } from "./features.ts";
import { softplus } from "./softplus.ts";

/** Labelled points: +1 those of p, −1 those of q, each side of total weight ½·rows, so that a logit is ln p/q. */
export interface Labelled {
  readonly data: Float64Array;
  readonly dim: number;
  readonly set: FeatureSet;
  readonly labels: Int8Array;
  readonly weights: Float64Array;
}

/** What a fit is drawn to, all but the constant, and how strongly. */
export interface Pull {
  readonly centre: Float64Array;
  readonly ridge: number;
}

/** A fitted log-ratio: its coefficients and the Cholesky factor of the loss's second derivative there. */
export interface LogisticFit {
  readonly beta: Float64Array;
  readonly factor: Matrix;
}

const STEPS = 30;

/** Steps with a second derivative that was handed over; after them it is computed anew. */
const BORROWED_STEPS = 8;
const TOLERANCE = 1e-7;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The logit of one row. */
export function logitOf(x: Labelled, beta: Float64Array, row: number, buffer: Float64Array): number {
  writeFeatures(x.set, x.data, row * x.dim, x.dim, buffer);
  return dot(beta, buffer);
}

/** The penalised loss of the rows at β, log loss + ½·ridge·|β − centre|²; fills the gradient and, where given, the second derivative. */
function evaluate(
  x: Labelled,
  rows: Int32Array,
  beta: Float64Array,
  pull: Pull,
  gradient: Float64Array,
  second?: Float64Array,
): number {
  const size = beta.length;
  const { centre, ridge } = pull;
  const buffer = new Float64Array(size);
  gradient.fill(0);
  second?.fill(0);
  let loss = 0;
  for (const row of rows) {
    const logit = logitOf(x, beta, row, buffer);
    const label = x.labels[row]!;
    const weight = x.weights[row]!;
    loss += weight * softplus(-label * logit);
    const chance = sigmoid(logit);
    const slope = weight * (chance - (label > 0 ? 1 : 0));
    for (let c = 0; c < size; c++) gradient[c]! += slope * buffer[c]!;
    if (second === undefined) continue;
    const curve = weight * chance * (1 - chance);
    for (let a = 0; a < size; a++) {
      const scaled = curve * buffer[a]!;
      for (let b = 0, at = a * size; b <= a; b++, at++) second[at]! += scaled * buffer[b]!;
    }
  }
  for (let c = 1; c < size; c++) {
    const away = beta[c]! - centre[c]!;
    loss += (ridge / 2) * away * away;
    gradient[c]! += ridge * away;
    if (second !== undefined) second[c * size + c]! += ridge;
  }
  return loss;
}

function factorOf(second: Float64Array, size: number): Matrix {
  const factor = factorise({ rows: size, cols: size, data: second });
  if (!("pivot" in factor)) return factor;
  for (let c = 0; c < size; c++) second[c * size + c]! += 1e-8 + 1e-8 * second[c * size + c]!;
  return factorOf(second, size);
}

/**
 * Fits the log-ratio to the rows by Newton's method with halved steps where the loss would grow.
 *
 * With `start` it begins there and with that fit's second derivative: a few cheap steps when a fold is left out of rows
 * that were fitted together.
 */
export function fitLogistic(x: Labelled, rows: Int32Array, pull: Pull, start?: LogisticFit): LogisticFit {
  const size = featureCount[x.set](x.dim);
  let second = start === undefined ? new Float64Array(size * size) : undefined;
  const beta = (start?.beta ?? pull.centre).slice();
  const gradient = new Float64Array(size);
  let loss = evaluate(x, rows, beta, pull, gradient, second);
  let factor = second === undefined ? start!.factor : factorOf(second, size);
  for (let step = 0; step < STEPS; step++) {
    const move = gradient.slice();
    solveLowerInPlace(factor, move);
    solveUpperInPlace(factor, move);
    const gain = dot(gradient, move);
    if (gain <= TOLERANCE * (1 + loss)) return { beta, factor };
    const from = beta.slice();
    let length = 1;
    for (; length > 1e-4; length /= 2) {
      for (let c = 0; c < size; c++) beta[c] = from[c]! - length * move[c]!;
      const next = evaluate(x, rows, beta, pull, gradient, second);
      if (next <= loss - 1e-4 * length * gain) {
        loss = next;
        break;
      }
    }
    if (length <= 1e-4) return { beta: from, factor };
    if (second === undefined && step === BORROWED_STEPS) {
      second = new Float64Array(size * size);
      evaluate(x, rows, beta, pull, gradient, second);
    }
    if (second !== undefined) factor = factorOf(second, size);
  }
  return { beta, factor };
}
