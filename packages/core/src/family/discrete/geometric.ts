import { xlog1py } from "../../scalar/xlog1py.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { univariate } from "../univariate.ts";
import { bernoulliKl } from "./bernoulli-kl.ts";
import { POSITIVE_PROBABILITY } from "./domain.ts";
import { leastInteger } from "./least-integer.ts";
import { negativeBinomial } from "./negative-binomial.ts";

type Names = "p";

const cdf = (x: number, { p }: Values<Names>): number => -Math.expm1((x + 1) * Math.log1p(-p));
const survival = (x: number, { p }: Values<Names>): number => Math.exp((x + 1) * Math.log1p(-p));

const GEOMETRIC: Law<Names> = {
  name: "geometric",
  parameters: { p: POSITIVE_PROBABILITY },
  support: ({ p }) => ({ low: 0, high: p === 1 ? 0 : Number.POSITIVE_INFINITY, integers: true }),
  logDensity: (x, { p }) => Math.log(p) + xlog1py(x, -p),
  cdf,
  survival,
  quantile: (u, values) =>
    leastInteger(
      (x) => cdf(x, values) >= u,
      Math.log1p(-u) / Math.log1p(-values.p) - 1,
      0,
      Number.POSITIVE_INFINITY,
    ),
  upperQuantile: (u, values) =>
    leastInteger(
      (x) => survival(x, values) <= u,
      Math.log(u) / Math.log1p(-values.p) - 1,
      0,
      Number.POSITIVE_INFINITY,
    ),
  sample: (random, { p }) => Math.floor(Math.log(random.uniform()) / Math.log1p(-p)),
  mean: ({ p }) => (1 - p) / p,
  variance: ({ p }) => (1 - p) / p ** 2,
  entropy: ({ p }) => -Math.log(p) - xlog1py((1 - p) / p, -p),
  moments: ({ p }) => ({
    mean: (1 - p) / p,
    square: ((1 - p) * (2 - p)) / p ** 2,
    exp(t) {
      const base = (1 - p) * Math.exp(t);
      return base < 1 ? p / (1 - base) : Number.POSITIVE_INFINITY;
    },
  }),
  crossEntropyFrom: ({ mean }, { p }) => (mean === undefined ? undefined : -Math.log(p) - xlog1py(mean, -p)),
  kl: (p, q) => bernoulliKl(p.p, q.p) / p.p,
  klSlopes(p, q, wrt) {
    if (p.p === q.p) return { p: 0 };
    if (wrt === "p") return { p: -Math.log1p((q.p - p.p) / (1 - q.p)) / p.p ** 2 };
    return { p: (q.p - p.p) / (p.p * q.p * (1 - q.p)) };
  },
  exponential: {
    natural: ({ p }) => [Math.log1p(-p)],
    logNormaliser: ([eta]) => (eta! < 0 ? -Math.log(-Math.expm1(eta!)) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ p }) => [(1 - p) / p],
  },
  within: ({ p }) => [negativeBinomial(1, p)],
};

/**
 * The number of failures before the first success, in trials that succeed with probability p.
 *
 * P(k) = p(1 − p)ᵏ for k = 0, 1, 2, …. (Some count the successful trial too: that is this law plus 1, and has the same
 * divergences.) D(p‖q) is that of one trial divided by p; p = 1 is the law that is always 0.
 *
 * @param p - The probability of success, above 0, up to 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(geometric(0.3), geometric(0.8)) // 1.9422843401441323
 * kl(geometric(1), geometric(1)) // 0
 * geometric(0.5).mean() // 1
 * ```
 */
export function geometric(p: number): Univariate {
  return univariate(GEOMETRIC, { p });
}
