import { checkState, type StateOptions } from "./check-state.ts";
import { complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import type { DensityMatrix } from "./state.ts";

/** One factor: whether it flips the qubit, and what it multiplies |0⟩ and |1⟩ by, as powers of i. */
const PAULIS: Readonly<Record<string, { readonly flip: 0 | 1; readonly power: readonly [number, number] }>> =
  {
    I: { flip: 0, power: [0, 0] },
    X: { flip: 1, power: [0, 0] },
    Y: { flip: 1, power: [1, 3] },
    Z: { flip: 0, power: [0, 2] },
  };

const COS = [1, 0, -1, 0] as const;
const SIN = [0, 1, 0, -1] as const;

/**
 * The state of qubits 2⁻ⁿ Σ c P, from the coefficients c = Tr ρP of its Pauli strings, e.g. `{ II: 1, ZZ: 0.5 }`.
 *
 * The coefficients are thus the expectations of the strings; that of the identity is 1 (and may be left out), every
 * other lies between −1 and 1. The first letter acts on the first qubit.
 *
 * @throws RelentError "invalid-argument" for a string of other letters or another length, and where no state has
 * these expectations.
 * @see Nielsen & Chuang (2000), §2.4 and §8.4.2.
 * @example
 * ```ts
 * pauliState({ X: 1 }).re // Float64Array [ 0.5, 0.5, 0.5, 0.5 ]
 * concurrence(pauliState({ XX: 1, YY: -1, ZZ: 1 })) // 1
 * pauliState({ X: 1, Z: 1 }) // throws "eigenvalue"
 * ```
 */
export function pauliState(
  expectations: Readonly<Record<string, number>>,
  options: StateOptions = {},
): DensityMatrix {
  const strings = Object.keys(expectations);
  const qubits = strings[0]?.length ?? 0;
  if (qubits === 0) refuse("pauliState: expectations are empty; name at least one Pauli string");
  const n = 2 ** qubits;
  const matrix = complexZeros(n, n);
  const identity = "I".repeat(qubits);
  const terms = identity in expectations ? strings : [identity, ...strings];
  for (const [index, string] of terms.entries()) {
    const value = expectations[string] ?? 1;
    if (string.length !== qubits || !/^[IXYZ]+$/.test(string)) {
      refuse(`pauliState: "${string}" is no string of ${qubits} letters out of I, X, Y, Z`, {
        index,
        value: string,
      });
    }
    if (!Number.isFinite(value)) {
      refuse(`pauliState: ${string} = ${value}; it must be a finite number`, { index, value });
    }
    for (let from = 0; from < n; from++) {
      let to = 0;
      let power = 0;
      for (let k = 0; k < qubits; k++) {
        const bit = ((from >> (qubits - 1 - k)) & 1) as 0 | 1;
        const pauli = PAULIS[string[k]!]!;
        to = 2 * to + (bit ^ pauli.flip);
        power += pauli.power[bit];
      }
      matrix.re[to * n + from]! += (COS[power % 4]! * value) / n;
      matrix.im[to * n + from]! += (SIN[power % 4]! * value) / n;
    }
  }
  return checkState("pauliState", "the state", matrix, {
    dims: new Array<number>(qubits).fill(2),
    ...options,
  });
}
