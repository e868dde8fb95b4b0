import { complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known, stateTrace } from "./known-state.ts";
import { type DensityMatrix, type State, stateOf } from "./state.ts";

/** States of one dimension, with how probable each is. */
export interface Ensemble {
  readonly probabilities: readonly number[];
  readonly states: readonly DensityMatrix[];
}

/** Reads an ensemble: as many probabilities as states, which sum to 1. */
export function readEnsemble(
  fn: string,
  probabilities: readonly number[],
  states: readonly State[],
): Ensemble {
  const list = states.map((state, i) => stateOf(fn, `states[${i}]`, state));
  if (list.length === 0 || list.length !== probabilities.length) {
    refuse(`${fn}: ${probabilities.length} probabilities for ${list.length} states; each state needs one`, {
      value: probabilities.length,
    });
  }
  for (const [i, p] of probabilities.entries()) {
    if (!(p >= 0)) refuse(`${fn}: probabilities[${i}] = ${p}; it must be ≥ 0`, { index: i, value: p });
  }
  const sum = probabilities.reduce((total, p) => total + p, 0);
  if (!(Math.abs(sum - 1) <= list.length * 2 ** -52)) {
    refuse(`${fn}: probabilities sum to ${sum}; they must sum to 1`, { value: sum });
  }
  for (const [i, { dimension }] of list.entries()) {
    if (dimension === list[0]!.dimension) continue;
    refuse(`${fn}: states[${i}] has the dimension ${dimension}; states[0] has ${list[0]!.dimension}`, {
      index: i,
      value: dimension,
    });
  }
  return { probabilities: probabilities.map((p) => p / sum), states: list };
}

/** Σ p ρ. */
export function mix({ probabilities, states }: Ensemble): DensityMatrix {
  const first = states[0]!;
  const made = complexZeros(first.dimension, first.dimension);
  for (const [k, state] of states.entries()) {
    const weight = probabilities[k]! / stateTrace(state);
    for (let i = 0; i < made.re.length; i++) {
      made.re[i]! += weight * state.re[i]!;
      made.im[i]! += weight * state.im[i]!;
    }
  }
  return known(made, first.dims);
}

/**
 * The mixture Σ pᵢ ρᵢ of states: what is known of a state drawn with these probabilities.
 *
 * @throws RelentError "invalid-argument" for what is no state or distribution, and for states of different dimension.
 * @example
 * ```ts
 * mixedState([0.25, 0.75], [ket([1, 0]), ket([0, 1])]).re // Float64Array [ 0.25, 0, 0, 0.75 ]
 * ```
 */
export function mixedState(probabilities: readonly number[], states: readonly State[]): DensityMatrix {
  return mix(readEnsemble("mixedState", probabilities, states));
}
