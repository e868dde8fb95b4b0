import type { PrivacyEvent } from "../event.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { directionsOf } from "../parts.ts";
import { contourEpsilon, contourLogDelta } from "./contour.ts";
import { growthOf } from "./loss-distribution.ts";
import { leastEpsilon, leastLogDelta } from "./renyi-conversion.ts";

/** Fewer uses than this leave a loss whose transform decays too slowly, unless normal noise is among them. */
const FEWEST = 30;

/** Directions of losses without atoms, for which the contour integral settles. */
function smoothDirections(event: PrivacyEvent): readonly (readonly CountedPair[])[] | undefined {
  const settles = (pairs: readonly CountedPair[]): boolean =>
    pairs.length > 0 &&
    pairs.every(({ pair }) => pair.atoms.length === 0 && pair.density !== undefined) &&
    (pairs.some(({ pair }) => pair.mu !== undefined) ||
      pairs.reduce((sum, { count }) => sum + count, 0) >= FEWEST);
  const directions = directionsOf(event);
  return directions?.every(settles) ? directions : undefined;
}

/**
 * ε(δ) of the worse direction. One that is not found may be left out if its Rényi bound is below the other's figure;
 * else the result is undefined.
 */
export function contourWorstEpsilon(event: PrivacyEvent, logDelta: number): number | undefined {
  const directions = smoothDirections(event);
  if (directions === undefined) return undefined;
  const open: (readonly CountedPair[])[] = [];
  let most = -1;
  for (const pairs of directions) {
    const spent = most > 0 ? contourLogDelta(pairs, most) : undefined;
    if (spent !== undefined && spent <= logDelta) continue;
    const found = contourEpsilon(pairs, logDelta);
    if (found === undefined) open.push(pairs);
    else most = Math.max(most, found);
  }
  const beneath = open.every((pairs) => leastEpsilon(growthOf(pairs), logDelta).value < most);
  return most >= 0 && beneath ? most : undefined;
}

/** log δ(ε) of the worse direction, directions left out as for ε. */
export function contourWorstLogDelta(event: PrivacyEvent, epsilon: number): number | undefined {
  const directions = smoothDirections(event);
  if (directions === undefined) return undefined;
  const found = directions.map((pairs) => contourLogDelta(pairs, epsilon));
  const most = Math.max(...found.map((log) => log ?? -Infinity));
  const beneath = directions.every(
    (pairs, i) => found[i] !== undefined || leastLogDelta(growthOf(pairs), epsilon).value < most,
  );
  return most > -Infinity && beneath ? most : undefined;
}
