import { arraysOf, type CompiledLoops, pairedLoops, ROOM } from "../compiled-loops.ts";
import { hermitianEigen, hermitianEigenvalues } from "../hermitian-eigen.ts";
import { timesTransposed } from "../products.ts";
import { SWEEPS } from "../rotation.ts";
import { singularValues } from "../singular-values.ts";

/**
 * Room for a block of Hermitian matrices of n rows, one after another, and for what is found of them.
 *
 * Its arrays are good until anything else asks for the compiled loops.
 */
export interface EigenMany {
  /** How many matrices fit. */
  readonly block: number;
  /** The matrices, to be written by the caller; their lower triangles are read. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Eigenvalues of each, falling. */
  readonly values: Float64Array;
  /** Eigenvectors of each, as rows, where they were asked for. */
  readonly vr: Float64Array;
  readonly vi: Float64Array;
  /** Decomposes the first `count` matrices. */
  decompose(count: number, vectors: boolean): void;
  /** ⟨j|A|j⟩ of the matrices that stand there now, by the vectors of those that were decomposed. */
  expect(count: number): Float64Array;
  /** The sum of the singular values of A Vᵀ, of the k-th matrix that stands there and the k-th vectors. */
  singularSum(k: number): number;
}

function compiledMany(n: number, own: CompiledLoops): EigenMany {
  const square = n * n;
  const work = 16 * square + 18 * n + 2;
  const block = Math.min(1024, Math.floor((ROOM - work - 12) / (4 * square + 2 * n)) & ~1);
  const array = arraysOf(own);
  const [re, im, vr, vi] = [1, 2, 3, 4].map(() => array(block * square)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [values, expected, space] = [array(block * n), array(block * n), array(work)];
  const [a, b, x, y] = [re.byteOffset, im.byteOffset, vr.byteOffset, vi.byteOffset];
  return {
    ...{ block, re, im, values, vr, vi },
    decompose(count, vectors) {
      const rows = vectors ? x : 0;
      if (own.eigenMany(count, n, a, b, values.byteOffset, rows, y, space.byteOffset) === 0)
        throw new Error("eigenMany: an eigenvalue has not converged in 100 steps");
    },
    expect(count) {
      own.expectMany(count, n, a, b, x, y, expected.byteOffset);
      return expected;
    },
    singularSum(k) {
      const [yr, yi, unused] = [
        space.byteOffset,
        space.byteOffset + 8 * square,
        space.byteOffset + 16 * square,
      ];
      const at = 8 * k * square;
      own.multiplyRows(n, n, n, a + at, b + at, x + at, y + at, yr, yi);
      for (let round = 0; round < SWEEPS; round++) {
        if (own.sweep(n, n, yr, yi, unused, unused + 8 * square) === 0) break;
      }
      return sumOfLengths(n, space, space.subarray(square));
    },
  };
}

/** Σ of the lengths of n complex rows. */
function sumOfLengths(n: number, re: Float64Array, im: Float64Array): number {
  let sum = 0;
  for (let i = 0, at = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < n; j++, at++) square += re[at]! * re[at]! + im[at]! * im[at]!;
    sum += Math.sqrt(square);
  }
  return sum;
}

/** ⟨v|A|v⟩ for row j of the vectors. */
function expectation(
  n: number,
  re: Float64Array,
  im: Float64Array,
  vr: Float64Array,
  vi: Float64Array,
  j: number,
): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let tr = 0;
    let ti = 0;
    for (let c = 0; c < i; c++) {
      tr += re[i * n + c]! * vr[j * n + c]! - im[i * n + c]! * vi[j * n + c]!;
      ti += re[i * n + c]! * vi[j * n + c]! + im[i * n + c]! * vr[j * n + c]!;
    }
    const yr = vr[j * n + i]!;
    const yi = vi[j * n + i]!;
    total += re[i * n + i]! * (yr * yr + yi * yi) + 2 * (yr * tr + yi * ti);
  }
  return total;
}

const PLAIN_BLOCK = 16;

function plainMany(n: number): EigenMany {
  const square = n * n;
  const array = (length: number): Float64Array => new Float64Array(PLAIN_BLOCK * length);
  const [re, im, vr, vi] = [array(square), array(square), array(square), array(square)];
  const [values, expected] = [array(n), array(n)];
  const one = (part: Float64Array, k: number): Float64Array => part.subarray(k * square, (k + 1) * square);
  return {
    ...{ block: PLAIN_BLOCK, re, im, values, vr, vi },
    decompose(count, wanted) {
      for (let k = 0; k < count; k++) {
        const matrix = { rows: n, cols: n, re: one(re, k), im: one(im, k) };
        if (!wanted) {
          values.set(hermitianEigenvalues(matrix), k * n);
          continue;
        }
        const found = hermitianEigen(matrix);
        values.set(found.values, k * n);
        vr.set(found.vectors.re, k * square);
        vi.set(found.vectors.im, k * square);
      }
    },
    expect(count) {
      for (let k = 0; k < count; k++) {
        const parts = [one(re, k), one(im, k), one(vr, k), one(vi, k)] as const;
        for (let j = 0; j < n; j++) expected[k * n + j] = expectation(n, ...parts, j);
      }
      return expected;
    },
    singularSum(k) {
      const parts = { rows: n, cols: n };
      const product = timesTransposed(
        { ...parts, re: one(re, k), im: one(im, k) },
        { ...parts, re: one(vr, k), im: one(vi, k) },
      );
      return singularValues(product).values.reduce((sum, value) => sum + value, 0);
    },
  };
}

/** Room for matrices of n rows. */
export function eigenMany(n: number): EigenMany {
  const own = pairedLoops(n);
  return own === null ? plainMany(n) : compiledMany(n, own);
}
