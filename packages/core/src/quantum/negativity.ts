import { type LogOptions, logBase } from "../protocol.ts";
import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { hermitianEigenvalues } from "./hermitian-eigen.ts";
import { type PartyOptions, partiesOf } from "./parties.ts";
import { type DensityMatrix, matrixOfState, type State } from "./state.ts";

/** The partial transpose over the first of two subsystems. */
function partialTranspose(state: DensityMatrix, inner: number): ComplexMatrix {
  const { rows: n, re, im } = matrixOfState(state);
  const made = complexZeros(n, n);
  for (let row = 0; row < n; row++) {
    for (let col = 0; col < n; col++) {
      const from = row - (row % inner) + (col % inner);
      const to = col - (col % inner) + (row % inner);
      made.re[row * n + col] = re[to * n + from]!;
      made.im[row * n + col] = im[to * n + from]!;
    }
  }
  return made;
}

function negativeMass(fn: string, rho: State, options: PartyOptions): number {
  const { whole, b } = partiesOf(fn, rho, options);
  const values = hermitianEigenvalues(partialTranspose(whole, b.dimension));
  const noise = whole.dimension * 2 ** -52;
  return values.reduce((sum, value) => (value < -noise ? sum - value : sum), 0);
}

/**
 * Negativity: by how much the partial transpose of a state fails to be a state.
 *
 * N = (‖ρ^(T_A)‖₁ − 1)/2, the sum of the sizes of its negative eigenvalues; 0 for separable states, ½ for a pair of
 * maximally entangled qubits. Eigenvalues within rounding of 0 count as 0.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one without two subsystems.
 * @see Vidal & Werner, Phys. Rev. A 65 (2002) 032314.
 * @example
 * ```ts
 * negativity(pauliState({ XX: -0.5, YY: -0.5, ZZ: -0.5 })) // 0.125
 * ```
 */
export function negativity(rho: State, options: PartyOptions = {}): number {
  return negativeMass("negativity", rho, options);
}

/**
 * Logarithmic negativity: a bound of how much entanglement can be distilled.
 *
 * log ‖ρ^(T_A)‖₁ = log(1 + 2N), in nats, or in units of `base` (2 is customary).
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one without two subsystems.
 * @see Plenio, Phys. Rev. Lett. 95 (2005) 090503.
 * @example
 * ```ts
 * logNegativity(pauliState({ XX: 1, YY: -1, ZZ: 1 }), { base: 2 }) // 1
 * ```
 */
export function logNegativity(rho: State, options: LogOptions & PartyOptions = {}): number {
  const unit = logBase("logNegativity", options.base);
  return Math.log1p(2 * negativeMass("logNegativity", rho, options)) / unit;
}
