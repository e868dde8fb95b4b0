import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gamma } from "./gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";
import { shiftedExponential } from "./shifted-exponential.ts";
import { weibull } from "./weibull.ts";

const EXPONENTIAL: Law<"rate"> = powerGammaLaw({
  name: "exponential",
  parameters: { rate: POSITIVE },
  form: ({ rate }) => ({ shape: 1, scale: 1 / rate, power: 1 }),
  gap: (p, q) => ({ scale: logRatio(q.rate, p.rate) }),
  power: 1,
  expMoment: (t, { rate }) => (t < rate ? 1 / (1 - t / rate) : Number.POSITIVE_INFINITY),
  logDensity: (x, { rate }) => Math.log(rate) - rate * x,
  mean: ({ rate }) => 1 / rate,
  variance: ({ rate }) => 1 / rate / rate,
  entropy: ({ rate }) => 1 - Math.log(rate),
  klSlopes(p, q, wrt) {
    const gap = (q.rate - p.rate) / p.rate;
    return { rate: wrt === "p" ? -gap / p.rate : gap / q.rate };
  },
  within: ({ rate }) => [gamma(1, rate), shiftedExponential(rate, 0), weibull(1, 1 / rate)],
});

/**
 * The exponential law.
 *
 * Density rate·exp(−rate·x) for x ≥ 0.
 *
 * @param rate - The reciprocal of the mean, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(exponential(0.5), exponential(3)) // 3.208240530771945
 * exponential(2).upperQuantile(1e-20) // 23.02585092994046
 * ```
 */
export function exponential(rate: number): Univariate {
  return univariate(EXPONENTIAL, { rate });
}
