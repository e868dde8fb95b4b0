import type { Support } from "../distribution.ts";

export const LINE: Support = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  integers: false,
};

export const HALF_LINE: Support = { low: 0, high: Number.POSITIVE_INFINITY, integers: false };

export const UNIT_INTERVAL: Support = { low: 0, high: 1, integers: false };

/** One turn: angles from −π to π. */
export const TURN: Support = { low: -Math.PI, high: Math.PI, integers: false };

/** The real numbers from one to another. */
export function interval(low: number, high: number): Support {
  return { low, high, integers: false };
}

/** What is wrong with two bounds that do not rise. */
export function fallingBounds({ low, high }: { low: number; high: number }): string | undefined {
  return low < high ? undefined : `low = ${low} and high = ${high}; low must be below high`;
}
