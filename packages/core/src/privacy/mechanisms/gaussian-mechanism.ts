import type { Adjacency, GaussianEvent } from "../event.ts";
import { within } from "../fail.ts";
import { gaussianPair } from "../loss/gaussian-pair.ts";
import type { Mechanism } from "../mechanism.ts";

export const GAUSSIAN: Mechanism<GaussianEvent> = {
  name: "gaussian",
  maker: "gaussianMechanism",
  parameters: [{ name: "noiseMultiplier", allowed: "above 0" }],
  adjacencies: ["add-remove", "replace-one"],
  check: ({ noiseMultiplier }) =>
    within("gaussianMechanism", "noiseMultiplier", noiseMultiplier, [0, Infinity]),
  describe: ({ noiseMultiplier }) => `normal noise of ${noiseMultiplier} times the sensitivity`,
  pairs: ({ noiseMultiplier }) => [gaussianPair(1 / noiseMultiplier)],
  tight: true,
  renyi: ({ noiseMultiplier }, order) => order / (2 * noiseMultiplier ** 2),
  rho: ({ noiseMultiplier }) => 1 / (2 * noiseMultiplier ** 2),
  renyiStatus: "exact",
};

/**
 * Normal noise on a number or vector: D_α = α/2σ² at Rényi order α.
 *
 * @param noiseMultiplier - σ: the standard deviation of the noise over the L2 sensitivity under `adjacency`, above 0.
 * @throws RelentError "invalid-argument" for another noise multiplier.
 * @see Balle & Wang, ICML 2018.
 * @example
 * ```ts
 * gaussianMechanism(2) // { mechanism: "gaussian", noiseMultiplier: 2, adjacency: "add-remove" }
 * ```
 */
export function gaussianMechanism(
  noiseMultiplier: number,
  adjacency: Adjacency = "add-remove",
): GaussianEvent {
  const event: GaussianEvent = { mechanism: "gaussian", noiseMultiplier, adjacency };
  GAUSSIAN.check(event);
  return event;
}
