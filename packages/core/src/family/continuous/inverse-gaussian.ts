import { normalDraw } from "../../random/index.ts";
import { halfLineIntegral } from "../../scalar/double-exponential.ts";
import { erfcx } from "../../scalar/erf.ts";
import { scaledE1 } from "../../scalar/exponential-integral.ts";
import { normalCdf, normalTail } from "../../scalar/normal.ts";
import { positiveQuantile } from "../../scalar/positive-quantile.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "mean" | "shape";

/** The two terms of the distribution function: Φ(a) and e^{2λ/μ} Φ(−b), with a² + 4λ/μ = b². */
function terms(x: number, { mean, shape }: Values<Names>) {
  const root = Math.sqrt(shape / x);
  const a = root * ((x - mean) / mean);
  const b = root * ((x + mean) / mean);
  return { a, reflected: 0.5 * erfcx(b * Math.SQRT1_2) * Math.exp(-0.5 * a * a) };
}

function cdf(x: number, values: Values<Names>): number {
  if (x === 0) return 0;
  const { a, reflected } = terms(x, values);
  return normalCdf(a) + reflected;
}

/**
 * Φ(−a) − e^{2λ/μ} Φ(−b); far out as φ(a) ∫₀^∞ exp(−s²/2 − as)(1 − exp(−(b − a)s)) ds, where the two nearly
 * cancel.
 */
function survival(x: number, values: Values<Names>): number {
  if (x === 0) return 1;
  const { a, reflected } = terms(x, values);
  if (x < 2 * values.mean) return normalCdf(-a) - reflected;
  const gap = 2 * Math.sqrt(values.shape / x);
  const integral = halfLineIntegral((s) => -Math.exp(-s * (0.5 * s + a)) * Math.expm1(-gap * s));
  return (integral * Math.exp(-0.5 * a * a)) / Math.sqrt(2 * Math.PI);
}

function moments({ mean, shape }: Values<Names>): Moments {
  const square = mean * mean + mean ** 3 / shape;
  return {
    mean,
    square,
    reciprocal: 1 / mean + 1 / shape,
    log: Math.log(mean) - scaledE1((2 * shape) / mean),
    power: (k) =>
      k === 0 ? 1 : k === 1 ? mean : k === 2 ? square : k === -1 ? 1 / mean + 1 / shape : undefined,
    exp(t) {
      const inner = 1 - (2 * mean * mean * t) / shape;
      if (inner < 0) return Number.POSITIVE_INFINITY;
      return Math.exp((2 * mean * t) / (1 + Math.sqrt(inner)));
    },
    distance(m) {
      if (m <= 0) return mean - m;
      const { a, reflected } = terms(m, { mean, shape });
      return (m - mean) * (normalCdf(a) - normalTail(a)) + 2 * (m + mean) * reflected;
    },
  };
}

const INVERSE_GAUSSIAN: Law<Names> = {
  name: "inverseGaussian",
  parameters: { mean: POSITIVE, shape: POSITIVE },
  support: () => HALF_LINE,
  logDensity(x, { mean, shape }) {
    if (x === 0) return Number.NEGATIVE_INFINITY;
    const z = (x - mean) / mean;
    return 0.5 * (Math.log(shape / (2 * Math.PI)) - 3 * Math.log(x) - (shape / x) * z * z);
  },
  cdf,
  survival,
  quantile: (u, values) =>
    positiveQuantile(
      "inverseGaussian",
      { cdf: (x) => cdf(x, values), tail: (x) => survival(x, values) },
      u,
      values.mean,
    ),
  upperQuantile: (u, values) =>
    positiveQuantile(
      "inverseGaussian",
      { cdf: (x) => cdf(x, values), tail: (x) => survival(x, values) },
      1 - u,
      values.mean,
      u,
    ),
  sample(stream, { mean, shape }) {
    const w = (0.5 * mean * normalDraw(stream) ** 2) / shape;
    const ratio = 1 / (1 + w + Math.sqrt(w * (2 + w)));
    return stream.uniform() * (1 + ratio) <= 1 ? mean * ratio : mean / ratio;
  },
  mean: ({ mean }) => mean,
  variance: ({ mean, shape }) => mean ** 3 / shape,
  entropy: ({ mean, shape }) =>
    0.5 * Math.log((2 * Math.PI * Math.E * mean ** 3) / shape) - 1.5 * scaledE1((2 * shape) / mean),
  moments,
  crossEntropyFrom(given, { mean, shape }) {
    if (given.mean === Number.POSITIVE_INFINITY || given.reciprocal === Number.POSITIVE_INFINITY) {
      return Number.POSITIVE_INFINITY;
    }
    if (given.mean === undefined || given.reciprocal === undefined || given.log === undefined)
      return undefined;
    const exponent = shape * (given.mean / mean / mean - 2 / mean + given.reciprocal);
    return 0.5 * (exponent - Math.log(shape / (2 * Math.PI)) + 3 * given.log);
  },
  kl(p, q) {
    const gap = (p.mean - q.mean) / q.mean;
    return 0.5 * rateExcess(q.shape, p.shape) + (0.5 * q.shape * gap * gap) / p.mean;
  },
  klSlopes(p, q, wrt) {
    const gap = (p.mean - q.mean) / q.mean;
    const shape = (q.shape - p.shape) / p.shape;
    if (wrt === "p") {
      return {
        mean: (0.5 * q.shape * gap * (p.mean + q.mean)) / (p.mean * p.mean * q.mean),
        shape: (-0.5 * shape) / p.shape,
      };
    }
    return {
      mean: (-q.shape * gap) / q.mean ** 2,
      shape: (0.5 * shape) / q.shape + (0.5 * gap * gap) / p.mean,
    };
  },
  exponential: {
    natural: ({ mean, shape }) => [-shape / (2 * mean * mean), -shape / 2],
    logNormaliser: ([a, b]) =>
      a! <= 0 && b! < 0 ? -2 * Math.sqrt(a! * b!) - 0.5 * Math.log(-2 * b!) : Number.POSITIVE_INFINITY,
    meanStatistics: ({ mean, shape }) => [mean, 1 / mean + 1 / shape],
  },
};

/**
 * The inverse Gaussian (Wald) law: the time in which a Brownian motion with drift reaches a level.
 *
 * Density √(shape/2πx³) exp(−shape(x − mean)²/(2 mean² x)) for x > 0.
 *
 * @param mean - Above 0.
 * @param shape - Above 0; the variance is mean³/shape.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(inverseGaussian(1.5, 1), inverseGaussian(1, 2)) // 0.3200930763866941
 * inverseGaussian(1, 1).cdf(1) // 0.6681020012231706
 * ```
 */
export function inverseGaussian(mean: number, shape: number): Univariate {
  return univariate(INVERSE_GAUSSIAN, { mean, shape });
}
