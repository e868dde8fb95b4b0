import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { logistic } from "./logistic.ts";
import { HALF_LINE } from "./supports.ts";

/** E (X/scale)^k = (πk/shape)/sin(πk/shape). */
function powerMoment(k: number, scale: number, shape: number): number {
  const angle = (Math.PI * k) / shape;
  if (Math.abs(k) >= shape) return Number.POSITIVE_INFINITY;
  return k === 0 ? 1 : scale ** k * (angle / Math.sin(angle));
}

const LOG_LOGISTIC: Law<"scale" | "shape"> = {
  name: "logLogistic",
  parameters: { scale: POSITIVE, shape: POSITIVE },
  support: () => HALF_LINE,
  logDensity(x, { scale, shape }) {
    const z = shape * Math.log(x / scale);
    const front = Math.log(shape) - Math.log(scale);
    if (x === 0) return shape === 1 ? front : shape < 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return Math.log(shape) - Math.log(x) - Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z)));
  },
  cdf: (x, { scale, shape }) => 1 / (1 + (x / scale) ** -shape),
  survival: (x, { scale, shape }) => 1 / (1 + (x / scale) ** shape),
  quantile: (u, { scale, shape }) => scale * (u / (1 - u)) ** (1 / shape),
  upperQuantile: (u, { scale, shape }) => scale * (u / (1 - u)) ** (-1 / shape),
  sample(stream, { scale, shape }) {
    const u = stream.uniform();
    return scale * (u / (1 - u)) ** (1 / shape);
  },
  mean: ({ scale, shape }) => powerMoment(1, scale, shape),
  variance: ({ scale, shape }) =>
    shape > 2 ? powerMoment(2, scale, shape) - powerMoment(1, scale, shape) ** 2 : Number.POSITIVE_INFINITY,
  entropy: ({ scale, shape }) => 2 + Math.log(scale) - Math.log(shape),
  moments({ scale, shape }) {
    const log = Math.log(scale);
    const power = (k: number) => powerMoment(k, scale, shape);
    return {
      mean: power(1),
      square: power(2),
      reciprocal: power(-1),
      log,
      logSquare: log * log + (Math.PI / shape) ** 2 / 3,
      power,
      exp: (t) => (t === 0 ? 1 : t > 0 ? Number.POSITIVE_INFINITY : undefined),
    };
  },
  image: ({ scale, shape }) => ({ map: "exp", base: logistic(Math.log(scale), 1 / shape) }),
};

/**
 * The log-logistic (Fisk) law: exp(X) of a logistic X.
 *
 * Distribution function 1/(1 + (x/scale)^−shape) for x > 0. The mean is Infinity for shape ≤ 1, the variance
 * for shape ≤ 2.
 *
 * @param scale - The median, above 0.
 * @param shape - The index of the tail, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(logLogistic(1, 3), logLogistic(2, 2)) // 0.464034775579057
 * logLogistic(3, 2).quantile(0.5) // 3
 * ```
 */
export function logLogistic(scale: number, shape: number): Univariate {
  return univariate(LOG_LOGISTIC, { scale, shape });
}
