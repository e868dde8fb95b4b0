import { type LogOptions, logBase } from "../protocol.ts";
import { type PartyOptions, partiesOf } from "./parties.ts";
import { relativeEntropyOfStates } from "./quantum-relative-entropy.ts";
import type { State } from "./state.ts";
import { tensor } from "./tensor.ts";

/**
 * Quantum mutual information: everything, quantum or not, that two parties have in common.
 *
 * I(A; B) = S(A) + S(B) − S(AB) = D(ρ_AB ‖ ρ_A ⊗ ρ_B), in nats, or in units of `base`. 0 for product states, at most
 * twice the log of the smaller dimension.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one without two subsystems.
 * @see Nielsen & Chuang (2000), §11.3.
 * @example
 * ```ts
 * const bell = pauliState({ XX: 1, YY: -1, ZZ: 1 });
 * quantumMutualInformation(bell, { base: 2 }) // 2
 * ```
 */
export function quantumMutualInformation(rho: State, options: LogOptions & PartyOptions = {}): number {
  const unit = logBase("quantumMutualInformation", options.base);
  const { whole, a, b } = partiesOf("quantumMutualInformation", rho, options);
  return relativeEntropyOfStates({ rho: whole, sigma: tensor(a, b), leakTolerance: 1 }) / unit;
}
