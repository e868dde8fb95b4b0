import { type LogOptions, logBase } from "../protocol.ts";
import { type PartyOptions, partiesOf } from "./parties.ts";
import type { State } from "./state.ts";
import { vonNeumannEntropy } from "./von-neumann-entropy.ts";

function conditional(fn: string, rho: State, options: LogOptions & PartyOptions): number {
  const unit = logBase(fn, options.base);
  const { whole, b } = partiesOf(fn, rho, options);
  return (vonNeumannEntropy(whole) - vonNeumannEntropy(b)) / unit;
}

/**
 * Quantum conditional entropy of A given B; negative for entangled pure states.
 *
 * S(A|B) = S(AB) − S(B), in nats, or in units of `base`; between −log and log of the dimension of A.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one without two subsystems.
 * @see Nielsen & Chuang (2000), §11.3; Horodecki, Oppenheim & Winter, Nature 436 (2005) 673.
 * @example
 * ```ts
 * quantumConditionalEntropy(pauliState({ XX: 1, YY: -1, ZZ: 1 }), { base: 2 }) // -1
 * ```
 */
export function quantumConditionalEntropy(rho: State, options: LogOptions & PartyOptions = {}): number {
  return conditional("quantumConditionalEntropy", rho, options);
}

/**
 * Coherent information from A to B: how much quantum information A can give to B.
 *
 * I(A⟩B) = S(B) − S(AB) = −S(A|B), in nats, or in units of `base`.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one without two subsystems.
 * @see Schumacher & Nielsen, Phys. Rev. A 54 (1996) 2629.
 * @example
 * ```ts
 * coherentInformation(pauliState({ XX: 1, YY: -1, ZZ: 1 }), { base: 2 }) // 1
 * ```
 */
export function coherentInformation(rho: State, options: LogOptions & PartyOptions = {}): number {
  return -conditional("coherentInformation", rho, options);
}
