import { checkState, type StateOptions } from "./check-state.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { isKnown } from "./known-state.ts";
import { type ComplexMatrixInput, readMatrix } from "./read-matrix.ts";

/**
 * A quantum state: a Hermitian matrix without negative eigenvalues and of trace 1.
 *
 * Its arrays are not to be written to: what is found out about a state is kept with it.
 */
export interface DensityMatrix {
  readonly dimension: number;
  /** Dimensions of the subsystems, whose product is `dimension`. */
  readonly dims: readonly number[];
  /** Real parts, row after row. */
  readonly re: Float64Array;
  /** Imaginary parts, row after row. */
  readonly im: Float64Array;
}

/** What a measure takes for a state: a density matrix that was made before, or anything `densityMatrix` reads. */
export type State = DensityMatrix | ComplexMatrixInput;

/** A state as its matrix. */
export function matrixOfState({ dimension, re, im }: DensityMatrix): ComplexMatrix {
  return { rows: dimension, cols: dimension, re, im };
}

/**
 * A quantum state from its matrix, checked: Hermitian, no negative eigenvalue, trace 1.
 *
 * Rows hold numbers, `[re, im]` or `{ re, im }`; or the parts come apart as `{ re, im }`, flat or in rows. Nothing is
 * mended silently: what is off by more than rounding (n·2⁻⁵² of the largest eigenvalue) is refused, unless
 * `tolerance` allows more or `normalise` says that the trace is to be divided out. Within it the matrix stands for its
 * exact normalisation.
 *
 * @throws RelentError "invalid-argument" naming the entry that is not the conjugate of its mirror image, the trace, or
 * the negative eigenvalue.
 * @see Nielsen & Chuang, Quantum Computation and Quantum Information (2000), §2.4.
 * @example
 * ```ts
 * vonNeumannEntropy(densityMatrix([[0.5, [0, -0.5]], [[0, 0.5], 0.5]])) // 0
 * densityMatrix([[0.5, 0], [0, 0.25]]) // throws "trace"
 * densityMatrix([[1.5, 0], [0, -0.5]]) // throws "eigenvalue"
 * densityMatrix([[2, 0], [0, 2]], { normalise: true }).re // Float64Array [ 0.5, 0, 0, 0.5 ]
 * ```
 */
export function densityMatrix(matrix: ComplexMatrixInput, options: StateOptions = {}): DensityMatrix {
  return readState("densityMatrix", "matrix", matrix, options);
}

/** Reads and checks a state; `fn` and `name` go into the message. */
export function readState(
  fn: string,
  name: string,
  input: ComplexMatrixInput,
  options: StateOptions = {},
): DensityMatrix {
  return checkState(fn, name, readMatrix(fn, name, input), options);
}

/** A state as a measure takes it: one that was checked before is taken as it is. */
export function stateOf(fn: string, name: string, input: State): DensityMatrix {
  if (isKnown(input)) return input;
  const { dims } = Object(input) as { readonly dims?: readonly number[] };
  return readState(fn, name, input, dims === undefined ? {} : { dims });
}
