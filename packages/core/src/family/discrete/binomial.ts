import { binomialDraw } from "../../random/index.ts";
import { betaI, betaIComplement } from "../../scalar/incomplete-beta.ts";
import { logBinomialMass } from "../../scalar/log-mass.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { PROBABILITY, WHOLE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { bernoulliKl, logitDifference } from "./bernoulli-kl.ts";
import { searchedQuantiles } from "./least-integer.ts";
import { entropyOver, klOver, window } from "./outcomes.ts";

type Names = "n" | "p";

const support = ({ n, p }: Values<Names>) => ({
  low: p === 1 ? n : 0,
  high: p === 0 ? 0 : n,
  integers: true,
});
const logMass = (k: number, n: number, p: number): number => (n === 0 ? 0 : logBinomialMass(k, n, p));

/** Laws of more variance have too many outcomes to sum. */
const WIDEST = 1e10;

const TAILS = {
  cdf: (x: number, { n, p }: Values<Names>) => betaIComplement(x + 1, n - x, p),
  survival: (x: number, { n, p }: Values<Names>) => betaI(x + 1, n - x, p),
  mean: ({ n, p }: Values<Names>) => n * p,
  variance: ({ n, p }: Values<Names>) => n * p * (1 - p),
};

const BINOMIAL: Law<Names> = {
  name: "binomial",
  parameters: { n: WHOLE, p: PROBABILITY },
  support,
  logDensity: (x, { n, p }) => logMass(x, n, p),
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample: (random, { n, p }) => binomialDraw(random, n, p),
  entropy(values) {
    const { n, p } = values;
    const variance = TAILS.variance(values);
    if (variance > 1e6) {
      return 0.5 * Math.log(2 * Math.PI * Math.E * variance) - (1 - 4 * p * (1 - p)) / (12 * variance);
    }
    const at = (k: number) => logMass(k, n, p);
    return entropyOver(window(at, n * p, support(values)), at);
  },
  moments: ({ n, p }) => ({
    mean: n * p,
    square: n * p * (1 - p + n * p),
    exp: (t) => (1 + p * Math.expm1(t)) ** n,
  }),
  kl(p, q) {
    if (p.n === q.n) return p.n === 0 ? 0 : p.n * bernoulliKl(p.p, q.p);
    const range = support(p);
    const whole = support(q);
    if (range.low < whole.low || range.high > whole.high) return Number.POSITIVE_INFINITY;
    if (Math.max(TAILS.variance(p), TAILS.variance(q)) > WIDEST) return undefined;
    const logP = (k: number) => logMass(k, p.n, p.p);
    const logQ = (k: number) => logMass(k, q.n, q.p);
    const reach = window(logQ, q.n * q.p, whole);
    return klOver(window(logP, p.n * p.p, range), logP, logQ, [
      { low: reach.low, high: range.low - 1 },
      { low: Math.max(reach.low, range.high + 1), high: reach.high },
    ]);
  },
  /** By p alone: n is no number to be moved a little. */
  klSlopes(p, q, wrt) {
    if (p.n !== q.n) return {} as Values<Names>;
    const slope = wrt === "p" ? logitDifference(p.p, q.p) : p.p === q.p ? 0 : (q.p - p.p) / (q.p * (1 - q.p));
    return { p: p.n * slope } as Values<Names>;
  },
};

/**
 * The number of successes in n trials that succeed with probability p each.
 *
 * With the same n, D(p‖q) = n times that of one trial. With fewer trials in p it is a finite sum, with more it is
 * Infinity (some counts cannot occur under q). p = 0, p = 1 and n = 0 are laws.
 *
 * @param n - The number of trials, an integer of at least 0.
 * @param p - The probability of success, from 0 to 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(binomial(7, 0.3), binomial(7, 0.55)) // 0.89209529866963
 * kl(binomial(3, 0.5), binomial(2, 0.5)) // Infinity
 * binomial(10, 0.5).cdf(3) // 0.171875
 * ```
 */
export function binomial(n: number, p: number): Univariate {
  return univariate(BINOMIAL, { n, p });
}
