import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { LINE } from "./supports.ts";

const HALF_PI = Math.PI / 2;

/** (2/π) atan(exp(πz/2)). */
const below = (z: number): number => Math.atan(Math.exp(HALF_PI * z)) / HALF_PI;

/** The z below which u lies. */
const point = (u: number): number =>
  (u < 0.75 ? Math.log(Math.tan(HALF_PI * u)) : -Math.log(Math.tan(HALF_PI * (1 - u)))) / HALF_PI;

const HYPERBOLIC_SECANT: Law<"location" | "scale"> = {
  name: "hyperbolicSecant",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity(x, { location, scale }) {
    const z = HALF_PI * Math.abs((x - location) / scale);
    return -z - Math.log1p(Math.exp(-2 * z)) - Math.log(scale);
  },
  cdf: (x, { location, scale }) => below((x - location) / scale),
  survival: (x, { location, scale }) => below((location - x) / scale),
  quantile: (u, { location, scale }) => location + scale * point(u),
  upperQuantile: (u, { location, scale }) => location - scale * point(u),
  sample: (stream, { location, scale }) => location + scale * point(stream.uniform()),
  mean: ({ location }) => location,
  variance: ({ scale }) => scale * scale,
  entropy: ({ scale }) => Math.log(4 * scale),
  moments: ({ location, scale }) => ({
    mean: location,
    square: location * location + scale * scale,
    exp: (t) =>
      Math.abs(t) * scale < HALF_PI ? Math.exp(t * location) / Math.cos(t * scale) : Number.POSITIVE_INFINITY,
    cos: (m) => Math.cos(location - m) / Math.cosh(scale),
  }),
};

/**
 * The hyperbolic secant law.
 *
 * Density 1/(2 scale) sech(π(x − location)/(2 scale)) on the line. D(p‖q) has no closed form and is
 * integrated.
 *
 * @param location - The mean, a finite number.
 * @param scale - The standard deviation, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(hyperbolicSecant(1, 2), hyperbolicSecant(0, 1)) // 0.724614204238798
 * ```
 */
export function hyperbolicSecant(location: number, scale: number): Univariate {
  return univariate(HYPERBOLIC_SECANT, { location, scale });
}
