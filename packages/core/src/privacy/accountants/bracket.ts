import type { PrivacyEvent } from "../event.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { directionsOf, isTight } from "../parts.ts";
import { growthOf, lossDelta, lossEpsilon } from "./loss-distribution.ts";
import { leastLogDelta } from "./renyi-conversion.ts";

/** Bounds from below and from above of one figure. */
export type Bracket = readonly [low: number, high: number];

type Directions = readonly (readonly CountedPair[])[];

/** How far the ends of a bracket of ε may lie apart, relative to the figure that they vouch for. */
const WIDEST = 0.02;
/** What rounding may have done to a bound. */
const ROUNDING = 1e-9;

/**
 * Bounds by privacy losses on a grid, a rough one first, that hold a figure between them; undefined where the figure is
 * outside, or the bounds are too far apart to say so.
 */
function bracketAround(
  directions: Directions,
  value: number,
  bound: (pairs: readonly CountedPair[], rounding: "optimistic" | "pessimistic", rough: boolean) => number,
  narrow: (low: number, high: number) => boolean,
): Bracket | undefined {
  for (const rough of [true, false]) {
    const side = (rounding: "optimistic" | "pessimistic"): number =>
      Math.max(0, ...directions.map((pairs) => bound(pairs, rounding, rough)));
    const high = side("pessimistic");
    if (high < value * (1 - ROUNDING)) return undefined;
    const low = side("optimistic");
    if (low > value * (1 + ROUNDING)) return undefined;
    if (narrow(low, high)) return [low, high];
  }
  return undefined;
}

/** The directions of an event whose pairs are attained: bounds from below hold of no others. */
const attained = (event: PrivacyEvent): Directions | undefined =>
  isTight(event) ? directionsOf(event) : undefined;

/** Bounds of ε(δ) at most 2 % apart around a figure, if there are such. */
export function epsilonBracket(event: PrivacyEvent, value: number, delta: number): Bracket | undefined {
  const directions = attained(event);
  return (
    directions &&
    bracketAround(
      directions,
      value,
      (pairs, rounding, rough) => lossEpsilon(pairs, delta, rounding, { rough }),
      (low, high) => high - low <= WIDEST * value,
    )
  );
}

/** Bounds of δ(ε) around a figure, as far apart as a change of ε by 2 % makes them. */
export function deltaBracket(event: PrivacyEvent, value: number, epsilon: number): Bracket | undefined {
  const directions = attained(event);
  if (directions === undefined) return undefined;
  const slope = Math.max(...directions.map((pairs) => leastLogDelta(growthOf(pairs), epsilon).order - 1));
  return bracketAround(
    directions,
    value,
    (pairs, rounding, rough) => lossDelta(pairs, epsilon, rounding, { rough }),
    (low, high) => Math.log(high / low) <= WIDEST * (1 + slope * epsilon),
  );
}
