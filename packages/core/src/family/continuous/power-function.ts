import { digamma } from "../../scalar/digamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { beta } from "./beta.ts";
import { kumaraswamy } from "./kumaraswamy.ts";
import { rateExcess } from "./log-excess.ts";
import { UNIT_INTERVAL } from "./supports.ts";

const POWER_FUNCTION: Law<"shape"> = {
  name: "powerFunction",
  parameters: { shape: POSITIVE },
  support: () => UNIT_INTERVAL,
  logDensity: (x, { shape }) => Math.log(shape) + (shape === 1 ? 0 : (shape - 1) * Math.log(x)),
  cdf: (x, { shape }) => x ** shape,
  survival: (x, { shape }) => -Math.expm1(shape * Math.log(x)),
  quantile: (u, { shape }) => u ** (1 / shape),
  upperQuantile: (u, { shape }) => Math.exp(Math.log1p(-u) / shape),
  sample: (stream, { shape }) => stream.uniform() ** (1 / shape),
  mean: ({ shape }) => shape / (shape + 1),
  variance: ({ shape }) => shape / (shape + 1) ** 2 / (shape + 2),
  entropy: ({ shape }) => 1 - 1 / shape - Math.log(shape),
  moments({ shape }) {
    const power = (k: number) => (shape + k > 0 ? shape / (shape + k) : Number.POSITIVE_INFINITY);
    const log1m = digamma(1) - digamma(shape + 1);
    return {
      mean: power(1),
      square: power(2),
      reciprocal: power(-1),
      log: -1 / shape,
      logSquare: 2 / shape ** 2,
      log1m,
      power,
      distance(m) {
        if (m <= 0 || m >= 1) return Math.abs(power(1) - m);
        return m * (2 * m ** shape - 1) + power(1) * (1 - 2 * m ** (shape + 1));
      },
    };
  },
  crossEntropyFrom({ log }, { shape }) {
    if (shape === 1) return 0;
    return log === undefined ? undefined : -Math.log(shape) - (shape - 1) * log;
  },
  kl: (p, q) => rateExcess(q.shape, p.shape),
  klSlopes(p, q, wrt) {
    const gap = (q.shape - p.shape) / p.shape;
    return { shape: wrt === "p" ? -gap / p.shape : gap / q.shape };
  },
  exponential: {
    natural: ({ shape }) => [shape],
    logNormaliser: ([shape]) => (shape! > 0 ? -Math.log(shape!) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ shape }) => [-1 / shape],
  },
  within: ({ shape }) => [beta(shape, 1), kumaraswamy(shape, 1)],
};

/**
 * The power-function law: U^(1/shape) of a uniform U, the greatest of `shape` uniform numbers.
 *
 * Density shape·x^(shape−1) for 0 < x < 1.
 *
 * @param shape - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(powerFunction(2), powerFunction(1)) // 0.1931471805599453
 * ```
 */
export function powerFunction(shape: number): Univariate {
  return univariate(POWER_FUNCTION, { shape });
}
