import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { shiftedExponential } from "./shifted-exponential.ts";
import { interval } from "./supports.ts";

type Names = "minimum" | "shape";

const powerMoment = (k: number, { minimum, shape }: Values<Names>): number =>
  k < shape ? minimum ** k * (shape / (shape - k)) : Number.POSITIVE_INFINITY;

function moments(values: Values<Names>): Moments {
  const { minimum, shape } = values;
  const log = Math.log(minimum) + 1 / shape;
  const power = (k: number) => powerMoment(k, values);
  return {
    mean: power(1),
    square: power(2),
    reciprocal: power(-1),
    log,
    logSquare: log * log + 1 / shape ** 2,
    power,
    exp: (t) => (t === 0 ? 1 : t > 0 ? Number.POSITIVE_INFINITY : undefined),
    distance(m) {
      const mean = power(1);
      if (m <= minimum || mean === Number.POSITIVE_INFINITY) return mean - m;
      return m - mean + (2 * m * (minimum / m) ** shape) / (shape - 1);
    },
  };
}

const PARETO: Law<Names> = {
  name: "pareto",
  parameters: { minimum: POSITIVE, shape: POSITIVE },
  support: ({ minimum }) => interval(minimum, Number.POSITIVE_INFINITY),
  logDensity: (x, { minimum, shape }) => Math.log(shape) - shape * logRatio(x, minimum) - Math.log(x),
  cdf: (x, { minimum, shape }) => -Math.expm1(-shape * logRatio(x, minimum)),
  survival: (x, { minimum, shape }) => (minimum / x) ** shape,
  quantile: (u, { minimum, shape }) => minimum * Math.exp(-Math.log1p(-u) / shape),
  upperQuantile: (u, { minimum, shape }) => minimum * u ** (-1 / shape),
  sample: (stream, { minimum, shape }) => minimum * stream.uniform() ** (-1 / shape),
  mean: (values) => powerMoment(1, values),
  variance: ({ minimum, shape }) =>
    shape > 2 ? (minimum * minimum * shape) / ((shape - 1) ** 2 * (shape - 2)) : Number.POSITIVE_INFINITY,
  entropy: ({ minimum, shape }) => Math.log(minimum) - Math.log(shape) + 1 + 1 / shape,
  moments,
  crossEntropyFrom: ({ log }, { minimum, shape }) =>
    log === undefined ? undefined : (shape + 1) * log - Math.log(shape) - shape * Math.log(minimum),
  kl(p, q) {
    if (p.minimum < q.minimum) return Number.POSITIVE_INFINITY;
    return q.shape * logRatio(p.minimum, q.minimum) + rateExcess(q.shape, p.shape);
  },
  image: ({ minimum, shape }) => ({ map: "exp", base: shiftedExponential(shape, Math.log(minimum)) }),
};

/**
 * The Pareto law.
 *
 * Density shape·minimum^shape/x^(shape+1) for x ≥ minimum. The mean is Infinity for shape ≤ 1, the variance
 * for shape ≤ 2. D(p‖q) is Infinity where p starts before q.
 *
 * @param minimum - Where the law starts, above 0.
 * @param shape - The index of the tail, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(pareto(1.5, 3.2), pareto(1, 1.5)) // 0.8346333638597631
 * kl(pareto(1, 1.5), pareto(1.5, 3.2)) // Infinity
 * ```
 */
export function pareto(minimum: number, shape: number): Univariate {
  return univariate(PARETO, { minimum, shape });
}
