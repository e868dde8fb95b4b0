import type { Adjacency, ExponentialEvent } from "../event.ts";
import { within } from "../fail.ts";
import { approximatePair } from "../loss/atomic-pair.ts";
import type { Mechanism } from "../mechanism.ts";

/** ξ = t − 1 − log t at t = ε/(e^ε − 1); the KL bound of a mechanism of bounded range, and αε²/8 beyond it. */
function renyi(epsilon: number, order: number): number {
  const t = epsilon / Math.expm1(epsilon);
  const kl = epsilon > 1e-3 ? t - 1 - Math.log(t) : epsilon ** 2 / 8;
  return Math.min(epsilon, kl + ((order - 1) * epsilon ** 2) / 8);
}

export const EXPONENTIAL: Mechanism<ExponentialEvent> = {
  name: "exponential",
  maker: "exponentialMechanism",
  parameters: [{ name: "epsilon", allowed: "above 0" }],
  adjacencies: ["add-remove", "replace-one"],
  check: ({ epsilon }) => within("exponentialMechanism", "epsilon", epsilon, [0, 700], "high"),
  describe: ({ epsilon }) => `a choice by the exponential mechanism with ε = ${epsilon}`,
  pairs: ({ epsilon }) => [approximatePair(epsilon, 0)],
  tight: false,
  renyi: ({ epsilon }, order) => renyi(epsilon, order),
  rho: ({ epsilon }) => epsilon ** 2 / 8,
  renyiStatus: "upper",
};

/**
 * A choice with probability ∝ exp(ε·score/2Δ), Δ the sensitivity of the score.
 *
 * Its Rényi divergence is bounded by that of bounded range, ξ + (α − 1)ε²/8; its loss by that of any ε-private mechanism.
 *
 * @param epsilon - In (0, 700].
 * @throws RelentError "invalid-argument" for another ε.
 * @see McSherry & Talwar, FOCS 2007; Durfee & Rogers, NeurIPS 2019.
 * @example
 * ```ts
 * renyiPrivacy(exponentialMechanism(1), 1).value // 0.12330156148224447
 * ```
 */
export function exponentialMechanism(epsilon: number, adjacency: Adjacency = "add-remove"): ExponentialEvent {
  const event: ExponentialEvent = { mechanism: "exponential", epsilon, adjacency };
  EXPONENTIAL.check(event);
  return event;
}
