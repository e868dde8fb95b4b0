import { type LogOptions, logBase } from "../protocol.ts";
import { complexZeros } from "./complex-matrix.ts";
import { difference } from "./difference.ts";
import { type Ensemble, mix, readEnsemble } from "./mixed-state.ts";
import { relativeEntropyOfStates } from "./quantum-relative-entropy.ts";
import type { State } from "./state.ts";

/** Σ p D(ρᵢ‖ρ̄) in nats, each ρᵢ − ρ̄ from the differences of the states; at most the entropy of the probabilities. */
export function holevoOf(ensemble: Ensemble): number {
  const { probabilities, states } = ensemble;
  const sigma = mix(ensemble);
  let sum = 0;
  let bound = 0;
  for (const [i, rho] of states.entries()) {
    const weight = probabilities[i]!;
    if (weight === 0) continue;
    const change = complexZeros(rho.dimension, rho.dimension);
    for (const [k, other] of states.entries()) {
      const gap = difference(rho, other);
      for (let at = 0; at < gap.re.length; at++) {
        change.re[at]! += probabilities[k]! * gap.re[at]!;
        change.im[at]! += probabilities[k]! * gap.im[at]!;
      }
    }
    sum += weight * relativeEntropyOfStates({ rho, sigma, leakTolerance: 1, change });
    bound -= weight * Math.log(weight);
  }
  return Math.min(bound, sum);
}

/**
 * Holevo information of an ensemble: the most that a measurement can tell of which state was sent.
 *
 * χ = S(Σ pᵢρᵢ) − Σ pᵢ S(ρᵢ) = Σ pᵢ D(ρᵢ‖ρ̄), in nats, or in units of `base`. Between 0 and the entropy of the
 * probabilities, which orthogonal states reach.
 *
 * @throws RelentError "invalid-argument" for what is no state or distribution, and for states of different dimension.
 * @see Holevo, Probl. Inf. Transm. 9 (1973) 177; Nielsen & Chuang (2000), §12.1.
 * @example
 * ```ts
 * holevoInformation([0.5, 0.5], [ket([1, 0]), ket([0, 1])], { base: 2 }) // 1
 * holevoInformation([0.5, 0.5], [ket([1, 0]), ket([0.6, 0.8])]) // 0.5004024235381879
 * ```
 */
export function holevoInformation(
  probabilities: readonly number[],
  states: readonly State[],
  options: LogOptions = {},
): number {
  const unit = logBase("holevoInformation", options.base);
  return holevoOf(readEnsemble("holevoInformation", probabilities, states)) / unit;
}
