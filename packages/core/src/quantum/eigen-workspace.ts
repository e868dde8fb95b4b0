import { plainLoops } from "./plain-loops.ts";

/** The arrays that one decomposition works on; matrices are n by n, row after row. */
export interface EigenArrays {
  readonly n: number;
  /** The matrix, of which the lower triangle is read, and then the eigenvectors. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Row k holds v of the k-th reflection I − β v v†, zero up to place k. */
  readonly vr: Float64Array;
  readonly vi: Float64Array;
  readonly beta: Float64Array;
  /** A product of the matrix and a reflector. */
  readonly pr: Float64Array;
  readonly pi: Float64Array;
  /** Real eigenvectors of the tridiagonal matrix, as rows. */
  readonly z: Float64Array;
  /** Rotations that are still to be applied to the rows of z. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** The loops over n² numbers; each has a compiled twin. */
export interface EigenLoops {
  /** p = A v, with v row k of the reflectors, in the rows and columns after k. */
  multiply(k: number): void;
  /** A −= v p† + p v† in the lower triangle after k. */
  subtract(k: number): void;
  /** Turns rows i and i + 1 of z by each rotation from i = `high` down to `low`. */
  turn(low: number, high: number): void;
  /** Applies the reflections, the last first, to rows m and l of the eigenvectors, the same row twice to one alone. */
  reflect(m: number, l: number): void;
}

/** Arrays with the loops that work on them. */
export interface EigenWorkspace extends EigenArrays, EigenLoops {}

/** A workspace for plain JavaScript. */
export function plainWorkspace(n: number): EigenWorkspace {
  const square = (): Float64Array => new Float64Array(n * n);
  const row = (): Float64Array => new Float64Array(n);
  const arrays: EigenArrays = {
    n,
    re: square(),
    im: square(),
    vr: square(),
    vi: square(),
    beta: row(),
    pr: row(),
    pi: row(),
    z: square(),
    cos: row(),
    sin: row(),
  };
  return { ...arrays, ...plainLoops(arrays) };
}
