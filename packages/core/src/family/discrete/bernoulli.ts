import { xlog1py } from "../../scalar/xlog1py.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { PROBABILITY } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { bernoulliKl, logitDifference } from "./bernoulli-kl.ts";
import { binomial } from "./binomial.ts";

const BERNOULLI: Law<"p"> = {
  name: "bernoulli",
  parameters: { p: PROBABILITY },
  support: ({ p }) => ({ low: p === 1 ? 1 : 0, high: p === 0 ? 0 : 1, integers: true }),
  logDensity: (x, { p }) => (x === 1 ? Math.log(p) : Math.log1p(-p)),
  cdf: (_x, { p }) => 1 - p,
  survival: (_x, { p }) => p,
  quantile: (u, { p }) => (u <= 1 - p ? 0 : 1),
  upperQuantile: (u, { p }) => (u >= p ? 0 : 1),
  sample: (random, { p }) => (random.uniform() < p ? 1 : 0),
  mean: ({ p }) => p,
  variance: ({ p }) => p * (1 - p),
  entropy: ({ p }) => -xlogy(p, p) - xlog1py(1 - p, -p),
  moments: ({ p }) => ({ mean: p, square: p, exp: (t) => 1 + p * Math.expm1(t) }),
  kl: (p, q) => bernoulliKl(p.p, q.p),
  klSlopes: (p, q, wrt) => ({
    p: wrt === "p" ? logitDifference(p.p, q.p) : p.p === q.p ? 0 : (q.p - p.p) / (q.p * (1 - q.p)),
  }),
  within: ({ p }) => [binomial(1, p)],
};

/**
 * One trial that succeeds with probability p: 1 for success, 0 for failure.
 *
 * D(p‖q) = p log(p/q) + (1 − p) log((1 − p)/(1 − q)), to full relative accuracy also for p ≈ q; p = 0 and p = 1 are laws.
 *
 * @param p - The probability of success, from 0 to 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(bernoulli(0.3), bernoulli(0.9)) // 1.0325534177382867
 * kl(bernoulli(0.3), bernoulli(0)) // Infinity
 * bernoulli(0.25).entropy() // 0.5623351446188083
 * ```
 */
export function bernoulli(p: number): Univariate {
  return univariate(BERNOULLI, { p });
}
