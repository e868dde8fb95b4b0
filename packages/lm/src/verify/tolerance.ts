import { RelentError } from "@relent/core";
import { clusteredMean, type Estimate } from "@relent/core/estimate";
import type { ToleranceOrigin } from "./result.ts";

/** How large a difference does not matter, and why. */
export interface Tolerance {
  readonly value: number;
  readonly from: ToleranceOrigin;
  /** The reference against its own second recording. */
  readonly noise: Estimate | null;
}

/** How far above its own noise a difference must be to matter. */
const MARGIN = 2;
/** No tolerance made of noise lies below this: a server that repeats itself to the bit tells nothing of another machine. */
const LEAST = 0.001;
/** Nor above this, where hardly any model would be told from another. */
const MOST = 0.5;

/**
 * A tolerance: the one that was given, or twice the upper end of what the reference differs from itself, or the default.
 *
 * The same weights on other hardware, or in another batch, round differently, so that "exactly equal" is false of any two
 * machines. A second recording of the reference shows how much that is.
 */
export function toleranceFrom(
  noise: readonly number[],
  given: number | undefined,
  fallback: number,
  range: readonly [low: number, high: number],
  level: number,
): Tolerance {
  const estimate =
    noise.length === 0
      ? null
      : clusteredMean(
          noise,
          noise.map((_, i) => i),
          { level, range },
        );
  if (given !== undefined) {
    if (!(given > 0 && given < 1)) {
      throw new RelentError(
        "invalid-argument",
        `verify: tolerance = ${given}; it must be over 0 and under 1, because no two machines are exactly equal`,
        { value: given },
      );
    }
    return { value: given, from: "given", noise: estimate };
  }
  if (estimate === null) return { value: fallback, from: "default", noise: null };
  const value = Math.min(MOST, Math.max(LEAST, MARGIN * estimate.high));
  return { value, from: "reference against itself", noise: estimate };
}
