import { type Matrix, zeros } from "../../linear/index.ts";

/** The mean of the rows, each with its weight. */
export function meanOf(data: Float64Array, d: number, weights?: Float64Array): Float64Array {
  const n = data.length / d;
  const mean = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    total += w;
    for (let c = 0; c < d; c++) mean[c]! += w * data[i * d + c]!;
  }
  for (let c = 0; c < d; c++) mean[c]! /= total;
  return mean;
}

/** Σ w (x − mean)(x − mean)ᵀ / divisor. */
export function scatterOf(
  data: Float64Array,
  d: number,
  mean: Float64Array,
  divisor: number,
  weights?: Float64Array,
): Matrix {
  const n = data.length / d;
  const made = zeros(d, d);
  const out = made.data;
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    for (let c = 0; c < d; c++) row[c] = data[i * d + c]! - mean[c]!;
    for (let a = 0; a < d; a++) {
      const wa = w * row[a]!;
      for (let b = 0; b <= a; b++) out[a * d + b]! += wa * row[b]!;
    }
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      out[a * d + b]! /= divisor;
      out[b * d + a] = out[a * d + b]!;
    }
  }
  return made;
}
