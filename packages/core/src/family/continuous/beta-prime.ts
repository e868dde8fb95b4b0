import { digamma } from "../../scalar/digamma.ts";
import { betaQuantile, betaTails } from "../../scalar/incomplete-beta.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { beta } from "./beta.ts";
import { betaKl } from "./beta-kl.ts";
import { betaDraw, betaEntropy } from "./beta-parts.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "a" | "b";

/** The two tails at x; x/(1 + x) is the beta variable. */
export function betaPrimeTails(x: number, a: number, b: number): { cdf: number; tail: number } {
  return x > 1 ? betaTails(a, b, 1 / (1 + 1 / x), 1 / (1 + x)) : betaTails(a, b, x / (1 + x), 1 / (1 + x));
}

/**
 * The x below which u lies, for u ≤ ½: from the beta variable or its complement, whichever is not close to 1.
 */
function lowerHalf(u: number, a: number, b: number): number {
  const share = betaQuantile(u, a, b);
  if (share < 0.9) return share / (1 - share);
  const rest = betaQuantile(1 - u, b, a);
  return (1 - rest) / rest;
}

/** The x below which u lies, or above which `rest` = 1 − u does, whichever is smaller. */
export function betaPrimeQuantile(u: number, rest: number, a: number, b: number): number {
  return u <= 0.5 ? lowerHalf(u, a, b) : 1 / lowerHalf(rest, b, a);
}

/** E Xᵏ = Γ(a + k) Γ(b − k)/(Γ(a) Γ(b)). */
export function betaPrimePower(k: number, a: number, b: number): number {
  if (a + k <= 0 || b - k <= 0) return Number.POSITIVE_INFINITY;
  const curve = logGammaBregman(a, k) + logGammaBregman(b, -k);
  return Math.exp(curve + k * (digamma(a) - digamma(b)));
}

function moments({ a, b }: Values<Names>): Moments {
  const log = digamma(a) - digamma(b);
  const power = (k: number) => betaPrimePower(k, a, b);
  return {
    mean: power(1),
    square: power(2),
    reciprocal: power(-1),
    log,
    logSquare: log * log + trigamma(a) + trigamma(b),
    log1p: digamma(a + b) - digamma(b),
    power,
    exp: (t) => (t === 0 ? 1 : t > 0 ? Number.POSITIVE_INFINITY : undefined),
    distance(m) {
      const mean = power(1);
      if (m <= 0 || mean === Number.POSITIVE_INFINITY) return mean - m;
      return m * (2 * betaPrimeTails(m, a, b).cdf - 1) + mean * (1 - 2 * betaPrimeTails(m, a + 1, b - 1).cdf);
    },
  };
}

const BETA_PRIME: Law<Names> = {
  name: "betaPrime",
  parameters: { a: POSITIVE, b: POSITIVE },
  support: () => HALF_LINE,
  logDensity: (x, { a, b }) => xlogy(a - 1, x) - (a + b) * Math.log1p(x) - logBeta(a, b),
  cdf: (x, { a, b }) => betaPrimeTails(x, a, b).cdf,
  survival: (x, { a, b }) => betaPrimeTails(x, a, b).tail,
  quantile: (u, { a, b }) => betaPrimeQuantile(u, 1 - u, a, b),
  upperQuantile: (u, { a, b }) => betaPrimeQuantile(1 - u, u, a, b),
  sample(stream, { a, b }) {
    const { share, rest } = betaDraw(stream, a, b);
    return share / rest;
  },
  mean: ({ a, b }) => (b > 1 ? a / (b - 1) : Number.POSITIVE_INFINITY),
  variance: ({ a, b }) =>
    b > 2 ? ((a / (b - 1)) * ((a + b - 1) / (b - 1))) / (b - 2) : Number.POSITIVE_INFINITY,
  entropy: ({ a, b }) => betaEntropy(a, b) - 2 * (digamma(b) - digamma(a + b)),
  moments,
  crossEntropyFrom({ log, log1p }, { a, b }) {
    const left = a === 1 ? 0 : log;
    if (left === undefined || log1p === undefined) return undefined;
    return logBeta(a, b) - (a - 1) * left + (a + b) * log1p;
  },
  kl: (p, q) => betaKl(p.a, p.b, q.a - p.a, q.b - p.b, q.a, q.b),
  exponential: {
    natural: ({ a, b }) => [a, b],
    logNormaliser: ([a, b]) => (a! > 0 && b! > 0 ? logBeta(a!, b!) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ a, b }) => [digamma(a) - digamma(a + b), digamma(b) - digamma(a + b)],
  },
  image: ({ a, b }) => ({ map: "x/(1-x)", base: beta(a, b) }),
};

/**
 * The beta prime law: the odds X/(1 − X) of a beta X.
 *
 * Density x^(a−1) (1+x)^(−a−b)/B(a, b) for x > 0. The mean is Infinity for b ≤ 1, the variance for b ≤ 2.
 *
 * @param a - Above 0.
 * @param b - The index of the tail, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(betaPrime(0.7, 3), betaPrime(2.5, 1.7)) // 2.593616237644085
 * betaPrime(2, 3).mean() // 1
 * ```
 */
export function betaPrime(a: number, b: number): Univariate {
  return univariate(BETA_PRIME, { a, b });
}
