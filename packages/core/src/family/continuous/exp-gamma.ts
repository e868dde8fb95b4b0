import { gammaDraw } from "../../random/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gamma } from "./gamma.ts";
import { gammaSlopes } from "./gamma-slopes.ts";
import { powerGammaKl } from "./power-gamma-kl.ts";
import { LINE } from "./supports.ts";

const EXP_GAMMA: Law<"shape" | "rate"> = {
  name: "expGamma",
  parameters: { shape: POSITIVE, rate: POSITIVE },
  support: () => LINE,
  logDensity: (x, { shape, rate }) => shape * (x + Math.log(rate)) - rate * Math.exp(x) - logGamma(shape),
  cdf: (x, { shape, rate }) => gamma(shape, rate).cdf(Math.exp(x)),
  survival: (x, { shape, rate }) => gamma(shape, rate).survival(Math.exp(x)),
  quantile: (u, { shape, rate }) => Math.log(gamma(shape, rate).quantile(u)),
  upperQuantile: (u, { shape, rate }) => Math.log(gamma(shape, rate).upperQuantile(u)),
  sample: (stream, { shape, rate }) =>
    Math.log(gammaDraw(stream, shape + 1)) + Math.log(stream.uniform()) / shape - Math.log(rate),
  mean: ({ shape, rate }) => digamma(shape) - Math.log(rate),
  variance: ({ shape }) => trigamma(shape),
  entropy: ({ shape, rate }) => gamma(shape, rate).entropy() - (digamma(shape) - Math.log(rate)),
  moments({ shape, rate }) {
    const mean = digamma(shape) - Math.log(rate);
    return {
      mean,
      square: mean * mean + trigamma(shape),
      exp: (t) => (shape + t > 0 ? Math.exp(logGammaBregman(shape, t) + t * mean) : Number.POSITIVE_INFINITY),
    };
  },
  crossEntropyFrom(given, { shape, rate }) {
    const raised = given.exp?.(1);
    if (raised === Number.POSITIVE_INFINITY) return raised;
    if (raised === undefined || given.mean === undefined) return undefined;
    return logGamma(shape) - shape * (given.mean + Math.log(rate)) + rate * raised;
  },
  kl: (p, q) =>
    powerGammaKl(p.shape, { shape: q.shape - p.shape, toShape: q.shape, scale: logRatio(q.rate, p.rate) }),
  klSlopes: gammaSlopes,
  image: ({ shape, rate }) => ({ map: "log", base: gamma(shape, rate) }),
};

/**
 * The exp-gamma (log-gamma) law: log X of a gamma X.
 *
 * Density rate^shape exp(shape·x − rate·eˣ)/Γ(shape) on the line.
 *
 * @param shape - Of X, above 0.
 * @param rate - Of X, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(expGamma(4, 0.5), expGamma(50, 10)) // 11.20595805155446
 * ```
 */
export function expGamma(shape: number, rate: number): Univariate {
  return univariate(EXP_GAMMA, { shape, rate });
}
