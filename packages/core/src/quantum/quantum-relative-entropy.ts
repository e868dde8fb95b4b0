import { fold, klTerm } from "../finite/fold.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { overlapOf } from "./overlap.ts";
import type { State } from "./state.ts";
import { readPair, type StatePair, type SupportOptions } from "./support.ts";

/** What a divergence of states may be told. */
export type QuantumDivergenceOptions = LogOptions & SupportOptions;

/** D(ρ‖σ) in nats. */
export function relativeEntropyOfStates(pair: StatePair): number {
  return fold(overlapOf(pair), klTerm);
}

/**
 * Quantum relative entropy (Umegaki): how fast measurements tell ρ from σ.
 *
 * D(ρ‖σ) = Tr ρ(log ρ − log σ), in nats, or in units of `base`; `kl` where the two commute. Never negative, exactly 0
 * for equal matrices, and it keeps its digits for ρ ≈ σ: each term r log(r/s) − r + s is ≥ 0, and the differences come
 * from ρ − σ, not from two decompositions. Infinity where more of ρ than `leakTolerance` lies outside the support of
 * σ: see `relativeEntropyAndLeak`.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Umegaki, Kodai Math. Sem. Rep. 14 (1962) 59; Nielsen & Chuang (2000), §11.3.1.
 * @example
 * ```ts
 * quantumRelativeEntropy([[0.5, 0.25], [0.25, 0.5]], [[0.5, 0], [0, 0.5]]) // 0.1308120359411370
 * quantumRelativeEntropy(ket([1, 0]), ket([0, 1])) // Infinity
 * quantumRelativeEntropy(ket([1, 0]), maximallyMixed(2), { base: 2 }) // 1
 * ```
 */
export function quantumRelativeEntropy(
  rho: State,
  sigma: State,
  options: QuantumDivergenceOptions = {},
): number {
  const unit = logBase("quantumRelativeEntropy", options.base);
  return relativeEntropyOfStates(readPair("quantumRelativeEntropy", rho, sigma, options)) / unit;
}

/** A relative entropy with what decided whether it is finite. */
export interface RelativeEntropyAndLeak {
  /** D(ρ‖σ): Infinity where `leak` is above `tolerance`. */
  readonly value: number;
  /** Mass of ρ outside the support of σ. */
  readonly leak: number;
  /** Up to which a leak counts as rounding. */
  readonly tolerance: number;
}

/**
 * The quantum relative entropy together with how much of ρ lies where σ has no mass.
 *
 * A leak of rounding's size, n·2⁻⁵², does not make the value infinite; a leak of 1e-13 does, and is told.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Nielsen & Chuang (2000), §11.3.1.
 * @example
 * ```ts
 * relativeEntropyAndLeak(diagonalState([0.75, 0.25]), ket([1, 0])) // { value: Infinity, leak: 0.25, tolerance: 2 ** -51 }
 * relativeEntropyAndLeak(diagonalState([0.75, 0.25]), ket([1, 0]), { support: "clip" }).value // 0
 * ```
 */
export function relativeEntropyAndLeak(
  rho: State,
  sigma: State,
  options: QuantumDivergenceOptions = {},
): RelativeEntropyAndLeak {
  const unit = logBase("relativeEntropyAndLeak", options.base);
  const pair = readPair("relativeEntropyAndLeak", rho, sigma, options);
  const overlap = overlapOf(pair);
  return { value: fold(overlap, klTerm) / unit, leak: overlap.leak, tolerance: pair.leakTolerance };
}
