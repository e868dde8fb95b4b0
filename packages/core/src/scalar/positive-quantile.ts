import { bracketedRoot } from "./bracketed-root.ts";
import { outside } from "./domain.ts";

/** A law on x ≥ 0 by its two tails. */
export interface Tails {
  readonly cdf: (x: number) => number;
  readonly tail: (x: number) => number;
}

/**
 * The x > 0 at which a continuous law on the half-line has cdf p: 0 at p = 0, +Infinity at p = 1.
 *
 * Root finding in log(x/start) on the logarithm of the smaller tail, from a bracket widened around `start`; `upper` is
 * 1 − p where the caller knows it better.
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
  const scale = Math.max(start, 1e-300);
  const gap =
    p < 0.5
      ? (u: number) => Math.log(cdf(scale * Math.exp(u)) / p)
      : (u: number) => Math.log(upper / tail(scale * Math.exp(u)));
  let low = 0;
  let high = 0;
  const up = gap(0) < 0;
  for (let step = 0.125; up ? gap(high) < 0 : gap(low) > 0; step *= 2) {
    if (up) {
      low = high;
      high += step;
      if (scale * Math.exp(low) === Infinity) return Infinity;
    } else {
      high = low;
      low -= step;
      if (scale * Math.exp(high) === 0) return 0;
    }
  }
  return scale * Math.exp(bracketedRoot(gap, low, high));
}
