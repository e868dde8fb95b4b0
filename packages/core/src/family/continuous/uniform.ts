import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import type { Moments } from "../moments.ts";
import { REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { beta } from "./beta.ts";
import { continuousBernoulli } from "./continuous-bernoulli.ts";
import { fallingBounds, interval } from "./supports.ts";

type Names = "low" | "high";

/**
 * The mean of f over an interval of the half-line, by its integral; by quadrature on the narrow ones, where
 * that cancels.
 */
function average(
  f: (x: number) => number,
  integral: (x: number) => number,
  low: number,
  high: number,
): number {
  const width = high - low;
  return width < 2 * low ? gaussLegendre(f, low, high) / width : (integral(high) - integral(low)) / width;
}

const averageLog = (low: number, high: number): number =>
  average(Math.log, (x) => xlogy(x, x) - x, low, high);

function logSquareIntegral(x: number): number {
  if (x === 0) return 0;
  const log = Math.log(x);
  return x * (log * log - 2 * log + 2);
}

function powerMoment(k: number, low: number, high: number): number | undefined {
  if (low < 0 && !(Number.isInteger(k) && k >= 0)) return undefined;
  if (low === 0 && k <= -1) return Number.POSITIVE_INFINITY;
  const integral = k === -1 ? Math.log : (x: number) => x ** (k + 1) / (k + 1);
  return average((x) => x ** k, integral, low, high);
}

function moments({ low, high }: Record<Names, number>): Moments {
  const middle = 0.5 * (low + high);
  const half = 0.5 * (high - low);
  const reciprocal = powerMoment(-1, low, high);
  return {
    mean: middle,
    square: middle * middle + (half * half) / 3,
    ...(reciprocal !== undefined && { reciprocal }),
    ...(low >= 0 && {
      log: averageLog(low, high),
      logSquare: average((x) => Math.log(x) ** 2, logSquareIntegral, low, high),
    }),
    ...(high <= 1 && { log1m: averageLog(1 - high, 1 - low) }),
    ...(low >= -1 && { log1p: averageLog(1 + low, 1 + high) }),
    power: (k) => powerMoment(k, low, high),
    exp: (t) => (t === 0 ? 1 : (Math.exp(t * low) * Math.expm1(2 * t * half)) / (2 * t * half)),
    distance(m) {
      if (m <= low || m >= high) return Math.abs(middle - m);
      return ((m - low) ** 2 + (high - m) ** 2) / (4 * half);
    },
    cos: (m) => (Math.cos(middle - m) * Math.sin(half)) / half,
  };
}

const UNIFORM: Law<Names> = {
  name: "uniform",
  parameters: { low: REAL, high: REAL },
  refuse: fallingBounds,
  support: ({ low, high }) => interval(low, high),
  logDensity: (_, { low, high }) => -Math.log(high - low),
  cdf: (x, { low, high }) => (x - low) / (high - low),
  survival: (x, { low, high }) => (high - x) / (high - low),
  quantile: (u, { low, high }) => (u < 0.5 ? low + u * (high - low) : high - (1 - u) * (high - low)),
  upperQuantile: (u, { low, high }) => (u < 0.5 ? high - u * (high - low) : low + (1 - u) * (high - low)),
  sample: (stream, { low, high }) => low + (high - low) * stream.uniform(),
  mean: ({ low, high }) => 0.5 * (low + high),
  variance: ({ low, high }) => (high - low) ** 2 / 12,
  entropy: ({ low, high }) => Math.log(high - low),
  moments,
  crossEntropyFrom: (_, { low, high }) => Math.log(high - low),
  kl(p, q) {
    if (p.low < q.low || p.high > q.high) return Number.POSITIVE_INFINITY;
    return Math.log1p((q.high - p.high + (p.low - q.low)) / (p.high - p.low));
  },
  within: ({ low, high }) => (low === 0 && high === 1 ? [beta(1, 1), continuousBernoulli(0.5)] : []),
};

/**
 * The uniform law between two numbers.
 *
 * Density 1/(high − low) on [low, high]. D(p‖q) is log of the ratio of the widths, Infinity where p is not
 * within q.
 *
 * @param low - A finite number.
 * @param high - A finite number above `low`.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(uniform(0, 1), uniform(-1, 2)) // 1.0986122886681098
 * kl(uniform(-1, 2), uniform(0, 1)) // Infinity
 * ```
 */
export function uniform(low: number, high: number): Univariate {
  return univariate(UNIFORM, { low, high });
}
