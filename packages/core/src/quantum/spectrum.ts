import { blockEigen, type NoisyEigen } from "./block-eigen.ts";
import { type ComplexMatrix, kronecker } from "./complex-matrix.ts";
import { fallingOrder, rowsOf } from "./hermitian-eigen.ts";

/** Eigenvalues of a state: probabilities in falling order, exactly 0 below their noise; its eigenvectors are rows. */
export interface Spectrum {
  readonly values: Float64Array;
  readonly vectors: ComplexMatrix;
  /** Bound of the rounding error of an inner product with each eigenvector. */
  readonly vectorNoise: Float64Array;
}

/** A decomposition as probabilities: what is within its noise, or within `tolerance`, of 0 becomes 0. */
export function toSpectrum(
  { values, vectors, valueNoise, vectorNoise }: NoisyEigen,
  trace: number,
  tolerance = 0,
): Spectrum {
  return {
    values: values.map((value, i) => (value <= Math.max(valueNoise[i]!, tolerance) ? 0 : value / trace)),
    vectors,
    vectorNoise,
  };
}

/** The spectrum of a matrix that is known to be a state. */
export function makeSpectrum(matrix: ComplexMatrix, trace: number): Spectrum {
  return toSpectrum(blockEigen(matrix), trace);
}

/** The spectrum of A ⊗ B from theirs. */
export function tensorSpectrum(a: Spectrum, b: Spectrum): Spectrum {
  const m = b.values.length;
  const values = Float64Array.from({ length: a.values.length * m }, (_, i) => {
    return a.values[Math.floor(i / m)]! * b.values[i % m]!;
  });
  const order = fallingOrder(values);
  return {
    values: Float64Array.from(order, (i) => values[i]!),
    vectors: rowsOf(kronecker(a.vectors, b.vectors), order),
    vectorNoise: Float64Array.from(order, (i) => a.vectorNoise[Math.floor(i / m)]! + b.vectorNoise[i % m]!),
  };
}
