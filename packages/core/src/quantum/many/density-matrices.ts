import { blockEigen } from "../block-eigen.ts";
import { checkDims, type StateOptions } from "../check-state.ts";
import { refuse } from "../fail.ts";
import { known } from "../known-state.ts";
import { toSpectrum } from "../spectrum.ts";
import type { DensityMatrix } from "../state.ts";
import { checkTraces, readOne } from "./check-traces.ts";
import { eigenvaluesOfMany } from "./eigenvalues-of-many.ts";
import { keep, keptOf, matrixAt } from "./kept-states.ts";

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
  const values = eigenvaluesOfMany(states, traces, tolerance);
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
  return keep(states, { traces, values, state });
}
