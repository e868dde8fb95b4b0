import { secondOrderRemainder } from "../../scalar/gauss-legendre.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import type { Domain } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { logExcess } from "./log-excess.ts";
import { UNIT_INTERVAL } from "./supports.ts";

const OPEN_PROBABILITY: Domain = {
  words: "a number between 0 and 1, without the ends",
  holds: (value) => value > 0 && value < 1,
};

const logit = (p: number): number => Math.log(p) - Math.log1p(-p);

/** (1/x) Σ_{k ≥ 1} weight(k) x^(2k+1)/(2k + 1)! for |x| ≤ 1. */
function oddSeries(x: number, weight: (k: number) => number): number {
  let power = 1;
  let sum = 0;
  for (let k = 1; k <= 9; k++) {
    power *= (x * x) / (2 * k * (2 * k + 1));
    sum += weight(k) * power;
  }
  return sum;
}

/** log(sinh(x)/x). */
function logSinhc(x: number): number {
  const size = Math.abs(x);
  if (size < 1) return Math.log1p(oddSeries(x, () => 1));
  return size + Math.log(-Math.expm1(-2 * size) / (2 * size));
}

/** coth x − 1/x, the slope of `logSinhc`. */
function langevin(x: number): number {
  if (x === 0) return 0;
  if (Math.abs(x) < 1) return oddSeries(x, (k) => 2 * k) / Math.sinh(x);
  return 1 / Math.tanh(x) - 1 / x;
}

/** 1/x² − 1/sinh² x, the curvature of `logSinhc`. */
function curvature(x: number): number {
  if (Math.abs(x) > 300) return 1 / (x * x);
  const sinh = Math.sinh(x);
  if (Math.abs(x) >= 1) return 1 / (x * x) - 1 / (sinh * sinh);
  if (x === 0) return 1 / 3;
  return (oddSeries(x, () => 1) * (sinh + x)) / (x * sinh * sinh);
}

/** log ∫₀¹ e^{ηx} dx. */
const logNormaliser = (eta: number): number => 0.5 * eta + logSinhc(0.5 * eta);

const mean = (eta: number): number => 0.5 + 0.5 * langevin(0.5 * eta);

/** The Bregman divergence of the log-normaliser from η to η + h. */
function bregman(eta: number, h: number): number {
  const [x, step] = [0.5 * eta, 0.5 * h];
  const size = Math.abs(step);
  if (size <= 3 || size < 0.5 * Math.abs(x)) return secondOrderRemainder(curvature, x, step);
  const y = x + step;
  if (x > 20 && y > 20) return logExcess(step / x);
  if (x < -20 && y < -20) return logExcess(step / x);
  return logSinhc(y) - logSinhc(x) - step * langevin(x);
}

const point = (u: number, eta: number): number => (eta === 0 ? u : Math.log1p(u * Math.expm1(eta)) / eta);

/** P(X ≤ x). */
const below = (x: number, eta: number): number => (eta === 0 ? x : Math.expm1(eta * x) / Math.expm1(eta));

const CONTINUOUS_BERNOULLI: Law<"probability"> = {
  name: "continuousBernoulli",
  parameters: { probability: OPEN_PROBABILITY },
  support: () => UNIT_INTERVAL,
  logDensity(x, { probability }) {
    const eta = logit(probability);
    return eta * (x - 0.5) - logSinhc(0.5 * eta);
  },
  cdf: (x, { probability }) => below(x, logit(probability)),
  survival: (x, { probability }) => below(1 - x, -logit(probability)),
  quantile: (u, { probability }) =>
    u <= 0.5 ? point(u, logit(probability)) : 1 - point(1 - u, -logit(probability)),
  upperQuantile: (u, { probability }) =>
    u <= 0.5 ? 1 - point(u, -logit(probability)) : point(1 - u, logit(probability)),
  sample: (stream, { probability }) => point(stream.uniform(), logit(probability)),
  mean: ({ probability }) => mean(logit(probability)),
  variance: ({ probability }) => 0.25 * curvature(0.5 * logit(probability)),
  entropy({ probability }) {
    const half = 0.5 * logit(probability);
    return logSinhc(half) - half * langevin(half);
  },
  moments({ probability }) {
    const eta = logit(probability);
    const centre = mean(eta);
    return {
      mean: centre,
      square: centre * centre + 0.25 * curvature(0.5 * eta),
      exp: (t) => Math.exp(logNormaliser(eta + t) - logNormaliser(eta)),
    };
  },
  crossEntropyFrom(given, { probability }) {
    const eta = logit(probability);
    if (eta === 0) return 0;
    return given.mean === undefined ? undefined : logNormaliser(eta) - eta * given.mean;
  },
  kl(p, q) {
    const gap = (p.probability - q.probability) / (1 - p.probability);
    const rest =
      Math.abs(gap) < 0.5 ? Math.log1p(gap) : Math.log1p(-q.probability) - Math.log1p(-p.probability);
    const h = logRatio(q.probability, p.probability) - rest;
    return Math.max(0, bregman(logit(p.probability), h));
  },
  exponential: {
    natural: ({ probability }) => [logit(probability)],
    logNormaliser: ([eta]) => logNormaliser(eta!),
    meanStatistics: ({ probability }) => [mean(logit(probability))],
  },
};

/**
 * The continuous Bernoulli law (Loaiza-Ganem and Cunningham 2019), of pixel intensities in variational
 * autoencoders.
 *
 * Density proportional to probability^x (1 − probability)^(1−x) on [0, 1]; ½ is uniform. D(p‖q) is the
 * Bregman divergence of the log-normaliser, which needs no expansion near ½.
 *
 * @param probability - Between 0 and 1, without the ends.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(continuousBernoulli(0.2), continuousBernoulli(0.93)) // 0.6308006243055594
 * continuousBernoulli(0.5).mean() // 0.5
 * ```
 */
export function continuousBernoulli(probability: number): Univariate {
  return univariate(CONTINUOUS_BERNOULLI, { probability });
}
