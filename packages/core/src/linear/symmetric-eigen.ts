import { type Matrix, matrixOf } from "./matrix.ts";

/** Eigenvalues in falling order, with the eigenvectors as the columns of an orthogonal matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

const SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations.
 *
 * Small eigenvalues of a positive definite matrix keep their digits as far as its entries tell them.
 *
 * @see Golub & Van Loan, Matrix Computations, §8.5; Demmel & Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  const s = a.data.slice();
  const v = matrixOf(n, n, (i, j) => (i === j ? 1 : 0));
  for (let sweep = 0, rotated = true; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = s[p * n + q]!;
        const first = s[p * n + p]!;
        const second = s[q * n + q]!;
        if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(first * second)) || Math.abs(off) < 1e-300) continue;
        rotated = true;
        const theta = (second - first) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
        const c = 1 / Math.hypot(1, t);
        rotate(s, v.data, n, p, q, c, t * c);
        s[p * n + p] = first - t * off;
        s[q * n + q] = second + t * off;
        s[p * n + q] = 0;
        s[q * n + p] = 0;
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[j * n + j]! - s[i * n + i]!);
  return {
    values: Float64Array.from(order, (i) => s[i * n + i]!),
    vectors: matrixOf(n, n, (i, j) => v.data[i * n + order[j]!]!),
  };
}

/** Turns rows and columns p and q of S, and columns p and q of V, by the angle with this cosine and sine. */
function rotate(
  s: Float64Array,
  v: Float64Array,
  n: number,
  p: number,
  q: number,
  cos: number,
  sin: number,
): void {
  for (let k = 0; k < n; k++) {
    const vp = v[k * n + p]!;
    const vq = v[k * n + q]!;
    v[k * n + p] = cos * vp - sin * vq;
    v[k * n + q] = sin * vp + cos * vq;
    if (k === p || k === q) continue;
    const sp = s[k * n + p]!;
    const sq = s[k * n + q]!;
    const turnedP = cos * sp - sin * sq;
    const turnedQ = sin * sp + cos * sq;
    s[k * n + p] = turnedP;
    s[p * n + k] = turnedP;
    s[k * n + q] = turnedQ;
    s[q * n + k] = turnedQ;
  }
}
