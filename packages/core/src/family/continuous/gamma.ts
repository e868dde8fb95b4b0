import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gammaSlopes } from "./gamma-slopes.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const GAMMA: Law<"shape" | "rate"> = powerGammaLaw({
  name: "gamma",
  parameters: { shape: POSITIVE, rate: POSITIVE },
  form: ({ shape, rate }) => ({ shape, scale: 1 / rate, power: 1 }),
  gap: (p, q) => ({ shape: q.shape - p.shape, scale: logRatio(q.rate, p.rate) }),
  power: 1,
  expMoment: (t, { shape, rate }) =>
    t < rate ? Math.exp(-shape * Math.log1p(-t / rate)) : Number.POSITIVE_INFINITY,
  mean: ({ shape, rate }) => shape / rate,
  variance: ({ shape, rate }) => shape / rate / rate,
  klSlopes: gammaSlopes,
  within: ({ shape, rate }) => [generalizedGamma(1 / rate, shape, 1)],
});

/**
 * The gamma law.
 *
 * Density rate^shape x^(shape−1) exp(−rate·x)/Γ(shape) for x > 0.
 *
 * @param shape - Above 0.
 * @param rate - The reciprocal of the scale, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(gamma(4, 0.5), gamma(50, 10)) // 11.20595805155446
 * gamma(2, 1).cdf(1) // 0.2642411176571153
 * gamma(2.5, 4).mean() // 0.625
 * ```
 */
export function gamma(shape: number, rate: number): Univariate {
  return univariate(GAMMA, { shape, rate });
}
