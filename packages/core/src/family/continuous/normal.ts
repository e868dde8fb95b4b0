import { normalDraw, type Random } from "../../random/index.ts";
import { erf } from "../../scalar/erf.ts";
import { normalCdf, normalQuantile, normalTail } from "../../scalar/normal.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { LOG_SQRT_2PI } from "./constants.ts";
import { generalizedNormal } from "./generalized-normal.ts";
import { rateExcess } from "./log-excess.ts";

type Names = "mean" | "sd";

const NORMAL: Law<Names> = {
  name: "normal",
  parameters: { mean: REAL, sd: POSITIVE },
  support: () => ({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, integers: false }),
  logDensity: (x, { mean, sd }) => -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - LOG_SQRT_2PI,
  cdf: (x, { mean, sd }) => normalCdf((x - mean) / sd),
  survival: (x, { mean, sd }) => normalTail((x - mean) / sd),
  quantile: (u, { mean, sd }) => mean + sd * normalQuantile(u),
  upperQuantile: (u, { mean, sd }) => mean - sd * normalQuantile(u),
  sample: (stream: Random, { mean, sd }) => mean + sd * normalDraw(stream),
  mean: ({ mean }) => mean,
  variance: ({ sd }) => sd * sd,
  entropy: ({ sd }) => 0.5 + LOG_SQRT_2PI + Math.log(sd),
  moments: ({ mean, sd }): Moments => ({
    mean,
    square: mean * mean + sd * sd,
    exp: (t) => Math.exp(t * mean + 0.5 * (t * sd) ** 2),
    distance(m) {
      const d = mean - m;
      return sd * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * (d / sd) ** 2) + d * erf(d / (sd * Math.SQRT2));
    },
    cos: (m) => Math.cos(mean - m) * Math.exp(-0.5 * sd * sd),
  }),
  crossEntropyFrom({ mean, square }, q) {
    if (square === Number.POSITIVE_INFINITY) return square;
    if (mean === undefined || square === undefined) return undefined;
    return LOG_SQRT_2PI + Math.log(q.sd) + 0.5 * ((square - 2 * mean * q.mean + q.mean ** 2) / q.sd ** 2);
  },
  kl(p, q) {
    const ratio = (p.sd - q.sd) / q.sd;
    return 0.5 * (ratio * ratio + ((p.mean - q.mean) / q.sd) ** 2) + rateExcess(p.sd, q.sd);
  },
  klSlopes(p, q, wrt): Values<Names> {
    const shift = (p.mean - q.mean) / q.sd ** 2;
    if (wrt === "p") return { mean: shift, sd: ((p.sd - q.sd) / q.sd) * ((p.sd + q.sd) / (p.sd * q.sd)) };
    return {
      mean: -shift,
      sd: (((q.sd - p.sd) / q.sd) * (q.sd + p.sd)) / q.sd ** 2 - ((p.mean - q.mean) / q.sd) ** 2 / q.sd,
    };
  },
  exponential: {
    natural: ({ mean, sd }) => [mean / sd / sd, -0.5 / sd / sd],
    logNormaliser: ([a, b]) =>
      b! < 0 ? LOG_SQRT_2PI - (a! * a!) / (4 * b!) - 0.5 * Math.log(-2 * b!) : Number.POSITIVE_INFINITY,
    meanStatistics: ({ mean, sd }) => [mean, mean * mean + sd * sd],
  },
  within: ({ mean, sd }) => [generalizedNormal(mean, sd * Math.SQRT2, 2)],
  wasserstein2Squared: (p, q) => (p.mean - q.mean) ** 2 + (p.sd - q.sd) ** 2,
};

/**
 * The normal (Gaussian) law.
 *
 * Density exp(−(x − mean)²/2sd²)/(sd√2π) on the line.
 *
 * @param mean - Any finite number.
 * @param sd - The standard deviation, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(normal(0, 1), normal(1, 2)) // 0.4431471805599453
 * normal(0, 1).quantile(0.975) // 1.959963984540054
 * String(normal(0, 1)) // "normal(0, 1)"
 * ```
 */
export function normal(mean: number, sd: number): Univariate {
  return univariate(NORMAL, { mean, sd });
}
