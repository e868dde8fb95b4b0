import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { fallingBounds, interval } from "./supports.ts";

type Names = "location" | "scale" | "low" | "high";

/** The angle between the directions to a and b ≥ a from a point one scale away: atan(b) − atan(a). */
function angle(a: number, b: number): number {
  return Math.atan2(b - a, 1 + a * b);
}

const standard = (x: number, { location, scale }: Values<Names>): number => (x - location) / scale;

const whole = (values: Values<Names>): number =>
  angle(standard(values.low, values), standard(values.high, values));

function point(turn: number, from: number): number {
  const tan = Math.tan(turn);
  return (from + tan) / (1 - from * tan);
}

const clamp = (x: number, { low, high }: Values<Names>): number => Math.min(high, Math.max(low, x));

const quantile = (u: number, values: Values<Names>): number =>
  clamp(values.location + values.scale * point(u * whole(values), standard(values.low, values)), values);

const upperQuantile = (u: number, values: Values<Names>): number =>
  clamp(values.location + values.scale * point(-u * whole(values), standard(values.high, values)), values);

function mean(values: Values<Names>): number {
  const [a, b] = [standard(values.low, values), standard(values.high, values)];
  return (
    values.location + (0.5 * values.scale * Math.log1p(((b - a) * (b + a)) / (1 + a * a))) / whole(values)
  );
}

function square(values: Values<Names>): number {
  const [a, b] = [standard(values.low, values), standard(values.high, values)];
  return (b - a) / whole(values) - 1;
}

const TRUNCATED_CAUCHY: Law<Names> = {
  name: "truncatedCauchy",
  parameters: { location: REAL, scale: POSITIVE, low: REAL, high: REAL },
  refuse: fallingBounds,
  support: ({ low, high }) => interval(low, high),
  logDensity: (x, values) =>
    -Math.log1p(standard(x, values) ** 2) - Math.log(values.scale) - Math.log(whole(values)),
  cdf: (x, values) => angle(standard(values.low, values), standard(x, values)) / whole(values),
  survival: (x, values) => angle(standard(x, values), standard(values.high, values)) / whole(values),
  quantile: (u, values) => (u < 0.5 ? quantile(u, values) : upperQuantile(1 - u, values)),
  upperQuantile: (u, values) => (u < 0.5 ? upperQuantile(u, values) : quantile(1 - u, values)),
  sample: (stream, values) => quantile(stream.uniform(), values),
  mean,
  variance(values) {
    const centre = (mean(values) - values.location) / values.scale;
    return values.scale ** 2 * (square(values) - centre ** 2);
  },
  moments(values) {
    const centre = mean(values);
    const about = values.scale ** 2 * square(values);
    return { mean: centre, square: about + 2 * values.location * centre - values.location ** 2 };
  },
};

/**
 * The Cauchy law between two bounds.
 *
 * Density proportional to 1/(1 + ((x − location)/scale)²) on [low, high].
 *
 * @param location - Of the whole law, a finite number.
 * @param scale - Of the whole law, above 0.
 * @param low - A finite number.
 * @param high - A finite number above `low`.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * truncatedCauchy(0, 1, -1, 1).cdf(0) // 0.5
 * truncatedCauchy(0, 1, 0, 1).mean() // 0.4412712003053032
 * ```
 */
export function truncatedCauchy(location: number, scale: number, low: number, high: number): Univariate {
  return univariate(TRUNCATED_CAUCHY, { location, scale, low, high });
}
