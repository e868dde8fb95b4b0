import { normalDraw, type Random } from "../../random/index.ts";
import { normalCdf, normalTail } from "../../scalar/normal.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { normal } from "./normal.ts";

const LOG_NORMAL: Law<"mu" | "sigma"> = {
  name: "logNormal",
  parameters: { mu: REAL, sigma: POSITIVE },
  support: () => ({ low: 0, high: Number.POSITIVE_INFINITY, integers: false }),
  logDensity: (x, { mu, sigma }) =>
    x > 0 ? normal(mu, sigma).logDensity(Math.log(x)) - Math.log(x) : Number.NEGATIVE_INFINITY,
  cdf: (x, { mu, sigma }) => normal(mu, sigma).cdf(Math.log(x)),
  survival: (x, { mu, sigma }) => normal(mu, sigma).survival(Math.log(x)),
  quantile: (u, { mu, sigma }) => Math.exp(normal(mu, sigma).quantile(u)),
  upperQuantile: (u, { mu, sigma }) => Math.exp(normal(mu, sigma).upperQuantile(u)),
  sample: (stream: Random, { mu, sigma }) => Math.exp(mu + sigma * normalDraw(stream)),
  mean: ({ mu, sigma }) => Math.exp(mu + 0.5 * sigma * sigma),
  variance: ({ mu, sigma }) => Math.expm1(sigma * sigma) * Math.exp(2 * mu + sigma * sigma),
  entropy: ({ mu, sigma }) => normal(mu, sigma).entropy() + mu,
  moments({ mu, sigma }): Moments {
    const power = (k: number) => Math.exp(k * mu + 0.5 * (k * sigma) ** 2);
    return {
      mean: power(1),
      square: power(2),
      reciprocal: power(-1),
      log: mu,
      logSquare: mu * mu + sigma * sigma,
      power,
      exp: (t) => (t > 0 ? Number.POSITIVE_INFINITY : t === 0 ? 1 : undefined),
      distance(m) {
        if (m <= 0) return power(1) - m;
        const z = (Math.log(m) - mu) / sigma;
        return m * (1 - 2 * normalTail(z)) + power(1) * (1 - 2 * normalCdf(z - sigma));
      },
    };
  },
  crossEntropyFrom({ log, logSquare }, { mu, sigma }) {
    if (logSquare === Number.POSITIVE_INFINITY) return logSquare;
    if (log === undefined || logSquare === undefined) return undefined;
    const above = 0.5 * ((logSquare - 2 * log * mu + mu * mu) / sigma ** 2);
    return normal(mu, sigma).entropy() - 0.5 + above + log;
  },
  image: ({ mu, sigma }) => ({ map: "exp", base: normal(mu, sigma) }),
};

/**
 * The log-normal law: exp(X) of a normal X.
 *
 * Density exp(−(log x − mu)²/2sigma²)/(x sigma √2π) for x > 0.
 *
 * @param mu - The mean of log X.
 * @param sigma - The standard deviation of log X, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(logNormal(0, 1), logNormal(1, 2)) // 0.4431471805599453
 * ```
 */
export function logNormal(mu: number, sigma: number): Univariate {
  return univariate(LOG_NORMAL, { mu, sigma });
}
