import { logGamma1p } from "../../scalar/log-gamma.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { EULER } from "./constants.ts";
import { gumbel } from "./gumbel.ts";
import { powerGammaKl } from "./power-gamma-kl.ts";
import { interval } from "./supports.ts";

type Names = "location" | "scale" | "shape";

/** log of the standard exponential variable that x is made from. */
function logTime(x: number, { location, scale, shape }: Values<Names>): number {
  const z = (x - location) / scale;
  return shape === 0 ? -z : -Math.log1p(shape * z) / shape;
}

/** The x made from an exponential variable of that logarithm. */
const point = (log: number, { location, scale, shape }: Values<Names>): number =>
  location + scale * (shape === 0 ? -log : Math.expm1(-shape * log) / shape);

const endpoint = ({ location, scale, shape }: Values<Names>): number => location - scale / shape;

function mean({ location, scale, shape }: Values<Names>): number {
  if (shape >= 1) return Number.POSITIVE_INFINITY;
  return location + scale * (shape === 0 ? EULER : Math.expm1(logGamma1p(-shape)) / shape);
}

function variance({ scale, shape }: Values<Names>): number {
  if (shape >= 0.5) return Number.POSITIVE_INFINITY;
  if (shape === 0) return (Math.PI * scale) ** 2 / 6;
  const curve = logGammaBregman(1 - shape, -shape) + logGammaBregman(1 - shape, shape);
  return (scale / shape) ** 2 * Math.exp(2 * logGamma1p(-shape)) * Math.expm1(curve);
}

const GENERALIZED_EXTREME_VALUE: Law<Names> = {
  name: "generalizedExtremeValue",
  parameters: { location: REAL, scale: POSITIVE, shape: REAL },
  support: (values) =>
    interval(
      values.shape > 0 ? endpoint(values) : Number.NEGATIVE_INFINITY,
      values.shape < 0 ? endpoint(values) : Number.POSITIVE_INFINITY,
    ),
  logDensity(x, values) {
    const log = logTime(x, values);
    if (log === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
    return (values.shape === -1 ? 0 : (1 + values.shape) * log) - Math.exp(log) - Math.log(values.scale);
  },
  cdf: (x, values) => Math.exp(-Math.exp(logTime(x, values))),
  survival: (x, values) => -Math.expm1(-Math.exp(logTime(x, values))),
  quantile: (u, values) => point(Math.log(-Math.log(u)), values),
  upperQuantile: (u, values) => point(Math.log(-Math.log1p(-u)), values),
  sample: (stream, values) => point(Math.log(-Math.log(stream.uniform())), values),
  mean,
  variance,
  entropy: ({ scale, shape }) => Math.log(scale) + EULER * (1 + shape) + 1,
  moments(values) {
    const centre = mean(values);
    return {
      mean: centre,
      square: centre === Number.POSITIVE_INFINITY ? centre : centre ** 2 + variance(values),
    };
  },
  kl(p, q) {
    if (p.shape * q.shape <= 0 || endpoint(p) !== endpoint(q)) return undefined;
    return powerGammaKl(1, {
      power: (p.shape - q.shape) / q.shape,
      ratio: p.shape / q.shape,
      scale: (logRatio(q.scale, p.scale) - logRatio(Math.abs(q.shape), Math.abs(p.shape))) / q.shape,
    });
  },
  within: ({ location, scale, shape }) => (shape === 0 ? [gumbel(location, scale)] : []),
};

/**
 * The generalised extreme value law, of greatest values: Gumbel's (shape 0), Fréchet's (above) and Weibull's
 * (below).
 *
 * Distribution function exp(−(1 + shape·z)^(−1/shape)), z = (x − location)/scale. The mean is Infinity for
 * shape ≥ 1, the variance for shape ≥ ½. D(p‖q) is closed where both end at the same point, integrated else.
 *
 * @param location - A finite number.
 * @param scale - Above 0.
 * @param shape - A finite number; the heavier the upper tail the more.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * generalizedExtremeValue(0, 1, 0).entropy() // 1.5772156649015328
 * kl(generalizedExtremeValue(1, 1, 1), generalizedExtremeValue(2, 1, 0.5)) // 5.497774123221698
 * ```
 */
export function generalizedExtremeValue(location: number, scale: number, shape: number): Univariate {
  return univariate(GENERALIZED_EXTREME_VALUE, { location, scale, shape });
}
