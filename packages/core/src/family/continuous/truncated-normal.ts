import { bracketedRoot } from "../../scalar/bracketed-root.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { type Domain, POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { normal } from "./normal.ts";
import { fall, massBetween, meanBetween, peak } from "./normal-between.ts";
import { fallingBounds, interval } from "./supports.ts";

type Names = "mean" | "sd" | "low" | "high";

const BOUND: Domain = { words: "a number, or Infinity or −Infinity", holds: (value) => !Number.isNaN(value) };

/** The bounds in standard units. */
const bounds = ({ mean, sd, low, high }: Values<Names>): readonly [number, number] => [
  (low - mean) / sd,
  (high - mean) / sd,
];

/** The share of the law between two points in standard units that lie within its bounds. */
function share(from: number, to: number, values: Values<Names>): number {
  if (!(from < to)) return 0;
  const [a, b] = bounds(values);
  return (massBetween(from, to) / massBetween(a, b)) * Math.exp(fall(peak(from, to), peak(a, b)));
}

function point(u: number, rest: number, values: Values<Names>): number {
  const [a, b] = bounds(values);
  const low = a === Number.NEGATIVE_INFINITY ? Math.min(b, 0) - 40 : a;
  const high = b === Number.POSITIVE_INFINITY ? Math.max(a, 0) + 40 : b;
  const gap =
    u < 0.5
      ? (z: number) => Math.log(share(a, z, values) / u)
      : (z: number) => Math.log(rest / share(z, b, values));
  const x = values.mean + values.sd * bracketedRoot(gap, low, high);
  return Math.min(values.high, Math.max(values.low, x));
}

/** log of the normaliser of exp(−(z² − c²)/2) in x, with c the peak of the interval. */
const logScale = (values: Values<Names>): number => Math.log(values.sd * massBetween(...bounds(values)));

const meanOffset = (values: Values<Names>): number => meanBetween((t) => t, ...bounds(values));

function mean(values: Values<Names>): number {
  return values.mean + values.sd * (peak(...bounds(values)) + meanOffset(values));
}

function variance(values: Values<Names>): number {
  const centre = meanOffset(values);
  return values.sd ** 2 * meanBetween((t) => (t - centre) ** 2, ...bounds(values));
}

/** D(p‖q) for q on the bounds of p: centred where they are near, else from the mean of the log ratio. */
function klOnOneInterval(p: Values<Names>, q: Values<Names>): number {
  const [a, b] = bounds(p);
  const c = peak(a, b);
  const stretch = (p.sd - q.sd) / q.sd;
  const shift = (p.mean - q.mean) / q.sd;
  const logRatio = (t: number) => {
    const step = stretch * (c + t) + shift;
    return -step * (c + t + 0.5 * step);
  };
  const centre = meanBetween(logRatio, a, b);
  if (Math.abs(stretch) < 0.3 && Math.abs(shift) < 0.5) {
    return Math.log1p(meanBetween((t) => expm1mx(logRatio(t) - centre), a, b));
  }
  const narrowed = { ...q, low: p.low, high: p.high };
  const peaks = 0.5 * (c * c - peak(...bounds(narrowed)) ** 2);
  return logScale(narrowed) - logScale(p) - centre + peaks;
}

const TRUNCATED_NORMAL: Law<Names> = {
  name: "truncatedNormal",
  parameters: { mean: REAL, sd: POSITIVE, low: BOUND, high: BOUND },
  refuse: fallingBounds,
  support: ({ low, high }) => interval(low, high),
  logDensity: (x, values) => fall((x - values.mean) / values.sd, peak(...bounds(values))) - logScale(values),
  cdf: (x, values) => share(bounds(values)[0], (x - values.mean) / values.sd, values),
  survival: (x, values) => share((x - values.mean) / values.sd, bounds(values)[1], values),
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, values) {
    const u = stream.uniform();
    return point(u, 1 - u, values);
  },
  mean,
  variance,
  entropy(values) {
    const c = peak(...bounds(values));
    return logScale(values) + meanBetween((t) => t * (c + 0.5 * t), ...bounds(values));
  },
  moments(values) {
    const centre = mean(values);
    return { mean: centre, square: centre * centre + variance(values) };
  },
  crossEntropyFrom(given, values) {
    if (given.mean === undefined || given.square === undefined) return undefined;
    const about = given.square - 2 * given.mean * values.mean + values.mean ** 2;
    return logScale(values) + 0.5 * (about / values.sd ** 2 - peak(...bounds(values)) ** 2);
  },
  kl(p, q) {
    if (p.low < q.low || p.high > q.high) return Number.POSITIVE_INFINITY;
    const z = (x: number) => (x - q.mean) / q.sd;
    const outside = share(z(q.low), z(p.low), q) + share(z(p.high), z(q.high), q);
    const inside = outside < 0.5 ? Math.log1p(-outside) : Math.log(share(z(p.low), z(p.high), q));
    return Math.max(0, klOnOneInterval(p, q)) - inside;
  },
  within: ({ mean: m, sd, low, high }) =>
    low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY ? [normal(m, sd)] : [],
};

/**
 * The normal law between two bounds, either of which may be infinite.
 *
 * Density proportional to exp(−(x − mean)²/2sd²) on [low, high], also far in the tail. D(p‖q) is Infinity
 * where p is not within the bounds of q. Mean, variance and entropy are integrated, to 1e-14.
 *
 * @param mean - Of the whole law, a finite number.
 * @param sd - Of the whole law, above 0.
 * @param low - A number or −Infinity.
 * @param high - A number above `low`, or Infinity.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(truncatedNormal(0, 1, -1, 2), truncatedNormal(1, 2, -1, 2)) // 0.11662263259650332
 * kl(truncatedNormal(0, 1, -1, 2), truncatedNormal(0, 1, 0, 2)) // Infinity
 * truncatedNormal(0, 1, 0, Infinity).mean() // 0.7978845608028654
 * ```
 */
export function truncatedNormal(mean: number, sd: number, low: number, high: number): Univariate {
  return univariate(TRUNCATED_NORMAL, { mean, sd, low, high });
}
