import type { PrivacyEvent } from "../event.ts";
import { ROUNDING } from "../loss/loss-line.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { directionsOf } from "../parts.ts";
import { type Bracketed, contourEpsilon, contourLogDelta, doubtOf } from "./contour.ts";
import { heightAbove, MOST_WORK, ROUGH_WORK } from "./contour-path.ts";
import { greatestSum } from "./direct.ts";
import { type GridOptions, growthOf } from "./loss-distribution.ts";
import { leastLogDelta, logDeltaAt } from "./renyi-conversion.ts";

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

/** Whether δ(ε) of a direction is certainly less than this, by its greatest losses or its Rényi divergence. */
function isBelow(pairs: readonly CountedPair[], epsilon: number, logDelta: number): boolean {
  if (epsilon > greatestSum(pairs) * (1 + 1e-12)) return true;
  const z = leastLogDelta(growthOf(pairs), epsilon).order - 1;
  const top = heightAbove(pairs, z);
  if (top === undefined) return false;
  const rounding = 16 * ROUNDING * (Math.abs(top) + z * epsilon + z + 4);
  return logDeltaAt(top, z, epsilon) + rounding < logDelta - doubtOf(logDelta);
}

/**
 * The figure of the worse direction. One that is not found may be left out if it certainly spends less than another;
 * else the result is undefined.
 */
function worst(
  event: PrivacyEvent,
  figure: (pairs: readonly CountedPair[], most: Bracketed | undefined) => Bracketed | undefined,
  isLess: (pairs: readonly CountedPair[], most: Bracketed) => boolean,
): Bracketed | undefined {
  const open: (readonly CountedPair[])[] = [];
  let most: Bracketed | undefined;
  for (const pairs of smoothDirections(event) ?? []) {
    const found = figure(pairs, most);
    if (found === undefined) open.push(pairs);
    else most = most === undefined ? found : greater(most, found);
  }
  return most && open.every((pairs) => isLess(pairs, most)) ? most : undefined;
}

const workOf = (rough: boolean | undefined): number => (rough ? ROUGH_WORK : MOST_WORK);

/** ε(δ) of the worse direction. */
export function contourWorstEpsilon(
  event: PrivacyEvent,
  logDelta: number,
  { rough }: GridOptions,
): Bracketed | undefined {
  const work = workOf(rough);
  return worst(
    event,
    (pairs, most) => {
      // a direction that spends less at the other's ε need not be solved
      const spent = most && contourLogDelta(pairs, most.high, work);
      return spent && spent.high <= logDelta - doubtOf(logDelta)
        ? most
        : contourEpsilon(pairs, logDelta, work);
    },
    (pairs, { low }) => isBelow(pairs, low, logDelta),
  );
}

/** log δ(ε) of the worse direction. */
export function contourWorstLogDelta(
  event: PrivacyEvent,
  epsilon: number,
  { rough }: GridOptions,
): Bracketed | undefined {
  return worst(
    event,
    (pairs) => contourLogDelta(pairs, epsilon, workOf(rough)),
    (pairs, { low }) => isBelow(pairs, epsilon, low),
  );
}
