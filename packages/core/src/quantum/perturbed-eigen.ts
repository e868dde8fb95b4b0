import { type ComplexMatrix, complexIdentity } from "./complex-matrix.ts";
import { rotation, SWEEPS, turn } from "./rotation.ts";

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
