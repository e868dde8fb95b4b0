import { within } from "../finite/parameter.ts";
import { type QuantumChannel, quantumChannel } from "./channel.ts";
import type { Complex } from "./read-matrix.ts";

/** A 2 by 2 operator times a number. */
const times = (factor: number, rows: readonly (readonly Complex[])[]): Complex[][] =>
  rows.map((row) =>
    row.map((value): Complex => {
      const [re, im] = value as readonly [number, number];
      return [factor * re, factor * im];
    }),
  );

const O = [0, 0] as const;
const ONE = [1, 0] as const;
const MINUS = [-1, 0] as const;
const I = [0, 1] as const;
const MINUS_I = [0, -1] as const;

/**
 * The channel that replaces a qubit by the maximally mixed one with probability p.
 *
 * ρ ↦ (1 − p)ρ + p·I/2.
 *
 * @throws RelentError "invalid-argument" for a probability outside 0 to 1.
 * @see Nielsen & Chuang (2000), §8.3.4.
 * @example
 * ```ts
 * applyChannel(depolarizing(0.5), ket([1, 0])).re // Float64Array [ 0.75, 0, 0, 0.25 ]
 * ```
 */
export function depolarizing(probability: number): QuantumChannel {
  within("depolarizing", "probability", probability, 0, 1);
  const other = Math.sqrt(probability) / 2;
  return quantumChannel([
    times(Math.sqrt(1 - 0.75 * probability), [
      [ONE, O],
      [O, ONE],
    ]),
    times(other, [
      [O, ONE],
      [ONE, O],
    ]),
    times(other, [
      [O, MINUS_I],
      [I, O],
    ]),
    times(other, [
      [ONE, O],
      [O, MINUS],
    ]),
  ]);
}

/**
 * The channel that forgets with probability p whether a qubit was in superposition.
 *
 * Off-diagonal entries are multiplied by 1 − p, the diagonal stays.
 *
 * @throws RelentError "invalid-argument" for a probability outside 0 to 1.
 * @see Nielsen & Chuang (2000), §8.3.6.
 * @example
 * ```ts
 * applyChannel(dephasing(0.5), pauliState({ X: 1 })).re // Float64Array [ 0.5, 0.25, 0.25, 0.5 ]
 * ```
 */
export function dephasing(probability: number): QuantumChannel {
  within("dephasing", "probability", probability, 0, 1);
  return quantumChannel([
    times(Math.sqrt(1 - probability / 2), [
      [ONE, O],
      [O, ONE],
    ]),
    times(Math.sqrt(probability / 2), [
      [ONE, O],
      [O, MINUS],
    ]),
  ]);
}

/**
 * The channel that lets |1⟩ decay to |0⟩ with probability γ.
 *
 * @throws RelentError "invalid-argument" for a probability outside 0 to 1.
 * @see Nielsen & Chuang (2000), §8.3.5.
 * @example
 * ```ts
 * applyChannel(amplitudeDamping(0.25), ket([0, 1])).re // Float64Array [ 0.25, 0, 0, 0.75 ]
 * ```
 */
export function amplitudeDamping(probability: number): QuantumChannel {
  within("amplitudeDamping", "probability", probability, 0, 1);
  return quantumChannel([
    [
      [1, 0],
      [0, Math.sqrt(1 - probability)],
    ],
    [
      [0, Math.sqrt(probability)],
      [0, 0],
    ],
  ]);
}
