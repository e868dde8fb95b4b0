import { gammaDraw } from "../../random/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { gammaUpperQuantile } from "../../scalar/gamma-quantile.ts";
import { gammaP, gammaQ } from "../../scalar/incomplete-gamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { powerGammaKl } from "./power-gamma-kl.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "scale" | "shape";

/** E |X − location|^k. */
const absolute = (k: number, { scale, shape }: Values<Names>): number =>
  scale ** k * Math.exp(logGammaBregman(1 / shape, k / shape) + (k / shape) * digamma(1 / shape));

/** log of the integral of exp(−|z|^shape) in x. */
const logNormaliser = ({ scale, shape }: Values<Names>): number =>
  Math.log((2 * scale) / shape) + logGamma(1 / shape);

/** P(X > location + d) for d > 0, or P(X ≤ location + d) for d ≤ 0. */
const beyond = (d: number, { scale, shape }: Values<Names>): number =>
  0.5 * gammaQ(1 / shape, Math.abs(d / scale) ** shape);

function point(u: number, rest: number, { location, scale, shape }: Values<Names>): number {
  const distance = scale * gammaUpperQuantile(2 * Math.min(u, rest), 1 / shape) ** (1 / shape);
  return u < rest ? location - distance : location + distance;
}

const GENERALIZED_NORMAL: Law<Names> = {
  name: "generalizedNormal",
  parameters: { location: REAL, scale: POSITIVE, shape: POSITIVE },
  support: () => LINE,
  knots: ({ location }) => [location],
  logDensity: (x, values) =>
    -(Math.abs((x - values.location) / values.scale) ** values.shape) - logNormaliser(values),
  cdf(x, values) {
    const d = x - values.location;
    return d <= 0 ? beyond(d, values) : 1 - beyond(d, values);
  },
  survival(x, values) {
    const d = x - values.location;
    return d <= 0 ? 1 - beyond(d, values) : beyond(d, values);
  },
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, { location, scale, shape }) {
    const distance = scale * gammaDraw(stream, 1 / shape) ** (1 / shape);
    return stream.uniform() < 0.5 ? location - distance : location + distance;
  },
  mean: ({ location }) => location,
  variance: (values) => absolute(2, values),
  entropy: (values) => 1 / values.shape + logNormaliser(values),
  moments(values) {
    const { location, scale, shape } = values;
    return {
      mean: location,
      square: location * location + absolute(2, values),
      exp: (t) => (t === 0 ? 1 : shape < 1 ? Number.POSITIVE_INFINITY : undefined),
      distance(m) {
        const d = Math.abs(m - location);
        const y = (d / scale) ** shape;
        return d * gammaP(1 / shape, y) + absolute(1, values) * gammaQ(2 / shape, y);
      },
    };
  },
  crossEntropyFrom(given, values) {
    const { location, scale, shape } = values;
    if (shape === 1) {
      const spread = given.distance?.(location);
      return spread === undefined ? undefined : spread / scale + logNormaliser(values);
    }
    if (shape !== 2) return undefined;
    if (given.square === Number.POSITIVE_INFINITY) return given.square;
    if (given.square === undefined || given.mean === undefined) return undefined;
    return (given.square - 2 * given.mean * location + location ** 2) / scale ** 2 + logNormaliser(values);
  },
  kl(p, q) {
    if (p.location !== q.location) return undefined;
    return powerGammaKl(1 / p.shape, {
      shape: (p.shape - q.shape) / (p.shape * q.shape),
      power: (q.shape - p.shape) / p.shape,
      toShape: 1 / q.shape,
      ratio: q.shape / p.shape,
      scale: q.shape * logRatio(p.scale, q.scale),
    });
  },
};

/**
 * The generalised normal (exponential power) law.
 *
 * Density shape/(2 scale Γ(1/shape)) exp(−|(x − location)/scale|^shape); 1 is the Laplace law, 2 the normal.
 * D(p‖q) is closed for one location, integrated else.
 *
 * @param location - The median, a finite number.
 * @param scale - Above 0 (√2 standard deviations of the normal law).
 * @param shape - How fast the tails fall, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(generalizedNormal(0, 1, 1.5), generalizedNormal(0, 2, 3)) // 0.15449259400246573
 * ```
 */
export function generalizedNormal(location: number, scale: number, shape: number): Univariate {
  return univariate(GENERALIZED_NORMAL, { location, scale, shape });
}
