import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { interval } from "./supports.ts";

const SHIFTED_EXPONENTIAL: Law<"rate" | "location"> = {
  name: "shiftedExponential",
  parameters: { rate: POSITIVE, location: REAL },
  support: ({ location }) => interval(location, Number.POSITIVE_INFINITY),
  logDensity: (x, { rate, location }) => Math.log(rate) - rate * (x - location),
  cdf: (x, { rate, location }) => -Math.expm1(-rate * (x - location)),
  survival: (x, { rate, location }) => Math.exp(-rate * (x - location)),
  quantile: (u, { rate, location }) => location - Math.log1p(-u) / rate,
  upperQuantile: (u, { rate, location }) => location - Math.log(u) / rate,
  sample: (stream, { rate, location }) => location - Math.log(stream.uniform()) / rate,
  mean: ({ rate, location }) => location + 1 / rate,
  variance: ({ rate }) => 1 / rate / rate,
  entropy: ({ rate }) => 1 - Math.log(rate),
  moments({ rate, location }) {
    const mean = location + 1 / rate;
    return {
      mean,
      square: mean * mean + 1 / rate / rate,
      exp: (t) => (t < rate ? Math.exp(t * location) / (1 - t / rate) : Number.POSITIVE_INFINITY),
      distance(m) {
        const d = m - location;
        return d <= 0 ? mean - m : d + (2 * Math.exp(-rate * d) - 1) / rate;
      },
    };
  },
  crossEntropyFrom: ({ mean }, { rate, location }) =>
    mean === undefined ? undefined : rate * (mean - location) - Math.log(rate),
  kl(p, q) {
    if (p.location < q.location) return Number.POSITIVE_INFINITY;
    return q.rate * (p.location - q.location) + rateExcess(q.rate, p.rate);
  },
};

/**
 * The exponential law that starts at a location.
 *
 * Density rate·exp(−rate(x − location)) for x ≥ location. D(p‖q) is Infinity where p starts before q.
 *
 * @param rate - The reciprocal of the mean beyond the location, above 0.
 * @param location - Where the law starts, a finite number.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(shiftedExponential(2, 1), shiftedExponential(1, 0)) // 1.1931471805599454
 * kl(shiftedExponential(2, 0), shiftedExponential(1, 1)) // Infinity
 * ```
 */
export function shiftedExponential(rate: number, location: number): Univariate {
  return univariate(SHIFTED_EXPONENTIAL, { rate, location });
}
