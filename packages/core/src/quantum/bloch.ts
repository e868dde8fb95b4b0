import { applyChannel, type QuantumChannel } from "./channel.ts";
import { refuse } from "./fail.ts";
import { pauliState } from "./pauli-state.ts";
import { type DensityMatrix, type State, stateOf } from "./state.ts";

/** A point of the Bloch ball: the expectations of X, Y and Z. */
export type BlochVector = readonly [x: number, y: number, z: number];

/**
 * The point of the Bloch ball that a qubit is: pure states lie on its surface, I/2 in its middle.
 *
 * (⟨X⟩, ⟨Y⟩, ⟨Z⟩), each between −1 and 1.
 *
 * @throws RelentError "invalid-argument" for what is no state of a qubit.
 * @see Nielsen & Chuang (2000), exercise 2.72.
 * @example
 * ```ts
 * blochVector(ket([1, 0])) // [0, 0, 1]
 * blochVector(pauliState({ X: 0.5 })) // [0.5, 0, 0]
 * ```
 */
export function blochVector(rho: State): BlochVector {
  const { dimension, re, im } = stateOf("blochVector", "rho", rho);
  if (dimension !== 2) {
    refuse(`blochVector: rho has the dimension ${dimension}; a qubit has 2`, { value: dimension });
  }
  return [2 * re[2]!, 2 * im[2]!, re[0]! - re[3]!];
}

/**
 * The qubit at a point of the Bloch ball: (I + xX + yY + zZ)/2.
 *
 * @throws RelentError "invalid-argument" for a point outside the ball.
 * @see Nielsen & Chuang (2000), exercise 2.72.
 * @example
 * ```ts
 * blochState([0, 0, 1]).re // Float64Array [ 1, 0, 0, 0 ]
 * blochState([0, 0, 2]) // throws "eigenvalue"
 * ```
 */
export function blochState([X, Y, Z]: BlochVector): DensityMatrix {
  return pauliState({ X, Y, Z });
}

/** What a channel does to the Bloch ball: r ↦ Mr + c, which makes an ellipsoid of the sphere. */
export interface BlochMap {
  /** Row after row. */
  readonly matrix: readonly [BlochVector, BlochVector, BlochVector];
  /** Where the middle of the ball goes. */
  readonly shift: BlochVector;
}

/**
 * What a channel on a qubit does to the Bloch ball.
 *
 * @throws RelentError "invalid-argument" for a channel that does not make a qubit of a qubit.
 * @see Nielsen & Chuang (2000), §8.3.2.
 * @example
 * ```ts
 * blochMap(depolarizing(0.5)).matrix[0][0] // 0.5
 * blochMap(amplitudeDamping(0.25)).shift // [0, 0, 0.25]
 * ```
 */
export function blochMap(channel: QuantumChannel): BlochMap {
  if (channel.inputs !== 2 || channel.outputs !== 2) {
    refuse(
      `blochMap: the channel takes ${channel.inputs} dimensions to ${channel.outputs}; a qubit has 2 and must stay one`,
      { value: channel.inputs },
    );
  }
  const after = (at: BlochVector): BlochVector => blochVector(applyChannel(channel, blochState(at)));
  const ends = [after([1, 0, 0]), after([0, 1, 0]), after([0, 0, 1])];
  const opposite = [after([-1, 0, 0]), after([0, -1, 0]), after([0, 0, -1])];
  const row = (i: 0 | 1 | 2): BlochVector => {
    const entry = (j: number): number => (ends[j]![i] - opposite[j]![i]) / 2;
    return [entry(0), entry(1), entry(2)];
  };
  const middle = (i: 0 | 1 | 2): number => (ends[2]![i] + opposite[2]![i]) / 2;
  return { matrix: [row(0), row(1), row(2)], shift: [middle(0), middle(1), middle(2)] };
}
