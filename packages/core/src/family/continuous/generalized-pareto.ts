import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { lomax } from "./lomax.ts";
import { shiftedExponential } from "./shifted-exponential.ts";
import { interval } from "./supports.ts";

type Names = "location" | "scale" | "shape";

/** −log P(X > x). */
function hazard(x: number, { location, scale, shape }: Values<Names>): number {
  const z = (x - location) / scale;
  return shape === 0 ? z : Math.log1p(shape * z) / shape;
}

/** The x with −log P(X > x) = h. */
const point = (h: number, { location, scale, shape }: Values<Names>): number =>
  location + scale * (shape === 0 ? h : Math.expm1(shape * h) / shape);

const mean = ({ location, scale, shape }: Values<Names>): number =>
  shape < 1 ? location + scale / (1 - shape) : Number.POSITIVE_INFINITY;

const variance = ({ scale, shape }: Values<Names>): number =>
  shape < 0.5 ? (scale / (1 - shape)) ** 2 / (1 - 2 * shape) : Number.POSITIVE_INFINITY;

const GENERALIZED_PARETO: Law<Names> = {
  name: "generalizedPareto",
  parameters: { location: REAL, scale: POSITIVE, shape: REAL },
  support: ({ location, scale, shape }) =>
    interval(location, shape < 0 ? location - scale / shape : Number.POSITIVE_INFINITY),
  logDensity: (x, values) =>
    (values.shape === -1 ? 0 : -(1 + values.shape) * hazard(x, values)) - Math.log(values.scale),
  cdf: (x, values) => -Math.expm1(-hazard(x, values)),
  survival: (x, values) => Math.exp(-hazard(x, values)),
  quantile: (u, values) => point(-Math.log1p(-u), values),
  upperQuantile: (u, values) => point(-Math.log(u), values),
  sample: (stream, values) => point(-Math.log(stream.uniform()), values),
  mean,
  variance,
  entropy: ({ scale, shape }) => Math.log(scale) + shape + 1,
  moments(values) {
    const centre = mean(values);
    return {
      mean: centre,
      square: centre === Number.POSITIVE_INFINITY ? centre : centre ** 2 + variance(values),
    };
  },
  kl(p, q) {
    const oneCurve = p.location === q.location && p.scale * q.shape === q.scale * p.shape;
    return oneCurve && p.shape * q.shape > 0 ? rateExcess(p.shape, q.shape) : undefined;
  },
  within({ location, scale, shape }) {
    if (shape === 0) return [shiftedExponential(1 / scale, location)];
    return shape > 0 && location === 0 ? [lomax(1 / shape, scale / shape)] : [];
  },
};

/**
 * The generalised Pareto law, of what exceeds a high threshold: exponential (shape 0), heavy-tailed (above),
 * bounded (below).
 *
 * P(X > x) = (1 + shape·z)^(−1/shape), z = (x − location)/scale ≥ 0. The mean is Infinity for shape ≥ 1, the
 * variance for shape ≥ ½. D(p‖q) is closed for one location and one scale/shape, integrated else.
 *
 * @param location - The threshold, a finite number.
 * @param scale - Above 0.
 * @param shape - A finite number; the heavier the tail the more.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * generalizedPareto(0, 1, 0.5).mean() // 2
 * kl(generalizedPareto(0, 1, 0), generalizedPareto(0, 2, 0)) // 0.1931471805599453
 * ```
 */
export function generalizedPareto(location: number, scale: number, shape: number): Univariate {
  return univariate(GENERALIZED_PARETO, { location, scale, shape });
}
