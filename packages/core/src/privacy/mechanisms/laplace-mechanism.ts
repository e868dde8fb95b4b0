import type { Adjacency, LaplaceEvent } from "../event.ts";
import { within } from "../fail.ts";
import { laplacePair } from "../loss/laplace-pair.ts";
import type { Mechanism } from "../mechanism.ts";

export const LAPLACE: Mechanism<LaplaceEvent> = {
  name: "laplace",
  maker: "laplaceMechanism",
  parameters: [{ name: "noiseMultiplier", allowed: "above 0" }],
  adjacencies: ["add-remove", "replace-one"],
  check: ({ noiseMultiplier }) =>
    within("laplaceMechanism", "noiseMultiplier", noiseMultiplier, [0, Infinity]),
  describe: ({ noiseMultiplier }) => `Laplace noise of scale ${noiseMultiplier} times the sensitivity`,
  pairs: ({ noiseMultiplier }) => [laplacePair(1 / noiseMultiplier)],
  tight: true,
};

/**
 * Laplace noise on a number: pure differential privacy with ε = 1/noiseMultiplier.
 *
 * @param noiseMultiplier - The scale of the noise over the L1 sensitivity under `adjacency`, above 0.
 * @throws RelentError "invalid-argument" for another noise multiplier.
 * @see Dwork, McSherry, Nissim & Smith, TCC 2006.
 * @example
 * ```ts
 * privacyEpsilon(laplaceMechanism(2), 0).value // 0.5
 * ```
 */
export function laplaceMechanism(noiseMultiplier: number, adjacency: Adjacency = "add-remove"): LaplaceEvent {
  const event: LaplaceEvent = { mechanism: "laplace", noiseMultiplier, adjacency };
  LAPLACE.check(event);
  return event;
}
