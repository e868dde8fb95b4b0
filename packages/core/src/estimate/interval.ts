import { invalid } from "../finite/check.ts";
import { normalQuantile } from "../scalar/normal.ts";

/** Checks the coverage that an interval is to claim: 0.95 when left out. */
export function levelOf(fn: string, level = 0.95): number {
  if (!(level > 0 && level < 1))
    invalid(`${fn}: level = ${level}; it must be between 0 and 1`, { value: level });
  return level;
}

/**
 * value ± z·standardError, kept within what the figure can be.
 *
 * A value outside of that range counts as its end, so that the interval does not shrink to a point there.
 */
export function normalInterval(
  { value, standardError }: { readonly value: number; readonly standardError: number },
  level: number,
  least: number = Number.NEGATIVE_INFINITY,
  most: number = Number.POSITIVE_INFINITY,
): readonly [low: number, high: number] {
  const half = standardError > 0 ? normalQuantile((1 + level) / 2) * standardError : 0;
  const within = Math.min(most, Math.max(least, value));
  return [Math.max(least, within - half), Math.min(most, within + half)];
}
