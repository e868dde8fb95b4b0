import { factorise, inverse, logDeterminant } from "../../linear/index.ts";
import { featureCount } from "./features.ts";
import type { Labelled } from "./logistic.ts";
import { meanOf, scatterOf } from "./row-moments.ts";

interface Side {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
  readonly logDeterminant: number;
}

function sideOf(x: Labelled, rows: readonly number[]): Side | undefined {
  const { dim } = x;
  const data = new Float64Array(rows.length * dim);
  rows.forEach((row, i) => {
    data.set(x.data.subarray(row * dim, (row + 1) * dim), i * dim);
  });
  const mean = meanOf(data, dim);
  const covariance = scatterOf(data, dim, mean, Math.max(1, rows.length - 1));
  if (x.set === "squares") {
    for (let i = 0; i < dim * dim; i++) if (i % (dim + 1) !== 0) covariance.data[i] = 0;
  }
  const factor = factorise(covariance, 1e-12);
  if ("pivot" in factor) return undefined;
  return { mean, precision: inverse(factor).data, logDeterminant: logDeterminant(factor) };
}

/**
 * Coefficients of ln p/q in the features for the normal laws that have the moments of the rows; of squares, with
 * covariances taken as diagonal. Zeros where there is no such law or the features are linear.
 */
export function normalLogRatio(x: Labelled, rows: Int32Array): Float64Array {
  const { dim, set } = x;
  const beta = new Float64Array(featureCount[set](dim));
  if (set === "linear") return beta;
  const p = sideOf(
    x,
    [...rows].filter((row) => x.labels[row]! > 0),
  );
  const q = sideOf(
    x,
    [...rows].filter((row) => x.labels[row]! < 0),
  );
  if (p === undefined || q === undefined) return beta;
  const quadratic = (side: Side): number => {
    let sum = 0;
    for (let i = 0; i < dim * dim; i++) {
      sum += side.precision[i]! * side.mean[Math.floor(i / dim)]! * side.mean[i % dim]!;
    }
    return sum;
  };
  beta[0] = 0.5 * (q.logDeterminant - p.logDeterminant + quadratic(q) - quadratic(p));
  let to = 1 + dim;
  for (let a = 0; a < dim; a++) {
    for (let b = 0; b < dim; b++) {
      const at = a * dim + b;
      beta[1 + a]! += p.precision[at]! * p.mean[b]! - q.precision[at]! * q.mean[b]!;
      const gap = q.precision[at]! - p.precision[at]!;
      if (a === b) {
        beta[0]! += 0.5 * gap;
        beta[to++] = 0.5 * gap;
      } else if (set === "quadratic" && b < a) beta[to++] = gap;
    }
  }
  return beta;
}
