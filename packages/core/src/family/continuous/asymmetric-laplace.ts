import { expm1mx } from "../../scalar/expm1mx.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { logExcess } from "./log-excess.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "rate" | "asymmetry";

/** The rate and the share of mass on each side of the location. */
function sides({ rate, asymmetry }: Values<Names>) {
  const square = asymmetry * asymmetry;
  return {
    above: { rate: rate * asymmetry, share: 1 / (1 + square) },
    below: { rate: rate / asymmetry, share: square / (1 + square) },
  };
}

function cdf(x: number, values: Values<Names>): number {
  const { above, below } = sides(values);
  const d = x - values.location;
  return d < 0 ? below.share * Math.exp(below.rate * d) : 1 - above.share * Math.exp(-above.rate * d);
}

function survival(x: number, values: Values<Names>): number {
  const { above, below } = sides(values);
  const d = x - values.location;
  return d < 0 ? 1 - below.share * Math.exp(below.rate * d) : above.share * Math.exp(-above.rate * d);
}

/** The point with `u` below and `rest` above it. */
function point(u: number, rest: number, values: Values<Names>): number {
  const { above, below } = sides(values);
  return u < below.share
    ? values.location + Math.log(u / below.share) / below.rate
    : values.location - Math.log(rest / above.share) / above.rate;
}

/**
 * D(p‖q): where the mass lies, the two exponential laws at one location, and what moving p by the distance of
 * the locations adds; each part of second order in the differences.
 */
function kl(p: Values<Names>, q: Values<Names>): number {
  const a = sides(p);
  const b = sides(q);
  const aboveGap = ((q.rate - p.rate) * q.asymmetry + p.rate * (q.asymmetry - p.asymmetry)) / a.above.rate;
  const belowGap =
    ((q.rate - p.rate) / q.asymmetry - (p.rate / p.asymmetry / q.asymmetry) * (q.asymmetry - p.asymmetry)) /
    a.below.rate;
  const shift =
    ((p.asymmetry - q.asymmetry) * (p.asymmetry + q.asymmetry)) /
    ((1 + p.asymmetry ** 2) * (1 + q.asymmetry ** 2));
  const shares =
    a.above.share * logExcess(shift / a.above.share, b.above.share / a.above.share) +
    a.below.share * logExcess(-shift / a.below.share, b.below.share / a.below.share);
  const spreads =
    a.above.share * logExcess(aboveGap, b.above.rate / a.above.rate) +
    a.below.share * logExcess(belowGap, b.below.rate / a.below.rate);
  const distance = Math.abs(p.location - q.location);
  if (distance === 0) return shares + spreads;
  const [ahead, behind] =
    p.location > q.location ? (["above", "below"] as const) : (["below", "above"] as const);
  const gaps = { above: aboveGap, below: belowGap };
  const tilt = a[ahead].share * a[ahead].rate * (gaps[ahead] - gaps[behind]);
  const bend = (a[behind].share / a[behind].rate) * expm1mx(-a[behind].rate * distance);
  return Math.max(0, shares + spreads + distance * tilt + bend * (b[ahead].rate + b[behind].rate));
}

function mean(values: Values<Names>): number {
  const { above, below } = sides(values);
  return values.location + above.share / above.rate - below.share / below.rate;
}

function variance(values: Values<Names>): number {
  const { above, below } = sides(values);
  return 1 / above.rate ** 2 + 1 / below.rate ** 2;
}

const ASYMMETRIC_LAPLACE: Law<Names> = {
  name: "asymmetricLaplace",
  parameters: { location: REAL, rate: POSITIVE, asymmetry: POSITIVE },
  support: () => LINE,
  knots: ({ location }) => [location],
  logDensity(x, values) {
    const { above, below } = sides(values);
    const d = x - values.location;
    return Math.log(above.share * above.rate) - (d < 0 ? -below.rate : above.rate) * d;
  },
  cdf,
  survival,
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, values) {
    const { above, below } = sides(values);
    return (
      values.location - Math.log(stream.uniform()) / above.rate + Math.log(stream.uniform()) / below.rate
    );
  },
  mean,
  variance,
  entropy(values) {
    const { above } = sides(values);
    return 1 - Math.log(above.share * above.rate);
  },
  moments(values) {
    const { above, below } = sides(values);
    const centre = mean(values);
    return {
      mean: centre,
      square: centre * centre + variance(values),
      exp: (t) =>
        t < above.rate && -t < below.rate
          ? Math.exp(t * values.location) / ((1 - t / above.rate) * (1 + t / below.rate))
          : Number.POSITIVE_INFINITY,
      distance(m) {
        return m < values.location
          ? centre - m + (2 * cdf(m, values)) / below.rate
          : m - centre + (2 * survival(m, values)) / above.rate;
      },
    };
  },
  crossEntropyFrom(given, values) {
    const { above, below } = sides(values);
    const spread = given.distance?.(values.location);
    if (spread === Number.POSITIVE_INFINITY) return spread;
    if (spread === undefined || given.mean === undefined) return undefined;
    const centre = given.mean - values.location;
    return (
      0.5 * ((spread + centre) * above.rate + (spread - centre) * below.rate) -
      Math.log(above.share * above.rate)
    );
  },
  kl,
};

/**
 * The asymmetric Laplace law: two exponential laws back to back.
 *
 * Density c exp(−rate·asymmetry (x − location)) above the location, c exp(rate/asymmetry (x − location))
 * below, with c = rate/(asymmetry + 1/asymmetry).
 *
 * @param location - The mode, a finite number.
 * @param rate - Above 0.
 * @param asymmetry - Above 0; 1 is the Laplace law, more puts mass below the location.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(asymmetricLaplace(0, 1, 1.3), asymmetricLaplace(0, 2, 0.6)) // 1.4635662347781041
 * ```
 */
export function asymmetricLaplace(location: number, rate: number, asymmetry: number): Univariate {
  return univariate(ASYMMETRIC_LAPLACE, { location, rate, asymmetry });
}
