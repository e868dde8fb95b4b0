import { unreadable } from "./shape.ts";

/** What OpenAI's API, and those like it, write for a token that is not among the likeliest. */
const NOT_LISTED = -9999;

/** Rounding may carry the logarithm of a probability near 1 this far above 0. */
const ABOVE_ZERO = 1e-5;

/**
 * A natural-log probability as a provider wrote it; null where it says that the token was not in its list (−9999), and
 * −Infinity where it says that the token has none.
 */
export function logProbability(value: unknown, where: string): number | null {
  if (value === null || value === undefined || value === NOT_LISTED) return null;
  if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw unreadable(where, `log-probability ${String(value)} is not a number`, value);
  }
  if (value > ABOVE_ZERO) {
    throw unreadable(
      where,
      `log-probability ${value} is above 0; logarithms of probabilities are not`,
      value,
    );
  }
  return Math.min(value, 0);
}
