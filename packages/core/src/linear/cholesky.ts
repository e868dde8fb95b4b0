import { RelentError } from "../error.ts";
import { solveLowerInPlace, solveUpperInPlace } from "./in-place.ts";
import { type Matrix, matrixOf, zeros } from "./matrix.ts";

/** Where a matrix stops being positive definite. */
export interface FailedPivot {
  readonly column: number;
  readonly pivot: number;
}

/**
 * The lower triangular L with L Lᵀ = A, for a symmetric A, or where A stops being positive definite.
 *
 * A pivot of at most `tolerance` of its diagonal entry counts as zero.
 */
export function factorise(a: Matrix, tolerance = 0): Matrix | FailedPivot {
  const n = a.rows;
  const l = zeros(n, n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l.data[i * n + k]! * l.data[j * n + k]!;
      if (i > j) l.data[i * n + j] = sum / l.data[j * n + j]!;
      else if (sum > tolerance * a.data[j * n + j]!) l.data[j * n + j] = Math.sqrt(sum);
      else return { column: j, pivot: sum };
    }
  }
  return l;
}

/**
 * The lower triangular L with L Lᵀ = A, for a symmetric positive definite A.
 *
 * @throws RelentError "invalid-argument" naming the first pivot that is not above 0.
 */
export function cholesky(fn: string, name: string, a: Matrix): Matrix {
  const l = factorise(a);
  if (!("pivot" in l)) return l;
  throw new RelentError(
    "invalid-argument",
    `${fn}: ${name} has the pivot ${l.pivot} at ${l.column}; it must be positive definite`,
    { index: l.column, value: l.pivot },
  );
}

/** log det(L Lᵀ). */
export function logDeterminant({ rows, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += Math.log(data[i * rows + i]!);
  return 2 * sum;
}

/** L⁻¹ B for a lower triangular L. */
export function solveLower(l: Matrix, b: Matrix): Matrix {
  const { rows: n, cols } = b;
  const x: Matrix = { rows: n, cols, data: b.data.slice() };
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      const factor = l.data[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < cols; j++) x.data[i * cols + j]! -= factor * x.data[k * cols + j]!;
    }
    const pivot = l.data[i * n + i]!;
    for (let j = 0; j < cols; j++) x.data[i * cols + j]! /= pivot;
  }
  return x;
}

/** L⁻ᵀ B for a lower triangular L. */
export function solveUpper(l: Matrix, b: Matrix): Matrix {
  const { rows: n, cols } = b;
  const x: Matrix = { rows: n, cols, data: b.data.slice() };
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const factor = l.data[k * n + i]!;
      if (factor === 0) continue;
      for (let j = 0; j < cols; j++) x.data[i * cols + j]! -= factor * x.data[k * cols + j]!;
    }
    const pivot = l.data[i * n + i]!;
    for (let j = 0; j < cols; j++) x.data[i * cols + j]! /= pivot;
  }
  return x;
}

/** L⁻¹ x. */
export function whiten(l: Matrix, x: ArrayLike<number>): Float64Array {
  const made = Float64Array.from(x);
  solveLowerInPlace(l, made);
  return made;
}

/** (L Lᵀ)⁻¹ x. */
export function solve(l: Matrix, x: ArrayLike<number>): Float64Array {
  const made = whiten(l, x);
  solveUpperInPlace(l, made);
  return made;
}

/** (L Lᵀ)⁻¹. */
export function inverse(l: Matrix): Matrix {
  const n = l.rows;
  const identity = matrixOf(n, n, (i, j) => (i === j ? 1 : 0));
  return solveUpper(l, solveLower(l, identity));
}

/** L⁻¹ S L⁻ᵀ for a symmetric S, symmetric to the bit. */
export function congruence(l: Matrix, s: Matrix): Matrix {
  const n = s.rows;
  const half = solveLower(l, s);
  const whole = solveLower(l, {
    rows: n,
    cols: n,
    data: matrixOf(n, n, (i, j) => half.data[j * n + i]!).data,
  });
  return matrixOf(n, n, (i, j) => 0.5 * (whole.data[i * n + j]! + whole.data[j * n + i]!));
}

/** L Lᵀ. */
export function gram({ rows, cols, data }: Matrix): Matrix {
  return matrixOf(rows, rows, (i, j) => {
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += data[i * cols + k]! * data[j * cols + k]!;
    return sum;
  });
}

/**
 * The lower triangular E with (I + E)(I + E)ᵀ = I + M, for a symmetric M: `cholesky(I + M)` − I without the subtraction.
 *
 * Keeps the digits of a small M; undefined where I + M is not positive definite.
 */
export function choleskyExcess(m: Matrix): Matrix | undefined {
  const n = m.rows;
  const e = zeros(n, n);
  for (let j = 0; j < n; j++) {
    let square = m.data[j * n + j]!;
    for (let k = 0; k < j; k++) square -= e.data[j * n + k]! ** 2;
    if (!(square > -1)) return undefined;
    const pivot = Math.sqrt(1 + square);
    e.data[j * n + j] = square / (1 + pivot);
    for (let i = j + 1; i < n; i++) {
      let sum = m.data[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= e.data[i * n + k]! * e.data[j * n + k]!;
      e.data[i * n + j] = sum / pivot;
    }
  }
  return e;
}
