import { arraysOf, type CompiledLoops, compiledLoops } from "./compiled-loops.ts";
import { type ComplexMatrix, complexIdentity } from "./complex-matrix.ts";
import { rotation, SWEEPS, turn } from "./rotation.ts";

/** Singular values of the matrix whose columns are the rows given. */
export interface SingularValues {
  readonly values: Float64Array;
  /** Row i is the right singular vector of value i. */
  readonly vectors: ComplexMatrix;
  /** Row i is the left singular vector of value i times that value. */
  readonly images: ComplexMatrix;
}

/** Turns each pair of rows of y to be orthogonal, and the rows of v with them; whether any was turned. */
function plainSweep(y: ComplexMatrix, v: ComplexMatrix): boolean {
  const { rows: n, cols } = y;
  let rotated = false;
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
      turn(v, p, q, cos, wr, wi);
    }
  }
  return rotated;
}

/** A copy in the memory of the loops. */
function placed(
  { rows, cols, re, im }: ComplexMatrix,
  array: (length: number) => Float64Array,
): ComplexMatrix {
  const made = { rows, cols, re: array(re.length), im: array(im.length) };
  made.re.set(re);
  made.im.set(im);
  return made;
}

const copied = ({ rows, cols, re, im }: ComplexMatrix): ComplexMatrix => ({
  rows,
  cols,
  re: re.slice(),
  im: im.slice(),
});

/** Sweeps until no pair turns. */
function orthogonalise(
  columns: ComplexMatrix,
  own: CompiledLoops | null,
): readonly [ComplexMatrix, ComplexMatrix] {
  const { rows: n, cols } = columns;
  const array = own === null ? undefined : arraysOf(own);
  const [y, v] = [columns, complexIdentity(n)].map((x) =>
    array === undefined ? copied(x) : placed(x, array),
  ) as [ComplexMatrix, ComplexMatrix];
  const sweep = (): boolean =>
    own === null
      ? plainSweep(y, v)
      : own.sweep(n, cols, y.re.byteOffset, y.im.byteOffset, v.re.byteOffset, v.im.byteOffset) !== 0;
  for (let round = 0; round < SWEEPS && sweep(); round++);
  return own === null ? [y, v] : [copied(y), copied(v)];
}

/**
 * Singular values by turning columns (given as rows) until they are orthogonal, which keeps the digits of small ones.
 *
 * @see Hestenes, J. SIAM 6 (1958) 51; Demmel & Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204.
 */
export function singularValues(columns: ComplexMatrix): SingularValues {
  const { rows: n, cols } = columns;
  const [y, vectors] = orthogonalise(columns, compiledLoops(n, cols));
  const values = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = i * cols; k < (i + 1) * cols; k++) sum += y.re[k]! ** 2 + y.im[k]! ** 2;
    return Math.sqrt(sum);
  });
  return { values, vectors, images: y };
}
