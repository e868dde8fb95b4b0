import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { fallingBounds, interval } from "./supports.ts";
import { uniform } from "./uniform.ts";

const LOG_UNIFORM: Law<"low" | "high"> = {
  name: "logUniform",
  parameters: { low: POSITIVE, high: POSITIVE },
  refuse: fallingBounds,
  support: ({ low, high }) => interval(low, high),
  logDensity: (x, { low, high }) => -Math.log(x) - Math.log(logRatio(high, low)),
  cdf: (x, { low, high }) => logRatio(x, low) / logRatio(high, low),
  survival: (x, { low, high }) => logRatio(high, x) / logRatio(high, low),
  quantile: (u, { low, high }) => low * Math.exp(u * logRatio(high, low)),
  upperQuantile: (u, { low, high }) => high * Math.exp(-u * logRatio(high, low)),
  sample: (stream, { low, high }) => low * Math.exp(stream.uniform() * logRatio(high, low)),
  mean: ({ low, high }) => (high - low) / logRatio(high, low),
  variance({ low, high }) {
    const span = logRatio(high, low);
    const middle = 0.5 * (high + low);
    return ((high - low) / span) * (middle - (high - low) / span);
  },
  entropy: ({ low, high }) => 0.5 * (Math.log(low) + Math.log(high)) + Math.log(logRatio(high, low)),
  moments({ low, high }) {
    const span = logRatio(high, low);
    const middle = 0.5 * (Math.log(low) + Math.log(high));
    const power = (k: number) => (k === 0 ? 1 : (low ** k * Math.expm1(k * span)) / (k * span));
    return {
      mean: power(1),
      square: power(2),
      reciprocal: power(-1),
      log: middle,
      logSquare: middle * middle + (span * span) / 12,
      power,
      distance(m) {
        if (m <= low || m >= high) return Math.abs(power(1) - m);
        return (high + low - 2 * m + m * (logRatio(m, low) - logRatio(high, m))) / span;
      },
    };
  },
  crossEntropyFrom: ({ log }, { low, high }) =>
    log === undefined ? undefined : log + Math.log(logRatio(high, low)),
  kl(p, q) {
    if (p.low < q.low || p.high > q.high) return Number.POSITIVE_INFINITY;
    return Math.log1p((logRatio(q.high, p.high) + logRatio(p.low, q.low)) / logRatio(p.high, p.low));
  },
  image: ({ low, high }) => ({ map: "exp", base: uniform(Math.log(low), Math.log(high)) }),
};

/**
 * The log-uniform (reciprocal) law: exp(X) of a uniform X.
 *
 * Density 1/(x log(high/low)) on [low, high]. D(p‖q) is Infinity where p is not within q.
 *
 * @param low - Above 0.
 * @param high - Finite and above `low`.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(logUniform(1, 10), logUniform(0.5, 20)) // 0.4712902957152808
 * logUniform(1, 100).quantile(0.5) // 10
 * ```
 */
export function logUniform(low: number, high: number): Univariate {
  return univariate(LOG_UNIFORM, { low, high });
}
