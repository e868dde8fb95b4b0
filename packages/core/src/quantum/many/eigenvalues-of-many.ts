import { blockEigen } from "../block-eigen.ts";
import type { DensityMatrices } from "./density-matrices.ts";
import { type EigenMany, eigenMany, inBlocks } from "./eigen-many.ts";
import { matrixAt } from "./kept-states.ts";
import { qubitEigenvalues } from "./qubit.ts";

/** Whether an entry of the first column is 0, so that the matrix may fall into blocks that are told apart. */
export function mayFall(n: number, re: Float64Array, im: Float64Array, from: number): boolean {
  for (let i = 1, at = from + n; i < n; i++, at += n) if (re[at] === 0 && im[at] === 0) return true;
  return false;
}

/** Copies `count` matrices from the first on to where they are decomposed, from the `to`-th place on. */
export function place(
  many: EigenMany,
  states: DensityMatrices,
  first: number,
  count: number,
  to: number = 0,
): void {
  const square = states.dimension ** 2;
  const [from, end] = [first * square, (first + count) * square];
  many.re.set(states.re.subarray(from, end), to * square);
  many.im.set(states.im.subarray(from, end), to * square);
}

/** Eigenvalues of qubits. */
function qubitValues({ count, re, im }: DensityMatrices, tolerance: number): Float64Array {
  const values = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) qubitEigenvalues(re, im, 4 * k, tolerance, values, 2 * k);
  return values;
}

/** Eigenvalues of larger states. */
function blockedValues(states: DensityMatrices, traces: Float64Array, tolerance: number): Float64Array {
  const { count, dimension: n, re, im } = states;
  const made = new Float64Array(count * n);
  const many = eigenMany(n);
  inBlocks(many, count, (first, size) => {
    place(many, states, first, size);
    many.decompose(size, false);
    made.set(many.values.subarray(0, size * n), first * n);
  });
  for (let k = 0; k < count; k++) {
    const values = made.subarray(k * n, (k + 1) * n);
    const falls = mayFall(n, re, im, k * n * n);
    const apart = falls ? blockEigen(matrixAt(states, k)) : undefined;
    if (apart !== undefined) values.set(apart.values);
    const rounding = n * 2 ** -52 * Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
    for (let i = 0; i < n; i++) {
      const noise = Math.max(apart?.valueNoise[i] ?? rounding, tolerance);
      values[i] = Math.abs(values[i]!) <= noise ? 0 : values[i]! / traces[k]!;
    }
  }
  return made;
}

/**
 * Eigenvalues of each state, falling, by its trace; those within rounding or `tolerance` of 0 are 0, lower ones are left
 * negative.
 */
export function eigenvaluesOfMany(
  states: DensityMatrices,
  traces: Float64Array,
  tolerance: number,
): Float64Array {
  return states.dimension === 2 ? qubitValues(states, tolerance) : blockedValues(states, traces, tolerance);
}
