import { pairedLoops } from "./compiled-loops.ts";
import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { eigenWorkspace } from "./eigen-engine.ts";
import type { EigenWorkspace } from "./eigen-workspace.ts";
import { refuse } from "./fail.ts";
import { compiledMany } from "./many/compiled-many.ts";
import type { EigenMany } from "./many/eigen-many.ts";

/** Eigenvalues of a Hermitian matrix in falling order; row k of `vectors` is the eigenvector of value k. */
export interface HermitianEigen {
  readonly values: Float64Array;
  readonly vectors: ComplexMatrix;
}

/** A = Q D T D† Q† with a real symmetric tridiagonal T, phases D and a product Q of reflections, left in the workspace. */
interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly off: Float64Array;
  readonly phaseRe: Float64Array;
  readonly phaseIm: Float64Array;
}

/**
 * Householder's reduction of a Hermitian matrix, of which the lower triangle is read.
 *
 * @see Golub & Van Loan, Matrix Computations, §8.3.1; Martin, Reinsch & Wilkinson, Numer. Math. 11 (1968) 181.
 */
function tridiagonalise(h: ComplexMatrix, work: EigenWorkspace): Tridiagonal {
  const { n, re, im, vr, vi, beta, pr, pi } = work;
  re.set(h.re);
  im.set(h.im);
  const off = new Float64Array(n);
  const phaseRe = new Float64Array(n).fill(1);
  const phaseIm = new Float64Array(n);
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
    work.multiply(k);
    let inner = 0;
    for (let i = k + 1; i < n; i++) inner += pr[i]! * vr[row + i]! + pi[i]! * vi[row + i]!;
    const half = 0.5 * b * b * inner;
    for (let i = k + 1; i < n; i++) {
      pr[i] = b * pr[i]! - half * vr[row + i]!;
      pi[i] = b * pi[i]! - half * vi[row + i]!;
    }
    work.subtract(k);
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => re[i * n + i]!);
  return { diagonal, off, phaseRe, phaseIm };
}

/** Steps that one eigenvalue may take; two or three are usual. */
const STEPS = 100;

/**
 * QL steps with implicit shifts on a tridiagonal matrix, in place; with `vectors` the rows of z are turned along.
 *
 * An off-diagonal entry counts as 0 against the largest |d| + |e| met so far: against its own neighbours alone it
 * never would where eigenvalues are 0.
 *
 * @see Dubrulle, Martin & Wilkinson, Numer. Math. 12 (1968) 377; Golub & Van Loan, §8.3.5.
 */
function implicitQl(
  { diagonal: d, off: e }: Tridiagonal,
  { n, cos: cosines, sin: sines, turn }: EigenWorkspace,
  vectors: boolean,
): void {
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
      if (vectors && last < m) turn(last, m - 1);
      e[m] = 0;
      if (split) continue;
      d[l]! -= shift;
      e[l] = g;
    }
  }
}

/** Q D z for every row z, in the place of the matrix. */
function transformBack({ n, re, im, z, reflect }: EigenWorkspace, { phaseRe, phaseIm }: Tridiagonal): void {
  for (let m = 0; m < n; m++) {
    for (let i = 0; i < n; i++) {
      re[m * n + i] = z[m * n + i]! * phaseRe[i]!;
      im[m * n + i] = z[m * n + i]! * phaseIm[i]!;
    }
  }
  for (let m = 0; m < n; m += 2) reflect(m, Math.min(m + 1, n - 1));
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
    for (let index = 0; index < part.length; index++) {
      const size = Math.abs(part[index]!);
      if (!(size < Number.POSITIVE_INFINITY)) {
        const value = part[index]!;
        refuse(`${fn}: matrix holds ${value} at ${index}; its entries must be finite`, { index, value });
      }
      if (size > top) top = size;
    }
  }
  const factor = top > 0 ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(top)))) : 1;
  if (factor === 1) return { matrix: h, factor };
  const times = (part: Float64Array): Float64Array => {
    const made = new Float64Array(part.length);
    for (let i = 0; i < part.length; i++) made[i] = part[i]! * factor;
    return made;
  };
  return { matrix: { ...h, re: times(h.re), im: times(h.im) }, factor };
}

/** From this many rows on one matrix is worth a call of the loops that take two, up to where it has loops of its own. */
const [LEAST_PAIRED, MOST_PAIRED] = [2, 31];
const rooms = new Map<number, EigenMany>();

/** A small matrix decomposed by the compiled loops, if there are any. */
function decomposed({ rows: n, re, im }: ComplexMatrix, vectors: boolean): EigenMany | undefined {
  const own = n < LEAST_PAIRED || n > MOST_PAIRED ? null : pairedLoops(n);
  if (own === null) return undefined;
  const room = rooms.get(n) ?? compiledMany(n, own);
  rooms.set(n, room);
  room.re.set(re);
  room.im.set(im);
  room.decompose(1, vectors);
  return room;
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
  const small = decomposed(h, true);
  if (small !== undefined) {
    return {
      values: small.values.slice(0, n).map((value) => value / factor),
      vectors: { rows: n, cols: n, re: small.vr.slice(0, n * n), im: small.vi.slice(0, n * n) },
    };
  }
  const work = eigenWorkspace(n);
  const t = tridiagonalise(h, work);
  for (let i = 0; i < n; i++) work.z[i * n + i] = 1;
  implicitQl(t, work, true);
  transformBack(work, t);
  const order = fallingOrder(t.diagonal);
  return {
    values: Float64Array.from(order, (i) => t.diagonal[i]! / factor),
    vectors: rowsOf({ rows: n, cols: n, re: work.re, im: work.im }, order),
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
  const small = decomposed(h, false);
  if (small !== undefined) return small.values.slice(0, matrix.rows).map((value) => value / factor);
  const work = eigenWorkspace(matrix.rows);
  const t = tridiagonalise(h, work);
  implicitQl(t, work, false);
  return t.diagonal
    .sort()
    .reverse()
    .map((value) => value / factor);
}
