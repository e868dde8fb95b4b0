import { type ComplexMatrix, complexIdentity } from "./complex-matrix.ts";

const SWEEPS = 40;

/** cos, both parts of sin·e^(−iφ), and g·tan, of the rotation that makes [[a, g e^(iφ)], [·, b]] diagonal, from b − a and g e^(iφ). */
function rotation(gap: number, re: number, im: number): readonly [number, number, number, number] {
  const size = Math.hypot(re, im);
  const theta = gap / (2 * size);
  const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
  const cos = 1 / Math.hypot(1, tan);
  return [cos, (tan * cos * re) / size, (-tan * cos * im) / size, tan * size];
}

/** Turns rows p and q: p′ = cos·p − w·q, and q′ = w*·p + cos·q. */
function turn(x: ComplexMatrix, p: number, q: number, cos: number, wr: number, wi: number): void {
  const { cols, re, im } = x;
  for (let k = 0, a = p * cols, b = q * cols; k < cols; k++, a++, b++) {
    const pr = re[a]!;
    const pi = im[a]!;
    const qr = re[b]!;
    const qi = im[b]!;
    re[a] = cos * pr - (wr * qr - wi * qi);
    im[a] = cos * pi - (wr * qi + wi * qr);
    re[b] = cos * qr + wr * pr + wi * pi;
    im[b] = cos * qi + wr * pi - wi * pr;
  }
}

/** What a perturbation does to a diagonal matrix: eigenvalue i is `base[i] + shift[i]`, its vector row i. */
export interface Perturbed {
  readonly shift: Float64Array;
  readonly vectors: ComplexMatrix;
}

/**
 * Eigenvalues and eigenvectors of diag(base) + H by Jacobi's rotations, the shifts of the eigenvalues held apart.
 *
 * However small H is, shifts and mixing amplitudes keep the digits that H has, which two decompositions would not.
 *
 * @see Golub & Van Loan, Matrix Computations, §8.5.
 */
export function perturbedEigen(base: Float64Array, h: ComplexMatrix): Perturbed {
  const n = base.length;
  const re = h.re.slice();
  const im = h.im.slice();
  const shift = Float64Array.from(base, (_, i) => re[i * n + i]!);
  const vectors = complexIdentity(n);
  let top = 0;
  for (let i = 0; i < re.length; i++) top = Math.max(top, Math.abs(re[i]!), Math.abs(im[i]!));
  for (let sweep = 0, rotated = true; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const gr = re[p * n + q]!;
        const gi = im[p * n + q]!;
        const product = Math.abs((base[p]! + shift[p]!) * (base[q]! + shift[q]!));
        const least = Math.max(1e-290, 2 ** -60 * Math.min(top, Math.sqrt(product)));
        if (Math.abs(gr) + Math.abs(gi) <= least) continue;
        rotated = true;
        const gap = base[q]! - base[p]! + (shift[q]! - shift[p]!);
        const [cos, wr, wi, step] = rotation(gap, gr, gi);
        shift[p]! -= step;
        shift[q]! += step;
        const work = { rows: n, cols: n, re, im };
        turn(work, p, q, cos, wr, -wi);
        for (let k = 0; k < n; k++) {
          re[k * n + p] = re[p * n + k]!;
          im[k * n + p] = -im[p * n + k]!;
          re[k * n + q] = re[q * n + k]!;
          im[k * n + q] = -im[q * n + k]!;
        }
        for (const at of [p * n + q, q * n + p]) {
          re[at] = 0;
          im[at] = 0;
        }
        turn(vectors, p, q, cos, wr, wi);
      }
    }
  }
  return { shift, vectors };
}

/** Singular values of the matrix whose columns are the rows given. */
export interface SingularValues {
  readonly values: Float64Array;
  /** Row i is the right singular vector of value i. */
  readonly vectors: ComplexMatrix;
  /** Row i is the left singular vector of value i times that value. */
  readonly images: ComplexMatrix;
}

/**
 * Singular values by turning columns (given as rows) until they are orthogonal, which keeps the digits of small ones.
 *
 * @see Hestenes, J. SIAM 6 (1958) 51; Demmel & Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204.
 */
export function singularValues(columns: ComplexMatrix): SingularValues {
  const { rows: n, cols } = columns;
  const y: ComplexMatrix = { rows: n, cols, re: columns.re.slice(), im: columns.im.slice() };
  const vectors = complexIdentity(n);
  for (let sweep = 0, rotated = true; rotated && sweep < SWEEPS; sweep++) {
    rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        let first = 0;
        let second = 0;
        let gr = 0;
        let gi = 0;
        for (let k = 0, a = p * cols, b = q * cols; k < cols; k++, a++, b++) {
          const pr = y.re[a]!;
          const pi = y.im[a]!;
          const qr = y.re[b]!;
          const qi = y.im[b]!;
          first += pr * pr + pi * pi;
          second += qr * qr + qi * qi;
          gr += pr * qr + pi * qi;
          gi += pr * qi - pi * qr;
        }
        if (Math.hypot(gr, gi) <= Math.max(1e-300, 2 ** -52 * Math.sqrt(first) * Math.sqrt(second))) continue;
        rotated = true;
        const [cos, wr, wi] = rotation(second - first, gr, gi);
        turn(y, p, q, cos, wr, wi);
        turn(vectors, p, q, cos, wr, wi);
      }
    }
  }
  const values = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = i * cols; k < (i + 1) * cols; k++) sum += y.re[k]! ** 2 + y.im[k]! ** 2;
    return Math.sqrt(sum);
  });
  return { values, vectors, images: y };
}
