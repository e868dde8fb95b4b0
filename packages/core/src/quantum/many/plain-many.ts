import { hermitianEigen, hermitianEigenvalues } from "../hermitian-eigen.ts";
import { timesTransposed } from "../products.ts";
import { singularValues } from "../singular-values.ts";
import type { EigenMany } from "./eigen-many.ts";

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

/** One matrix after another, by the solver that takes one. */
export function plainMany(n: number): EigenMany {
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
