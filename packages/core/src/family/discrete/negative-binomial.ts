import { gammaDraw, poissonDraw } from "../../random/index.ts";
import { deviance } from "../../scalar/deviance.ts";
import { betaI, betaIComplement } from "../../scalar/incomplete-beta.ts";
import { stirlingRemainder } from "../../scalar/log-gamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { bernoulliKl } from "./bernoulli-kl.ts";
import { POSITIVE_PROBABILITY } from "./domain.ts";
import { searchedQuantiles } from "./least-integer.ts";
import { logGammaRise } from "./log-gamma-rise.ts";
import { klOver, window } from "./outcomes.ts";

type Names = "r" | "p";

const LOG_SQRT_2PI = 0.9189385332046728;

const support = ({ p }: Values<Names>) => ({
  low: 0,
  high: p === 1 ? 0 : Number.POSITIVE_INFINITY,
  integers: true,
});

/** Loader's form: the deviances from the mode and Stirling's remainders instead of large log-gammas. */
function logMass(k: number, { r, p }: Values<Names>): number {
  if (k === 0) return r * Math.log(p);
  const n = r + k;
  const excess = r * (1 - p) - k * p;
  return (
    stirlingRemainder(n) -
    stirlingRemainder(r) -
    stirlingRemainder(k) -
    deviance(r, n * p, excess) -
    deviance(k, n * (1 - p), -excess) +
    0.5 * (Math.log(r) - Math.log(n) - Math.log(k)) -
    LOG_SQRT_2PI
  );
}

const TAILS = {
  cdf: (x: number, { r, p }: Values<Names>) => betaI(r, x + 1, p),
  survival: (x: number, { r, p }: Values<Names>) => betaIComplement(r, x + 1, p),
  mean: ({ r, p }: Values<Names>) => (r * (1 - p)) / p,
  variance: ({ r, p }: Values<Names>) => (r * (1 - p)) / p ** 2,
};

/** Longer sums are not made. */
const LONGEST = 4e6;
/** About how many outcomes matter. */
const length = (values: Values<Names>): number => TAILS.mean(values) + 60 / values.p;

const NEGATIVE_BINOMIAL: Law<Names> = {
  name: "negativeBinomial",
  parameters: { r: POSITIVE, p: POSITIVE_PROBABILITY },
  support,
  logDensity: logMass,
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample: (random, { r, p }) => poissonDraw(random, (gammaDraw(random, r) * (1 - p)) / p),
  moments: ({ r, p }) => ({
    mean: (r * (1 - p)) / p,
    square: (r * (1 - p) * (1 + r * (1 - p))) / p ** 2,
  }),
  kl(p, q) {
    if (p.r === q.r) return (p.r / p.p) * bernoulliKl(p.p, q.p);
    if (q.p === 1) return p.p === 1 ? 0 : Number.POSITIVE_INFINITY;
    const logP = (k: number) => logMass(k, p);
    const logQ = (k: number) => logMass(k, q);
    if (p.p === 1) return -logQ(0);
    if (Math.max(length(p), length(q)) > LONGEST) return undefined;
    const slope = Math.log1p((p.p - q.p) / (1 - p.p));
    const logRatio = (k: number) => logGammaRise(k + p.r, q.r - p.r) + k * slope;
    const range = window(logP, TAILS.mean(p), support(p));
    const reach = window(logQ, TAILS.mean(q), support(q));
    return klOver(range, logP, logQ, [{ low: range.high + 1, high: reach.high }], logRatio);
  },
};

/**
 * The number of failures before the r-th success, in trials that succeed with probability p.
 *
 * P(k) = Γ(k + r)/(Γ(r) k!) pʳ(1 − p)ᵏ; r may be any number above 0 (the overdispersed Poisson law of mean r(1 − p)/p).
 * With the same r, D(p‖q) is closed: r times that of `geometric`; with another r it is a sum over the outcomes, as
 * long as those that matter are fewer than four million.
 *
 * @param r - The number of successes to wait for, above 0.
 * @param p - The probability of success, above 0, up to 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(negativeBinomial(3, 0.4), negativeBinomial(5, 0.5)) // 0.031613045073806236
 * negativeBinomial(3, 0.4).mean() // 4.499999999999999
 * ```
 */
export function negativeBinomial(r: number, p: number): Univariate {
  return univariate(NEGATIVE_BINOMIAL, { r, p });
}
