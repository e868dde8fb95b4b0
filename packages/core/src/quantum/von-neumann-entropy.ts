import { entropyOfRow } from "../finite/entropy.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { eigenvaluesOf } from "./eigenvalues.ts";
import type { State } from "./state.ts";

/**
 * Von Neumann entropy: the Shannon entropy of a state's eigenvalues.
 *
 * S(ρ) = −Tr ρ log ρ, in nats, or in units of `base`. Between 0 (pure states) and log n (the maximally mixed one).
 *
 * @throws RelentError "invalid-argument" for what is no state.
 * @see von Neumann, Mathematische Grundlagen der Quantenmechanik (1932), §V.2; Nielsen & Chuang (2000), §11.3.
 * @example
 * ```ts
 * vonNeumannEntropy([[0.5, 0], [0, 0.5]], { base: 2 }) // 1
 * vonNeumannEntropy(ket([0.6, 0.8])) // 0
 * ```
 */
export function vonNeumannEntropy(rho: State, options: LogOptions = {}): number {
  const unit = logBase("vonNeumannEntropy", options.base);
  return entropyOfRow(eigenvaluesOf("vonNeumannEntropy", rho)) / unit;
}
