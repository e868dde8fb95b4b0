import { kronecker } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known, spectrumOf } from "./known-state.ts";
import { tensorSpectrum } from "./spectrum.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";

/**
 * The joint state ρ₁ ⊗ ρ₂ ⊗ … of independent systems; its `dims` are those of the factors in a row.
 *
 * Its spectrum is made from theirs, so that small products keep their digits.
 *
 * @throws RelentError "invalid-argument" for what is no state, and when no factor is given.
 * @example
 * ```ts
 * tensor(ket([1, 0]), ket([0, 1])).dims // [2, 2]
 * vonNeumannEntropy(tensor(maximallyMixed(2), maximallyMixed(3)), { base: 6 }) // 1
 * ```
 */
export function tensor(...factors: readonly State[]): DensityMatrix {
  if (factors.length === 0) refuse("tensor: no factor is given; it takes at least one state");
  return factors
    .map((factor, i) => stateOf("tensor", `factors[${i}]`, factor))
    .reduce((a, b) =>
      known(kronecker(matrixOfState(a), matrixOfState(b)), [...a.dims, ...b.dims], () =>
        tensorSpectrum(spectrumOf(a), spectrumOf(b)),
      ),
    );
}
