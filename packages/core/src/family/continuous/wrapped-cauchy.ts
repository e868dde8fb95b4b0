import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { cauchyQuantile } from "./cauchy.ts";
import { type CircleTail, circleCdf, circleQuantile, circleSurvival, turned } from "./circle.ts";
import { TURN } from "./supports.ts";

const tail =
  (scale: number): CircleTail =>
  (delta) =>
    Math.atan2(Math.tanh(0.5 * scale) * Math.cos(0.5 * delta), Math.sin(0.5 * delta)) / Math.PI;

const WRAPPED_CAUCHY: Law<"location" | "scale"> = {
  name: "wrappedCauchy",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => TURN,
  logDensity(x, { location, scale }) {
    const half = Math.sin(0.5 * (x - location));
    const kernel = Math.expm1(-scale) ** 2 + 4 * Math.exp(-scale) * half * half;
    return Math.log(-Math.expm1(-2 * scale) / (2 * Math.PI * kernel));
  },
  cdf: (x, { location, scale }) => circleCdf(tail(scale), x, turned(location)),
  survival: (x, { location, scale }) => circleSurvival(tail(scale), x, turned(location)),
  quantile: (u, { location, scale }) => circleQuantile(tail(scale), u, 1 - u, turned(location)),
  upperQuantile: (u, { location, scale }) => circleQuantile(tail(scale), 1 - u, u, turned(location)),
  sample: (stream, { location, scale }) => turned(location + scale * cauchyQuantile(stream.uniform())),
  mean: ({ location }) => turned(location),
  variance: ({ scale }) => -Math.expm1(-scale),
  entropy: ({ scale }) => Math.log(2 * Math.PI) + Math.log(-Math.expm1(-2 * scale)),
  moments: ({ location, scale }) => ({ cos: (m) => Math.exp(-scale) * Math.cos(location - m) }),
  kl(p, q) {
    const half = Math.sin(0.5 * (p.location - q.location));
    const scales = Math.exp(-p.scale) * Math.expm1(p.scale - q.scale);
    const square = scales * scales + 4 * Math.exp(-p.scale - q.scale) * half * half;
    return Math.log1p(square / (Math.expm1(-2 * p.scale) * Math.expm1(-2 * q.scale)));
  },
};

/**
 * The wrapped Cauchy law on the circle: a Cauchy variable as an angle from −π to π.
 *
 * Density (1 − r²)/(2π(1 + r² − 2r cos(x − location))) with r = exp(−scale). `mean` is the mean direction,
 * `variance` the circular variance 1 − r.
 *
 * @param location - The mean direction, in radians; whole turns do not count.
 * @param scale - Of the Cauchy variable, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(wrappedCauchy(1, 0.5), wrappedCauchy(0, 1)) // 0.3917262111925908
 * ```
 */
export function wrappedCauchy(location: number, scale: number): Univariate {
  return univariate(WRAPPED_CAUCHY, { location, scale });
}
