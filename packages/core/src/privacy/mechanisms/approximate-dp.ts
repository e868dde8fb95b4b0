import type { Adjacency, ApproximateDpEvent } from "../event.ts";
import { within } from "../fail.ts";
import { approximatePair } from "../loss/atomic-pair.ts";
import type { Mechanism } from "../mechanism.ts";

export const APPROXIMATE_DP: Mechanism<ApproximateDpEvent> = {
  name: "approximateDp",
  maker: "approximateDp",
  parameters: [
    { name: "epsilon", allowed: "at least 0" },
    { name: "delta", allowed: "in [0, 1]" },
  ],
  adjacencies: ["add-remove", "replace-one"],
  check({ epsilon, delta }) {
    within("approximateDp", "epsilon", epsilon, [0, 700], "both");
    within("approximateDp", "delta", delta, [0, 1], "both");
  },
  describe: ({ epsilon, delta }) => `some mechanism that is (${epsilon}, ${delta})-differentially private`,
  pairs: ({ epsilon, delta }) => [approximatePair(epsilon, delta)],
  tight: true,
};

/**
 * A mechanism of which only its (ε, δ) is known; the worst of them are attained by randomised response.
 *
 * Figures of compositions are exact for the worst such mechanism (optimal composition).
 *
 * @param epsilon - In [0, 700].
 * @param delta - In [0, 1].
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Kairouz, Oh & Viswanath, ICML 2015.
 * @example
 * ```ts
 * privacyDelta(approximateDp(1, 1e-6), 1).value // 1e-6
 * ```
 */
export function approximateDp(
  epsilon: number,
  delta: number,
  adjacency: Adjacency = "add-remove",
): ApproximateDpEvent {
  const event: ApproximateDpEvent = { mechanism: "approximateDp", epsilon, delta, adjacency };
  APPROXIMATE_DP.check(event);
  return event;
}
