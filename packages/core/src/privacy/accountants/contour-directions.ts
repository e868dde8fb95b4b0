import type { PrivacyEvent } from "../event.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { directionsOf } from "../parts.ts";
import { type Bracketed, contourEpsilon, contourLogDelta } from "./contour.ts";
import { growthOf } from "./loss-distribution.ts";
import { leastEpsilon, leastLogDelta } from "./renyi-conversion.ts";

/** Directions of losses of which each has lines to integrate along. */
function smoothDirections(event: PrivacyEvent): readonly (readonly CountedPair[])[] | undefined {
  const directions = directionsOf(event);
  const smooth = directions?.every(
    (pairs) => pairs.length > 0 && pairs.every(({ pair }) => pair.line !== undefined),
  );
  return smooth ? directions : undefined;
}

/** The greater of two figures, with bounds of it. */
const greater = (a: Bracketed, b: Bracketed): Bracketed => ({
  value: Math.max(a.value, b.value),
  low: Math.max(a.low, b.low),
  high: Math.max(a.high, b.high),
});

/**
 * The figure of the worse direction. One that is not found may be left out if a bound of it is below another's figure;
 * else the result is undefined.
 */
function worst(
  event: PrivacyEvent,
  figure: (pairs: readonly CountedPair[], most: Bracketed | undefined) => Bracketed | undefined,
  bound: (pairs: readonly CountedPair[]) => number,
): Bracketed | undefined {
  const open: (readonly CountedPair[])[] = [];
  let most: Bracketed | undefined;
  for (const pairs of smoothDirections(event) ?? []) {
    const found = figure(pairs, most);
    if (found === undefined) open.push(pairs);
    else most = most === undefined ? found : greater(most, found);
  }
  return most && open.every((pairs) => bound(pairs) < most.low) ? most : undefined;
}

/** ε(δ) of the worse direction. */
export function contourWorstEpsilon(event: PrivacyEvent, logDelta: number): Bracketed | undefined {
  return worst(
    event,
    (pairs, most) => {
      // a direction that spends less at the other's ε need not be solved
      const spent = most && contourLogDelta(pairs, most.high);
      return spent && spent.high <= logDelta ? most : contourEpsilon(pairs, logDelta);
    },
    (pairs) => leastEpsilon(growthOf(pairs), logDelta).value,
  );
}

/** log δ(ε) of the worse direction. */
export function contourWorstLogDelta(event: PrivacyEvent, epsilon: number): Bracketed | undefined {
  return worst(
    event,
    (pairs) => contourLogDelta(pairs, epsilon),
    (pairs) => leastLogDelta(growthOf(pairs), epsilon).value,
  );
}
