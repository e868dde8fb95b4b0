import { weights } from "../finite/kinds.ts";
import { type Mass, toMass } from "../finite/mass.ts";
import { valuesOf } from "./known-state.ts";
import { type State, stateOf } from "./state.ts";

/** The eigenvalues of a state as a distribution. */
export function eigenvaluesOf(fn: string, state: State): Mass {
  return toMass(fn, "rho", weights(valuesOf(stateOf(fn, "rho", state))));
}

/**
 * The eigenvalues of a state, falling: the distribution of the measurement that tells most about it.
 *
 * Those within rounding of 0 (block by block, n·2⁻⁵² of the largest) are 0.
 *
 * @throws RelentError "invalid-argument" for what is no state.
 * @example
 * ```ts
 * eigenvalues([[0.5, [0, -0.25]], [[0, 0.25], 0.5]]) // Float64Array [ 0.75, 0.25 ]
 * ```
 */
export function eigenvalues(rho: State): Float64Array {
  return valuesOf(stateOf("eigenvalues", "rho", rho)).slice();
}
