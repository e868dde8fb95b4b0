import { bracketedRoot } from "./bracketed-root.ts";
import { outside } from "./domain.ts";

/** A law on x ≥ 0 by its two tails. */
export interface Tails {
  readonly cdf: (x: number) => number;
  readonly tail: (x: number) => number;
}

/**
 * The x > 0 at which a continuous law on the half-line has cdf p, by root finding in log x on the logarithm of the
 * smaller tail, from a bracket widened around `start`. `upper` is 1 − p where the caller knows it better. 0 at p = 0, +Infinity at p = 1.
 */
export function positiveQuantile(
  name: string,
  { cdf, tail }: Tails,
  p: number,
  start: number,
  upper: number = 1 - p,
): number {
  if (!(p >= 0 && p <= 1)) outside(name, "p", p, "p must be in [0, 1]");
  if (p === 0 || upper === 0) return p === 0 ? 0 : Infinity;
  const gap =
    p < 0.5
      ? (u: number) => Math.log(cdf(Math.exp(u)) / p)
      : (u: number) => Math.log(upper / tail(Math.exp(u)));
  const centre = Math.log(Math.max(start, 1e-300));
  let low = centre;
  let high = centre;
  const up = gap(centre) < 0;
  for (let step = 0.125; up ? gap(high) < 0 : gap(low) > 0; step *= 2) {
    if (up) {
      low = high;
      high = Math.min(high + step, 709);
      if (low === high) return Infinity;
    } else {
      high = low;
      low = Math.max(low - step, -744);
      if (low === high) return 0;
    }
  }
  return Math.exp(bracketedRoot(gap, low, high));
}
