import { expm1mx } from "../../scalar/expm1mx.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { asymmetricLaplace } from "./asymmetric-laplace.ts";
import { generalizedNormal } from "./generalized-normal.ts";
import { rateExcess } from "./log-excess.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "scale";

const LAPLACE: Law<Names> = {
  name: "laplace",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  knots: ({ location }) => [location],
  logDensity: (x, { location, scale }) => -Math.abs(x - location) / scale - Math.log(2 * scale),
  cdf(x, { location, scale }) {
    const z = (x - location) / scale;
    return z < 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
  },
  survival(x, { location, scale }) {
    const z = (x - location) / scale;
    return z < 0 ? 1 - 0.5 * Math.exp(z) : 0.5 * Math.exp(-z);
  },
  quantile: (u, { location, scale }) =>
    location + scale * (u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u))),
  upperQuantile: (u, { location, scale }) =>
    location - scale * (u < 0.5 ? Math.log(2 * u) : -Math.log(2 * (1 - u))),
  sample: (stream, { location, scale }) => location + scale * Math.log(stream.uniform() / stream.uniform()),
  mean: ({ location }) => location,
  variance: ({ scale }) => 2 * scale * scale,
  entropy: ({ scale }) => 1 + Math.log(2 * scale),
  moments: ({ location, scale }) => ({
    mean: location,
    square: location * location + 2 * scale * scale,
    exp: (t) =>
      Math.abs(t) * scale < 1 ? Math.exp(t * location) / (1 - (t * scale) ** 2) : Number.POSITIVE_INFINITY,
    distance(m) {
      const d = Math.abs(location - m);
      return d + scale * Math.exp(-d / scale);
    },
    cos: (m) => Math.cos(location - m) / (1 + scale * scale),
  }),
  crossEntropyFrom({ distance }, { location, scale }) {
    const mean = distance?.(location);
    return mean === undefined ? undefined : Math.log(2 * scale) + mean / scale;
  },
  kl(p, q) {
    const apart = Math.abs(p.location - q.location) / p.scale;
    return rateExcess(p.scale, q.scale) + (p.scale / q.scale) * expm1mx(-apart);
  },
  klSlopes(p, q, wrt): Values<Names> {
    const gap = p.location - q.location;
    const apart = Math.abs(gap) / p.scale;
    const pull = (-Math.sign(gap) * Math.expm1(-apart)) / q.scale;
    if (wrt === "p") {
      const scale = Math.expm1(-apart) / q.scale + (apart * Math.exp(-apart)) / q.scale;
      return { location: pull, scale: (p.scale - q.scale) / (p.scale * q.scale) + scale };
    }
    const excess = (p.scale * expm1mx(-apart)) / q.scale;
    return { location: -pull, scale: ((q.scale - p.scale) / q.scale - excess) / q.scale };
  },
  within: ({ location, scale }) => [
    asymmetricLaplace(location, 1 / scale, 1),
    generalizedNormal(location, scale, 1),
  ],
};

/**
 * The Laplace (double exponential) law.
 *
 * Density exp(−|x − location|/scale)/(2 scale) on the line.
 *
 * @param location - The median, a finite number.
 * @param scale - The mean distance from it, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(laplace(0.2, 0.7), laplace(-1, 2)) // 0.712854433750461
 * laplace(0, 1).upperQuantile(1e-20) // 45.35855467932097
 * ```
 */
export function laplace(location: number, scale: number): Univariate {
  return univariate(LAPLACE, { location, scale });
}
