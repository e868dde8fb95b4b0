import type { Adjacency, ConcentratedDpEvent } from "../event.ts";
import { within } from "../fail.ts";
import type { Mechanism } from "../mechanism.ts";

export const CONCENTRATED_DP: Mechanism<ConcentratedDpEvent> = {
  name: "concentratedDp",
  maker: "concentratedDp",
  parameters: [{ name: "rho", allowed: "at least 0" }],
  adjacencies: ["add-remove", "replace-one"],
  check: ({ rho }) => within("concentratedDp", "rho", rho, [0, Infinity], "low"),
  describe: ({ rho }) => `some mechanism that is ${rho}-zero-concentrated`,
  pairs: () => [],
  tight: false,
  renyi: ({ rho }, order) => order * rho,
  rho: ({ rho }) => rho,
  renyiStatus: "upper",
};

/**
 * A mechanism of which only its zero-concentrated budget is known: D_α ≤ αρ at every order α > 1.
 *
 * @param rho - At least 0.
 * @throws RelentError "invalid-argument" for another ρ.
 * @see Bun & Steinke, TCC 2016.
 * @example
 * ```ts
 * privacyEpsilon(concentratedDp(0.5), 1e-5).value // 4.728386984943314
 * ```
 */
export function concentratedDp(rho: number, adjacency: Adjacency = "add-remove"): ConcentratedDpEvent {
  const event: ConcentratedDpEvent = { mechanism: "concentratedDp", rho, adjacency };
  CONCENTRATED_DP.check(event);
  return event;
}
