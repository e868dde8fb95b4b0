import { poissonDraw } from "../../random/index.ts";
import { gammaP, gammaQ } from "../../scalar/incomplete-gamma.ts";
import { logPoissonMass } from "../../scalar/log-mass.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { NON_NEGATIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { searchedQuantiles } from "./least-integer.ts";
import { type Range, sumOver, window } from "./outcomes.ts";

type Names = "rate1" | "rate2";

const support = ({ rate1, rate2 }: Values<Names>) => ({
  low: rate2 === 0 ? 0 : Number.NEGATIVE_INFINITY,
  high: rate1 === 0 ? 0 : Number.POSITIVE_INFINITY,
  integers: true,
});

/** log P(second = j, first = k + j). */
const jointLog = (k: number, j: number, { rate1, rate2 }: Values<Names>): number =>
  logPoissonMass(k + j, rate1) + logPoissonMass(j, rate2);

/** The second counts that matter to the difference k. */
function seconds(k: number, values: Values<Names>): Range {
  const { rate1, rate2 } = values;
  if (rate2 === 0) return { low: 0, high: 0 };
  if (rate1 === 0) return { low: -k, high: -k };
  const likely = 0.5 * (Math.sqrt(k * k + 4 * rate1 * rate2) - k);
  return window((j) => jointLog(k, j, values), likely, {
    low: Math.max(0, -k),
    high: Number.POSITIVE_INFINITY,
  });
}

/** The log of Σⱼ Poisson(k + j; λ₁) Poisson(j; λ₂), from the largest term outwards: every term is above 0. */
function logMass(k: number, values: Values<Names>): number {
  const { rate1, rate2 } = values;
  if (k < 0) return logMass(-k, { rate1: rate2, rate2: rate1 });
  const product = rate1 * rate2;
  const top = Math.floor((2 * product) / (k + Math.hypot(k, 2 * Math.sqrt(product)) || 1));
  const ratio = (j: number) => (rate1 / (k + j)) * (rate2 / j);
  let rest = 0;
  for (let j = top + 1, term = ratio(j); term > 1e-18 * rest; term *= ratio(++j)) rest += term;
  for (let j = top, term = 1; j > 0 && term > 1e-18 * rest; j--) rest += term /= ratio(j);
  return jointLog(k, top, values) + Math.log1p(rest);
}

function tail(k: number, values: Values<Names>, first: (a: number, x: number) => number): number {
  const { rate1, rate2 } = values;
  const sd = Math.sqrt(rate1 + rate2);
  const near = seconds(k, values);
  const range = {
    low: Math.max(0, -k - 1, Math.min(near.low, Math.floor(rate2 - 12 * sd - 40))),
    high: Math.max(near.high, Math.ceil(rate2 + 12 * sd + 40)),
  };
  return sumOver(range, (j) => Math.exp(logPoissonMass(j, rate2)) * first(k + j + 1, rate1));
}

/** P(count < n): with fewer seconds than −k the difference exceeds k whatever the first count. */
const countBelow = (n: number, rate: number): number => (n < 1 ? 0 : rate === 0 ? 1 : gammaQ(n, rate));

const TAILS = {
  /** Σⱼ P(second = j) P(first ≤ k + j). */
  cdf: (k: number, values: Values<Names>) => tail(k, values, countBelow),
  survival: (k: number, values: Values<Names>) => {
    const { rate1, rate2 } = values;
    return countBelow(-k, rate2) + tail(k, values, (a, rate) => (a < 1 || rate1 === 0 ? 0 : gammaP(a, rate)));
  },
  mean: ({ rate1, rate2 }: Values<Names>) => rate1 - rate2,
  variance: ({ rate1, rate2 }: Values<Names>) => rate1 + rate2,
};

const SKELLAM: Law<Names> = {
  name: "skellam",
  parameters: { rate1: NON_NEGATIVE, rate2: NON_NEGATIVE },
  support,
  logDensity: logMass,
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample: (random, { rate1, rate2 }) => poissonDraw(random, rate1) - poissonDraw(random, rate2),
  moments: ({ rate1, rate2 }) => ({
    mean: rate1 - rate2,
    square: rate1 + rate2 + (rate1 - rate2) ** 2,
    exp: (t) => Math.exp(rate1 * Math.expm1(t) + rate2 * Math.expm1(-t)),
  }),
};

/**
 * The difference of two independent Poisson counts.
 *
 * P(k) = Σⱼ Poisson(k + j; λ₁) Poisson(j; λ₂) for every integer k. Divergences are sums over the outcomes that matter.
 *
 * @param rate1 - The mean of the count that adds, at least 0.
 * @param rate2 - The mean of the count that is taken off, at least 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Skellam, J. R. Statist. Soc. 109 (1946) 296.
 * @example
 * ```ts
 * skellam(3, 1).mean() // 2
 * kl(skellam(3, 1), skellam(2, 1)) // 0.1656166751828065
 * ```
 */
export function skellam(rate1: number, rate2: number): Univariate {
  return univariate(SKELLAM, { rate1, rate2 });
}
