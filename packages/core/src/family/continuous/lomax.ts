import { digamma } from "../../scalar/digamma.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { betaPrimePower } from "./beta-prime.ts";
import { rateExcess } from "./log-excess.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "shape" | "scale";

const survival = (x: number, { shape, scale }: Values<Names>): number =>
  Math.exp(-shape * Math.log1p(x / scale));

const mean = ({ shape, scale }: Values<Names>): number =>
  shape > 1 ? scale / (shape - 1) : Number.POSITIVE_INFINITY;

function moments(values: Values<Names>): Moments {
  const { shape, scale } = values;
  const log = Math.log(scale) + digamma(1) - digamma(shape);
  const power = (k: number) => scale ** k * betaPrimePower(k, 1, shape);
  return {
    mean: mean(values),
    square: power(2),
    reciprocal: Number.POSITIVE_INFINITY,
    log,
    logSquare: log * log + trigamma(1) + trigamma(shape),
    ...(scale === 1 && { log1p: 1 / shape }),
    power,
    exp: (t) => (t === 0 ? 1 : t > 0 ? Number.POSITIVE_INFINITY : undefined),
    distance(m) {
      const centre = mean(values);
      if (m <= 0 || centre === Number.POSITIVE_INFINITY) return centre - m;
      return m - centre + (2 * (scale + m) * survival(m, values)) / (shape - 1);
    },
  };
}

const LOMAX: Law<Names> = {
  name: "lomax",
  parameters: { shape: POSITIVE, scale: POSITIVE },
  support: () => HALF_LINE,
  logDensity: (x, { shape, scale }) => Math.log(shape / scale) - (shape + 1) * Math.log1p(x / scale),
  cdf: (x, { shape, scale }) => -Math.expm1(-shape * Math.log1p(x / scale)),
  survival,
  quantile: (u, { shape, scale }) => scale * Math.expm1(-Math.log1p(-u) / shape),
  upperQuantile: (u, { shape, scale }) => scale * Math.expm1(-Math.log(u) / shape),
  sample: (stream, { shape, scale }) => scale * Math.expm1(-Math.log(stream.uniform()) / shape),
  mean,
  variance: ({ shape, scale }) =>
    shape > 2 ? (scale * scale * shape) / ((shape - 1) ** 2 * (shape - 2)) : Number.POSITIVE_INFINITY,
  entropy: ({ shape, scale }) => Math.log(scale / shape) + 1 + 1 / shape,
  moments,
  crossEntropyFrom: ({ log1p }, { shape, scale }) =>
    log1p === undefined || scale !== 1 ? undefined : (shape + 1) * log1p - Math.log(shape),
  kl: (p, q) => (p.scale === q.scale ? rateExcess(q.shape, p.shape) : undefined),
};

/**
 * The Lomax law, Pareto's moved to start at 0.
 *
 * Density (shape/scale)(1 + x/scale)^(−shape−1) for x ≥ 0. The mean is Infinity for shape ≤ 1, the variance
 * for shape ≤ 2. D(p‖q) is closed for one scale, integrated else.
 *
 * @param shape - The index of the tail, above 0.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(lomax(2, 3), lomax(1, 3)) // 0.1931471805599453
 * ```
 */
export function lomax(shape: number, scale: number): Univariate {
  return univariate(LOMAX, { shape, scale });
}
