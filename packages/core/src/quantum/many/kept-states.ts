import type { ComplexMatrix } from "../complex-matrix.ts";
import { stateTrace, valuesOf } from "../known-state.ts";
import type { DensityMatrix } from "../state.ts";
import type { DensityMatrices } from "./density-matrices.ts";

/** What is kept of states that were checked. */
export interface Kept {
  readonly traces: Float64Array;
  /** Eigenvalues of each, falling, exactly 0 below their noise. */
  readonly values: Float64Array;
  /** One of them. */
  readonly state: (index: number) => DensityMatrix;
}

const records = new WeakMap<object, Kept>();

/** Enters states that were checked. */
export function keep(states: DensityMatrices, kept: Kept): DensityMatrices {
  records.set(states, kept);
  return states;
}

/** Whether a value is what `densityMatrices` made. */
export const isMany = (value: unknown): value is DensityMatrices =>
  typeof value === "object" && value !== null && records.has(value);

/** Traces and eigenvalues. */
export const keptOf = (states: DensityMatrices): Kept => records.get(states)!;

/** A single state as many. */
export function alone(state: DensityMatrix): DensityMatrices {
  const { dimension, dims, re, im } = state;
  return keep(
    { count: 1, dimension, dims, re, im },
    { traces: Float64Array.of(stateTrace(state)), values: valuesOf(state), state: () => state },
  );
}

/** The k-th matrix, in the same memory. */
export function matrixAt({ dimension: n, re, im }: DensityMatrices, k: number): ComplexMatrix {
  const [from, to] = [k * n * n, (k + 1) * n * n];
  return { rows: n, cols: n, re: re.subarray(from, to), im: im.subarray(from, to) };
}
