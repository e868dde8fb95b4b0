import type { PrivacyEvent } from "../event.ts";
import type { Rounding } from "../loss/grid-loss.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { directionsOf, isTight } from "../parts.ts";
import type { Accountant } from "./accountant.ts";
import { bound } from "./figure.ts";
import { type GridOptions, lossDelta, lossEpsilon } from "./loss-distribution.ts";

/** The greater figure of the directions. */
function worst(
  directions: readonly (readonly CountedPair[])[] | undefined,
  figure: (pairs: readonly CountedPair[]) => number,
): number | undefined {
  return directions && Math.max(0, ...directions.map(figure));
}

/** The accountant that puts losses on a grid, rounded one way. */
export function onGrid(name: string, status: "upper" | "lower", rounding: Rounding): Accountant {
  const method = `privacy losses on a grid, ${rounding}`;
  const covered = (event: PrivacyEvent) =>
    status === "upper" || isTight(event) ? directionsOf(event) : undefined;
  return {
    name,
    status,
    method,
    scope:
      status === "upper"
        ? "all mechanisms but concentratedDp and repeatAndSelect"
        : "mechanisms whose pairs of laws are attained",
    epsilon: (event, delta, options: GridOptions) =>
      bound(
        worst(covered(event), (pairs) => lossEpsilon(pairs, delta, rounding, options)),
        status,
        method,
      ),
    delta: (event, epsilon, options: GridOptions) =>
      bound(
        worst(covered(event), (pairs) => lossDelta(pairs, epsilon, rounding, options)),
        status,
        method,
      ),
  };
}
