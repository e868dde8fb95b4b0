import { blockEigen } from "../block-eigen.ts";
import { checkDims, type StateOptions, toleranceFor } from "../check-state.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";
import { refuse } from "../fail.ts";
import { known, stateTrace, valuesOf } from "../known-state.ts";
import { toSpectrum } from "../spectrum.ts";
import { type DensityMatrix, readState } from "../state.ts";
import { type EigenMany, eigenMany } from "./eigen-many.ts";
import { qubitEigenvalues } from "./qubit.ts";

/**
 * Many quantum states of one dimension, one after another in flat arrays; `densityMatrices` makes them.
 *
 * Its arrays are not to be written to: what is found out about the states is kept with them.
 */
export interface DensityMatrices {
  readonly count: number;
  readonly dimension: number;
  /** Dimensions of the subsystems, whose product is `dimension`. */
  readonly dims: readonly number[];
  /** Real parts: state after state, row after row. */
  readonly re: Float64Array;
  /** Imaginary parts: state after state, row after row. */
  readonly im: Float64Array;
}

/** How matrices are taken for states. */
export interface DensityMatricesOptions extends StateOptions {
  /** Rows of each matrix; the product of `dims` when left out. */
  readonly dimension?: number;
}

/** What is kept of states that were checked. */
interface Kept {
  readonly traces: Float64Array;
  /** Eigenvalues of each, falling, exactly 0 below their noise. */
  readonly values: Float64Array;
  /** One of them. */
  readonly state: (index: number) => DensityMatrix;
}

const records = new WeakMap<object, Kept>();

/** Whether a value is what `densityMatrices` made. */
export const isMany = (value: unknown): value is DensityMatrices =>
  typeof value === "object" && value !== null && records.has(value);

/** Traces and eigenvalues. */
export const keptOf = (states: DensityMatrices): Kept => records.get(states)!;

/** A single state as many. */
export function alone(state: DensityMatrix): DensityMatrices {
  const { dimension, dims, re, im } = state;
  const states: DensityMatrices = { count: 1, dimension, dims, re, im };
  const kept = { traces: Float64Array.of(stateTrace(state)), values: valuesOf(state), state: () => state };
  records.set(states, kept);
  return states;
}

function matrixAt({ dimension: n, re, im }: DensityMatrices, k: number): ComplexMatrix {
  const [from, to] = [k * n * n, (k + 1) * n * n];
  return { rows: n, cols: n, re: re.subarray(from, to), im: im.subarray(from, to) };
}

/**
 * One of many states, counted from 0, as the measures take it.
 *
 * @throws RelentError "invalid-argument" for an index that no state has.
 * @example
 * ```ts
 * const two = densityMatrices({ re: [1, 0, 0, 0, 0.5, 0, 0, 0.5] }, { dimension: 2 });
 * vonNeumannEntropy(stateAt(two, 1), { base: 2 }) // 1
 * ```
 */
export function stateAt(states: DensityMatrices, index: number): DensityMatrix {
  if (!(Number.isInteger(index) && index >= 0 && index < states.count)) {
    refuse(`stateAt: index = ${index}; there are ${states.count} states, counted from 0`, { value: index });
  }
  return keptOf(states).state(index);
}

/** Whether an entry of the first column is 0, so that the matrix may fall into blocks that are told apart. */
export function mayFall(n: number, re: Float64Array, im: Float64Array, from: number): boolean {
  for (let i = 1, at = from + n; i < n; i++, at += n) if (re[at] === 0 && im[at] === 0) return true;
  return false;
}

/** Writes the Hermitian part of the matrix at `from`; its trace, or NaN where it is no Hermitian matrix of numbers. */
function mend(n: number, re: Float64Array, im: Float64Array, from: number, tolerance: number): number {
  let trace = 0;
  let rest = 0;
  for (let i = 0, at = from; i < n; i++, at += n + 1) {
    const value = re[at]!;
    const next = trace + value;
    rest += Math.abs(trace) >= Math.abs(value) ? trace - next + value : value - next + trace;
    trace = next;
  }
  trace += rest;
  const most = tolerance * Math.abs(trace);
  for (let i = 0; i < n; i++) {
    for (let j = 0, at = from + i * n, mirror = from + i; j <= i; j++, at++, mirror += n) {
      const apart = Math.abs(re[at]! - re[mirror]!) + Math.abs(im[at]! + im[mirror]!);
      if (!(apart <= most)) return Number.NaN;
      if (apart === 0) continue;
      const real = 0.5 * (re[at]! + re[mirror]!);
      const imaginary = i === j ? 0 : 0.5 * (im[at]! - im[mirror]!);
      re[at] = real;
      re[mirror] = real;
      im[at] = imaginary;
      im[mirror] = -imaginary;
    }
  }
  return trace;
}

/** What the check of one state says of a matrix, in the words it has for it. */
function readOne(states: DensityMatrices, k: number, options: StateOptions): DensityMatrix {
  const { re, im } = matrixAt(states, k);
  return readState("densityMatrices", `matrices[${k}]`, { re: re.slice(), im: im.slice() }, options);
}

function checkTraces(states: DensityMatrices, options: StateOptions): Float64Array {
  const { count, dimension: n, re, im } = states;
  const { normalise = false } = options;
  const tolerance = toleranceFor("densityMatrices", n, options);
  return Float64Array.from({ length: count }, (_, k) => {
    const from = k * n * n;
    let trace = mend(n, re, im, from, tolerance);
    if (normalise ? !(trace > 0 && trace < Number.POSITIVE_INFINITY) : !(Math.abs(trace - 1) <= tolerance)) {
      const one = readOne(states, k, options);
      re.set(one.re, from);
      im.set(one.im, from);
      return mend(n, re, im, from, tolerance);
    }
    if (normalise && trace !== 1) {
      for (let at = from; at < from + n * n; at++) {
        re[at]! /= trace;
        im[at]! /= trace;
      }
      trace = mend(n, re, im, from, tolerance);
    }
    return trace;
  });
}

/** Eigenvalues of qubits. */
function qubitValues({ count, re, im }: DensityMatrices, tolerance: number): Float64Array {
  const values = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) qubitEigenvalues(re, im, 4 * k, tolerance, values, 2 * k);
  return values;
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

/** Eigenvalues of larger states. */
function blockedValues(states: DensityMatrices, traces: Float64Array, tolerance: number): Float64Array {
  const { count, dimension: n, re, im } = states;
  const made = new Float64Array(count * n);
  const many = eigenMany(n);
  for (let first = 0; first < count; first += many.block) {
    const size = Math.min(many.block, count - first);
    place(many, states, first, size);
    many.decompose(size, false);
    made.set(many.values.subarray(0, size * n), first * n);
  }
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
 * Many quantum states at once, each checked as `densityMatrix` checks one, for `overStates`.
 *
 * The parts are flat, state after state and row after row: an array of NumPy's shape (count, n, n), real and imaginary
 * parts apart.
 *
 * @throws RelentError "invalid-argument" naming the matrix and what it lacks of a state, and for arrays whose length is
 * no multiple of n².
 * @see Nielsen & Chuang (2000), §2.4.
 * @example
 * ```ts
 * const re = Float64Array.of(0.5, 0.25, 0.25, 0.5, 1, 0, 0, 0);
 * overStates(vonNeumannEntropy, densityMatrices({ re }, { dimension: 2 }), { base: 2 }) // Float64Array [ 0.8112781244591329, 0 ]
 * densityMatrices({ re: [1, 0, 0, 1] }, { dimension: 2 }) // throws "matrices[0] has the trace 2"
 * ```
 */
export function densityMatrices(
  matrices: { readonly re: ArrayLike<number>; readonly im?: ArrayLike<number> },
  options: DensityMatricesOptions,
): DensityMatrices {
  const fn = "densityMatrices";
  const n = options.dimension ?? options.dims?.reduce((all, d) => all * d, 1) ?? Number.NaN;
  const dims = checkDims(fn, options.dims ?? [n], n);
  const { re, im } = matrices;
  const square = n * n;
  if (re.length % square !== 0 || (im !== undefined && im.length !== re.length)) {
    refuse(
      `${fn}: matrices have ${re.length} real${im === undefined ? "" : ` and ${im.length} imaginary`} parts; there must be a multiple of ${square} of each for matrices of ${n} rows`,
      { value: re.length },
    );
  }
  const { dimension: _, ...own } = { ...options, dims };
  const states: DensityMatrices = {
    ...{ count: re.length / square, dimension: n, dims },
    re: Float64Array.from(re),
    im: im === undefined ? new Float64Array(re.length) : Float64Array.from(im),
  };
  const traces = checkTraces(states, own);
  const tolerance = options.tolerance ?? 0;
  const values = n === 2 ? qubitValues(states, tolerance) : blockedValues(states, traces, tolerance);
  for (let k = 0; k < states.count; k++) {
    if (values[(k + 1) * n - 1]! >= 0) continue;
    readOne(states, k, own);
    values[(k + 1) * n - 1] = 0;
  }
  const state = (k: number): DensityMatrix => {
    const matrix = matrixAt(states, k);
    const find = () => toSpectrum(blockEigen(matrix), traces[k]!, tolerance);
    return known(matrix, dims, find, values.subarray(k * n, (k + 1) * n));
  };
  records.set(states, { traces, values, state });
  return states;
}
