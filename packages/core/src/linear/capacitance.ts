import { cholesky, logDeterminant, solve, solveLower } from "./cholesky.ts";
import { type Matrix, matrixOf, transpose } from "./matrix.ts";

/** D + F Fᵀ with a diagonal D, by what is as small as F is narrow. */
export interface Capacitance {
  readonly diagonal: Float64Array;
  readonly factor: Matrix;
  /** The lower triangular factor of I + Fᵀ D⁻¹ F. */
  readonly inner: Matrix;
  readonly logDeterminant: number;
}

/** Fᵀ D⁻¹ G, r by s. */
function cross(f: Matrix, diagonal: Float64Array, g: Matrix): Matrix {
  return matrixOf(f.cols, g.cols, (i, j) => {
    let sum = 0;
    for (let k = 0; k < f.rows; k++) {
      sum += (f.data[k * f.cols + i]! / diagonal[k]!) * g.data[k * g.cols + j]!;
    }
    return sum;
  });
}

/** The capacitance of D + F Fᵀ: in O(n r²) instead of O(n³). */
export function capacitance(fn: string, diagonal: Float64Array, factor: Matrix): Capacitance {
  const c = cross(factor, diagonal, factor);
  for (let i = 0; i < c.rows; i++) c.data[i * c.rows + i]! += 1;
  const inner = cholesky(fn, "capacitance", c);
  const logs = diagonal.reduce((sum, entry) => sum + Math.log(entry), 0);
  return { diagonal, factor, inner, logDeterminant: logs + logDeterminant(inner) };
}

/** (D + F Fᵀ)⁻¹ x, by Woodbury's identity. */
export function solveCapacitance(
  { diagonal, factor, inner }: Capacitance,
  x: ArrayLike<number>,
): Float64Array {
  const scaled = Float64Array.from(diagonal, (entry, i) => x[i]! / entry);
  const { rows, cols, data } = factor;
  const projected = new Float64Array(cols);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) projected[j]! += data[i * cols + j]! * scaled[i]!;
  const turned = solve(inner, projected);
  return scaled.map((value, i) => {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += data[i * cols + j]! * turned[j]!;
    return value - sum / diagonal[i]!;
  });
}

/** tr[(D + F Fᵀ)⁻¹ (D′ + F′F′ᵀ)]. */
export function traceOfRatio(q: Capacitance, p: Capacitance): number {
  const own = solveLower(q.inner, transpose(scaledRows(q.factor, q.diagonal)));
  let sum = 0;
  for (let i = 0; i < q.diagonal.length; i++) {
    let removed = 0;
    for (let j = 0; j < own.rows; j++) removed += own.data[j * own.cols + i]! ** 2;
    sum += p.diagonal[i]! * (1 / q.diagonal[i]! - removed);
  }
  const f = p.factor;
  for (const [i, value] of f.data.entries()) sum += (value / q.diagonal[Math.floor(i / f.cols)]!) * value;
  const mixed = solveLower(q.inner, cross(q.factor, q.diagonal, f));
  return sum - mixed.data.reduce((total, value) => total + value * value, 0);
}

function scaledRows({ rows, cols, data }: Matrix, diagonal: Float64Array): Matrix {
  return matrixOf(rows, cols, (i, j) => data[i * cols + j]! / diagonal[i]!);
}
