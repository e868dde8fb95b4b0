import { checkState, type StateOptions } from "./check-state.ts";
import { complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import type { DensityMatrix } from "./state.ts";

/**
 * The state that is diagonal with these probabilities: a distribution as quantum mechanics sees it.
 *
 * Every measure then equals the one between distributions, with probabilities down to 1e-300 held as they are.
 *
 * @throws RelentError "invalid-argument" for negative or infinite probabilities, and for a sum that is not 1 unless
 * `normalise` is set.
 * @example
 * ```ts
 * quantumRelativeEntropy(diagonalState([0.5, 0.5]), diagonalState([0.9, 0.1])) // 0.5108256237659906
 * ```
 */
export function diagonalState(probabilities: ArrayLike<number>, options: StateOptions = {}): DensityMatrix {
  const n = probabilities.length;
  const matrix = complexZeros(n, n);
  for (let i = 0; i < n; i++) {
    const value = probabilities[i]!;
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      refuse(`diagonalState: probabilities[${i}] = ${value}; it must be finite and ≥ 0`, { index: i, value });
    }
    matrix.re[i * n + i] = value;
  }
  return checkState("diagonalState", "the state", matrix, options);
}

/**
 * The maximally mixed state I/n.
 *
 * @throws RelentError "invalid-argument" for a dimension that is no whole number ≥ 1.
 * @example
 * ```ts
 * vonNeumannEntropy(maximallyMixed(4), { base: 2 }) // 2
 * ```
 */
export function maximallyMixed(dimension: number): DensityMatrix {
  if (!(Number.isInteger(dimension) && dimension >= 1)) {
    refuse(`maximallyMixed: dimension = ${dimension}; it must be a whole number ≥ 1`, { value: dimension });
  }
  return diagonalState(new Float64Array(dimension).fill(1 / dimension));
}
