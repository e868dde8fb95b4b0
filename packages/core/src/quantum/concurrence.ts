import { type LogOptions, logBase } from "../protocol.ts";
import { complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { spectrumOf } from "./known-state.ts";
import { singularValues } from "./singular-values.ts";
import { type State, stateOf } from "./state.ts";

/** Signs of σ_y ⊗ σ_y along the antidiagonal. */
const FLIP = [-1, 1, 1, -1] as const;

function concurrenceOf(fn: string, state: State): number {
  const rho = stateOf(fn, "rho", state);
  if (rho.dimension !== 4) {
    refuse(`${fn}: rho has the dimension ${rho.dimension}; it must be a state of two qubits, dimension 4`, {
      value: rho.dimension,
    });
  }
  const { values, vectors } = spectrumOf(rho);
  const overlaps = complexZeros(4, 4);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      const weight = Math.sqrt(values[a]!) * Math.sqrt(values[b]!);
      for (let k = 0; k < 4; k++) {
        const [x, y] = [a * 4 + k, b * 4 + 3 - k];
        const factor = weight * FLIP[k]!;
        overlaps.re[a * 4 + b]! +=
          factor * (vectors.re[x]! * vectors.re[y]! - vectors.im[x]! * vectors.im[y]!);
        overlaps.im[a * 4 + b]! -=
          factor * (vectors.re[x]! * vectors.im[y]! + vectors.im[x]! * vectors.re[y]!);
      }
    }
  }
  const [first, ...others] = singularValues(overlaps).values.sort().reverse();
  return Math.min(
    1,
    Math.max(
      0,
      others.reduce((rest, value) => rest - value, first!),
    ),
  );
}

/**
 * Concurrence of two qubits: 0 for separable states, 1 for maximally entangled ones.
 *
 * C = max(0, λ₁ − λ₂ − λ₃ − λ₄), with the singular values λ of √ρᵀ (σ_y ⊗ σ_y) √ρ.
 *
 * @throws RelentError "invalid-argument" for what is no state of two qubits.
 * @see Wootters, Phys. Rev. Lett. 80 (1998) 2245.
 * @example
 * ```ts
 * concurrence(ket([0.6, 0, 0, 0.8])) // 0.96
 * concurrence(tensor(ket([0.6, 0.8]), ket([1, 0]))) // 0
 * ```
 */
export function concurrence(rho: State): number {
  return concurrenceOf("concurrence", rho);
}

/**
 * Entanglement of formation of two qubits: how many maximally entangled pairs a pair takes to make.
 *
 * h((1 + √(1 − C²))/2) with the binary entropy h and the `concurrence` C, in nats, or in units of `base`.
 *
 * @throws RelentError "invalid-argument" for what is no state of two qubits.
 * @see Wootters, Phys. Rev. Lett. 80 (1998) 2245.
 * @example
 * ```ts
 * entanglementOfFormation(ket([0.6, 0, 0, 0.8]), { base: 2 }) // 0.9426831892554922
 * ```
 */
export function entanglementOfFormation(rho: State, options: LogOptions = {}): number {
  const unit = logBase("entanglementOfFormation", options.base);
  const c = concurrenceOf("entanglementOfFormation", rho);
  const root = Math.sqrt((1 - c) * (1 + c));
  const small = (c * c) / (2 * (1 + root));
  return small === 0 ? 0 : -(small * Math.log(small) + (1 - small) * Math.log1p(-small)) / unit;
}
