import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";

/** Eigenvalues of a Hermitian matrix in falling order; row k of `vectors` is the eigenvector of value k. */
export interface HermitianEigen {
  readonly values: Float64Array;
  readonly vectors: ComplexMatrix;
}

/** A = Q D T D† Q† with a real symmetric tridiagonal T, phases D and a product Q of reflections I − β v v†. */
interface Tridiagonal {
  readonly n: number;
  readonly diagonal: Float64Array;
  readonly off: Float64Array;
  /** Row k holds v of the k-th reflection, zero up to place k. */
  readonly reflectors: ComplexMatrix;
  readonly beta: Float64Array;
  readonly phaseRe: Float64Array;
  readonly phaseIm: Float64Array;
}

/**
 * Householder's reduction of a Hermitian matrix, of which the lower triangle is read.
 *
 * @see Golub & Van Loan, Matrix Computations, §8.3.1; Martin, Reinsch & Wilkinson, Numer. Math. 11 (1968) 181.
 */
function tridiagonalise(h: ComplexMatrix): Tridiagonal {
  const n = h.rows;
  const re = h.re.slice();
  const im = h.im.slice();
  const reflectors = complexZeros(Math.max(1, n), n);
  const { re: vr, im: vi } = reflectors;
  const beta = new Float64Array(n);
  const off = new Float64Array(n);
  const phaseRe = new Float64Array(n).fill(1);
  const phaseIm = new Float64Array(n);
  const pr = new Float64Array(n);
  const pi = new Float64Array(n);
  for (let k = 0; k + 1 < n; k++) {
    const head = (k + 1) * n + k;
    let tail = 0;
    for (let i = k + 2; i < n; i++) tail += re[i * n + k]! ** 2 + im[i * n + k]! ** 2;
    const xr = re[head]!;
    const xi = im[head]!;
    const first = Math.sqrt(xr * xr + xi * xi);
    const unitRe = first > 0 ? xr / first : 1;
    const unitIm = first > 0 ? xi / first : 0;
    const norm = tail > 0 ? Math.sqrt(first * first + tail) : first;
    const sign = tail > 0 ? -1 : 1;
    off[k] = norm;
    const stepRe = sign * unitRe;
    const stepIm = sign * unitIm;
    phaseRe[k + 1] = phaseRe[k]! * stepRe - phaseIm[k]! * stepIm;
    phaseIm[k + 1] = phaseRe[k]! * stepIm + phaseIm[k]! * stepRe;
    if (tail === 0) continue;
    const row = k * n;
    vr[row + k + 1] = (first + norm) * unitRe;
    vi[row + k + 1] = (first + norm) * unitIm;
    for (let i = k + 2; i < n; i++) {
      vr[row + i] = re[i * n + k]!;
      vi[row + i] = im[i * n + k]!;
    }
    const b = 1 / (norm * (norm + first));
    beta[k] = b;
    pr.fill(0);
    pi.fill(0);
    for (let i = k + 1; i < n; i++) {
      const yr = vr[row + i]!;
      const yi = vi[row + i]!;
      let sumRe = re[i * n + i]! * yr;
      let sumIm = re[i * n + i]! * yi;
      for (let j = k + 1, at = i * n + k + 1; j < i; j++, at++) {
        const ar = re[at]!;
        const ai = im[at]!;
        const zr = vr[row + j]!;
        const zi = vi[row + j]!;
        sumRe += ar * zr - ai * zi;
        sumIm += ar * zi + ai * zr;
        pr[j]! += ar * yr + ai * yi;
        pi[j]! += ar * yi - ai * yr;
      }
      pr[i]! += sumRe;
      pi[i]! += sumIm;
    }
    let inner = 0;
    for (let i = k + 1; i < n; i++) inner += pr[i]! * vr[row + i]! + pi[i]! * vi[row + i]!;
    const half = 0.5 * b * b * inner;
    for (let i = k + 1; i < n; i++) {
      pr[i] = b * pr[i]! - half * vr[row + i]!;
      pi[i] = b * pi[i]! - half * vi[row + i]!;
    }
    for (let i = k + 1; i < n; i++) {
      const yr = vr[row + i]!;
      const yi = vi[row + i]!;
      const wr = pr[i]!;
      const wi = pi[i]!;
      for (let j = k + 1, at = i * n + k + 1; j <= i; j++, at++) {
        const zr = vr[row + j]!;
        const zi = vi[row + j]!;
        const ur = pr[j]!;
        const ui = pi[j]!;
        re[at]! -= yr * ur + yi * ui + wr * zr + wi * zi;
        im[at]! -= yi * ur - yr * ui + wi * zr - wr * zi;
      }
    }
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => re[i * n + i]!);
  return { n, diagonal, off, reflectors, beta, phaseRe, phaseIm };
}

/** Steps that one eigenvalue may take; two or three are usual. */
const STEPS = 100;

/**
 * QL steps with implicit shifts on a tridiagonal matrix, in place; rows of `z` are turned along.
 *
 * An off-diagonal entry counts as 0 against the largest |d| + |e| met so far: against its own neighbours alone it
 * never would where eigenvalues are 0.
 *
 * @see Dubrulle, Martin & Wilkinson, Numer. Math. 12 (1968) 377; Golub & Van Loan, §8.3.5.
 */
function implicitQl(d: Float64Array, e: Float64Array, z: Float64Array | undefined): void {
  const n = d.length;
  const cosines = new Float64Array(n);
  const sines = new Float64Array(n);
  let scale = 0;
  for (let l = 0; l < n; l++) {
    scale = Math.max(scale, Math.abs(d[l]!) + Math.abs(e[l]!));
    for (let step = 0; ; step++) {
      let m = l;
      while (m + 1 < n && Math.abs(e[m]!) > 2 ** -53 * scale) m++;
      if (m === l) break;
      if (step === STEPS)
        throw new Error(`hermitianEigen: eigenvalue ${l} has not converged in ${STEPS} steps`);
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      g = d[m]! - d[l]! + e[l]! / (g + (g < 0 ? -1 : 1) * Math.sqrt(g * g + 1));
      let sin = 1;
      let cos = 1;
      let shift = 0;
      let split = false;
      let last = m;
      for (let i = m - 1; i >= l; i--) {
        const f = sin * e[i]!;
        const b = cos * e[i]!;
        const r = Math.sqrt(f * f + g * g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1]! -= shift;
          split = true;
          break;
        }
        sin = f / r;
        cos = g / r;
        g = d[i + 1]! - shift;
        const t = (d[i]! - g) * sin + 2 * cos * b;
        shift = sin * t;
        d[i + 1] = g + shift;
        g = cos * t - b;
        cosines[i] = cos;
        sines[i] = sin;
        last = i;
      }
      if (z !== undefined && last < m) turnRows(z, n, last, m - 1, cosines, sines);
      e[m] = 0;
      if (split) continue;
      d[l]! -= shift;
      e[l] = g;
    }
  }
}

/** Turns rows i and i + 1 by each rotation from i = `high` down to `low`, two at a time to save passes. */
function turnRows(
  z: Float64Array,
  n: number,
  low: number,
  high: number,
  cos: Float64Array,
  sin: Float64Array,
): void {
  let i = high;
  for (; i > low; i -= 2) {
    const [c, s, cc, ss] = [cos[i]!, sin[i]!, cos[i - 1]!, sin[i - 1]!];
    for (let x = (i - 1) * n, y = x + n, w = y + n, end = y; x < end; x++, y++, w++) {
      const first = z[x]!;
      const second = z[y]!;
      const third = z[w]!;
      const middle = c * second - s * third;
      z[w] = s * second + c * third;
      z[y] = ss * first + cc * middle;
      z[x] = cc * first - ss * middle;
    }
  }
  if (i < low) return;
  const [c, s] = [cos[i]!, sin[i]!];
  for (let x = i * n, y = x + n, end = y; x < end; x++, y++) {
    const first = z[x]!;
    const second = z[y]!;
    z[y] = s * first + c * second;
    z[x] = c * first - s * second;
  }
}

/** Applies I − β v v† with row k of the reflectors to two rows (or the last alone), each v read once for both. */
function reflectTwo(
  x: ComplexMatrix,
  m: number,
  l: number,
  by: ComplexMatrix,
  k: number,
  beta: number,
): void {
  const n = x.cols;
  const { re, im } = x;
  const { re: vr, im: vi } = by;
  const both = m !== l;
  let ar = 0;
  let ai = 0;
  let br = 0;
  let bi = 0;
  for (
    let v = k * n + k + 1, y = m * n + k + 1, z = l * n + k + 1, end = (k + 1) * n;
    v < end;
    v++, y++, z++
  ) {
    const r = vr[v]!;
    const i = vi[v]!;
    const yr = re[y]!;
    const yi = im[y]!;
    const zr = re[z]!;
    const zi = im[z]!;
    ar += r * yr + i * yi;
    ai += r * yi - i * yr;
    br += r * zr + i * zi;
    bi += r * zi - i * zr;
  }
  ar *= beta;
  ai *= beta;
  br *= both ? beta : 0;
  bi *= both ? beta : 0;
  for (
    let v = k * n + k + 1, y = m * n + k + 1, z = l * n + k + 1, end = (k + 1) * n;
    v < end;
    v++, y++, z++
  ) {
    const r = vr[v]!;
    const i = vi[v]!;
    re[y]! -= ar * r - ai * i;
    im[y]! -= ar * i + ai * r;
    re[z]! -= br * r - bi * i;
    im[z]! -= br * i + bi * r;
  }
}

/** Q D z for every row z. */
function transformBack(t: Tridiagonal, z: Float64Array): ComplexMatrix {
  const { n, reflectors, beta, phaseRe, phaseIm } = t;
  const made = complexZeros(n, n);
  const { re, im } = made;
  for (let m = 0; m < n; m++) {
    for (let i = 0; i < n; i++) {
      re[m * n + i] = z[m * n + i]! * phaseRe[i]!;
      im[m * n + i] = z[m * n + i]! * phaseIm[i]!;
    }
  }
  for (let m = 0; m < n; m += 2) {
    for (let k = n - 2; k >= 0; k--) {
      if (beta[k] !== 0) reflectTwo(made, m, Math.min(m + 1, n - 1), reflectors, k, beta[k]!);
    }
  }
  return made;
}

/** The places of numbers from the greatest to the least. */
export function fallingOrder(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, i) => i).sort((i, j) => values[j]! - values[i]!);
}

/** These rows of a matrix, in this order. */
export function rowsOf({ cols, re, im }: ComplexMatrix, order: readonly number[]): ComplexMatrix {
  const made = complexZeros(order.length, cols);
  for (const [to, from] of order.entries()) {
    made.re.set(re.subarray(from * cols, (from + 1) * cols), to * cols);
    made.im.set(im.subarray(from * cols, (from + 1) * cols), to * cols);
  }
  return made;
}

/** Brings the largest entry near 1, so that squares stay in range. */
function scaled(fn: string, h: ComplexMatrix): { matrix: ComplexMatrix; factor: number } {
  if (h.rows !== h.cols) {
    refuse(`${fn}: matrix has ${h.rows} rows of ${h.cols} entries; it must be square`, { value: h.rows });
  }
  let top = 0;
  for (const part of [h.re, h.im]) {
    for (const [index, value] of part.entries()) {
      if (!Number.isFinite(value)) {
        refuse(`${fn}: matrix holds ${value} at ${index}; its entries must be finite`, { index, value });
      }
      top = Math.max(top, Math.abs(value));
    }
  }
  const factor = top > 0 ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(top)))) : 1;
  if (factor === 1) return { matrix: h, factor };
  const times = (part: Float64Array) => part.map((value) => value * factor);
  return { matrix: { ...h, re: times(h.re), im: times(h.im) }, factor };
}

/**
 * Eigenvalues and eigenvectors of a Hermitian matrix: Householder's reduction, then QL steps with implicit shifts.
 *
 * A = Σ λₖ |k⟩⟨k|, eigenvalues falling, eigenvectors orthonormal as the rows of `vectors`; the lower triangle is read.
 * Eigenvalues are right to a few n·2⁻⁵³ of the largest.
 *
 * @throws RelentError "invalid-argument" for a matrix that is not square, and for entries that are not finite.
 * @see Golub & Van Loan, Matrix Computations, §8.3.
 * @example
 * ```ts
 * hermitianEigen({ rows: 2, cols: 2, re: new Float64Array(4), im: Float64Array.of(0, -1, 1, 0) }).values // Float64Array [ 1, -1 ]
 * ```
 */
export function hermitianEigen(matrix: ComplexMatrix): HermitianEigen {
  const n = matrix.rows;
  const { matrix: h, factor } = scaled("hermitianEigen", matrix);
  const t = tridiagonalise(h);
  const z = new Float64Array(n * n);
  for (let i = 0; i < n; i++) z[i * n + i] = 1;
  implicitQl(t.diagonal, t.off, z);
  const order = fallingOrder(t.diagonal);
  return {
    values: Float64Array.from(order, (i) => t.diagonal[i]! / factor),
    vectors: rowsOf(transformBack(t, z), order),
  };
}

/**
 * The eigenvalues of a Hermitian matrix alone, falling: a third of the work.
 *
 * @throws RelentError "invalid-argument" for a matrix that is not square, and for entries that are not finite.
 * @see Golub & Van Loan, Matrix Computations, §8.3.
 * @example
 * ```ts
 * hermitianEigenvalues({ rows: 2, cols: 2, re: Float64Array.of(2, 0, 0, 3), im: new Float64Array(4) }) // Float64Array [ 3, 2 ]
 * ```
 */
export function hermitianEigenvalues(matrix: ComplexMatrix): Float64Array {
  const { matrix: h, factor } = scaled("hermitianEigenvalues", matrix);
  const t = tridiagonalise(h);
  implicitQl(t.diagonal, t.off, undefined);
  return t.diagonal
    .sort()
    .reverse()
    .map((value) => value / factor);
}
