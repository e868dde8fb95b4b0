import { log1pmx } from "../../scalar/index.ts";
import { klTerm } from "./cumulant.ts";

/** The ratio r = 1 + u of the (1 − q, q) mixture of N(0, σ²) and N(1, σ²) to N(0, σ²) at a point. */
export interface MixtureRatio {
  /** (2x − 1)/2σ²: log of the ratio of the two normal laws. */
  readonly slope: number;
  readonly u: number;
  /** log r. */
  readonly log: number;
}

/** r(x) = 1 − q + q e^{(2x − 1)/2σ²}, its logarithm to some units of rounding. */
export function ratioAt(x: number, sigma: number, q: number): MixtureRatio {
  const slope = (2 * x - 1) / (2 * sigma * sigma);
  const u = q * Math.expm1(slope);
  if (slope > 700) return { slope, u, log: Math.log(q) + slope };
  // 1 + u has lost its digits where it is near 0
  return { slope, u, log: u < -0.5 ? Math.log(1 - q + q * Math.exp(slope)) : Math.log1p(u) };
}

/**
 * The part of D(P‖Q) of a point where N(0, σ²) has weight e^{logBase}: (1 + u) log(1 + u) − u if P is the mixture (side
 * 1), or u − log(1 + u).
 */
export function klPart({ u, log }: MixtureRatio, logBase: number, side: 1 | -1): number {
  const base = Math.exp(logBase);
  if (u < -0.5) return base * (side === 1 ? (1 + u) * log - u : u - log);
  if (u < 0.5) return base * (side === 1 ? klTerm(u, log) : -log1pmx(u));
  const up = Math.exp(logBase + log);
  return side === 1 ? up * (log - 1) + base : up - base * (1 + log);
}

/** q e^{(2x − 1)/2σ²}/r(x): what the slope of log r is to that of a normal law moved by 1. */
export function shareAt(x: number, { sigma, q }: { readonly sigma: number; readonly q: number }): number {
  return 1 / (1 + ((1 - q) / q) * Math.exp(-(2 * x - 1) / (2 * sigma * sigma)));
}
