/** A symmetric matrix of order d, row after row. */
export type SquareMatrix = Float64Array;

/**
 * The lower triangle L of the Cholesky factor A = LLᵀ, or the column at which A stops being positive definite.
 *
 * A pivot below `tolerance` of its diagonal entry counts as zero.
 */
export function cholesky(a: SquareMatrix, d: number, tolerance = 1e-12): Float64Array | number {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]!;
      for (let c = 0; c < j; c++) sum -= l[i * d + c]! * l[j * d + c]!;
      if (i > j) l[i * d + j] = sum / l[j * d + j]!;
      else if (sum > tolerance * a[i * d + i]!) l[i * d + i] = Math.sqrt(sum);
      else return i;
    }
  }
  return l;
}

/** Solves Lx = b in place, from `at` of `b`. */
export function solveLower(l: Float64Array, d: number, b: Float64Array, at = 0): void {
  for (let i = 0; i < d; i++) {
    let sum = b[at + i]!;
    for (let j = 0; j < i; j++) sum -= l[i * d + j]! * b[at + j]!;
    b[at + i] = sum / l[i * d + i]!;
  }
}

/** Solves Lᵀx = b in place, from `at` of `b`. */
export function solveUpper(l: Float64Array, d: number, b: Float64Array, at = 0): void {
  for (let i = d - 1; i >= 0; i--) {
    let sum = b[at + i]!;
    for (let j = i + 1; j < d; j++) sum -= l[j * d + i]! * b[at + j]!;
    b[at + i] = sum / l[i * d + i]!;
  }
}

/** ln det A from its Cholesky factor. */
export function logDeterminant(l: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += Math.log(l[i * d + i]!);
  return 2 * sum;
}

/** The inverse of A from its Cholesky factor. */
export function inverse(l: Float64Array, d: number): SquareMatrix {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    out[i * d + i] = 1;
    solveLower(l, d, out, i * d);
    solveUpper(l, d, out, i * d);
  }
  return out;
}

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
): SquareMatrix {
  const n = data.length / d;
  const out = new Float64Array(d * d);
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
  return out;
}
