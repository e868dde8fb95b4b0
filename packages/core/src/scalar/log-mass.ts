import { deviance } from "./deviance.ts";
import { stirlingRemainder } from "./log-gamma.ts";

const halfLogTwoPi = 0.9189385332046727;

/**
 * log of the Poisson probability of the count k at a mean > 0, free of cancellation (Loader 2000).
 *
 * @example
 * ```ts
 * logPoissonMass(2, 1) // -1.6931471805599454
 * ```
 */
export function logPoissonMass(k: number, mean: number): number {
  if (k === 0) return -mean;
  return -deviance(k, mean) - stirlingRemainder(k) - 0.5 * Math.log(k) - halfLogTwoPi;
}

/**
 * log of the binomial probability of k in n, 0 ≤ k ≤ n, at 0 < p < 1, free of cancellation (Loader 2000).
 *
 * @example
 * ```ts
 * logBinomialMass(1, 2, 0.5) // -0.6931471805599453
 * ```
 */
export function logBinomialMass(k: number, n: number, p: number): number {
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const rest = n - k;
  return (
    stirlingRemainder(n) -
    stirlingRemainder(k) -
    stirlingRemainder(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p)) +
    0.5 * (Math.log(n) - Math.log(k) - Math.log(rest)) -
    halfLogTwoPi
  );
}

/**
 * log of the hypergeometric probability of k good among `draws` from good + bad, as three binomials at draws/total.
 *
 * k must be possible: max(0, draws − bad) ≤ k ≤ min(good, draws).
 *
 * @example
 * ```ts
 * logHypergeometricMass(1, 2, 2, 2) // -0.4054651081081644
 * ```
 */
export function logHypergeometricMass(k: number, good: number, bad: number, draws: number): number {
  const total = good + bad;
  const p = draws / total;
  if (p === 0 || p === 1) return 0;
  return logBinomialMass(k, good, p) + logBinomialMass(draws - k, bad, p) - logBinomialMass(draws, total, p);
}
