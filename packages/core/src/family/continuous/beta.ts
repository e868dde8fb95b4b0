import { digamma } from "../../scalar/digamma.ts";
import { betaI, betaIComplement, betaQuantile } from "../../scalar/incomplete-beta.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import { xlog1py } from "../../scalar/xlog1py.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { betaKl } from "./beta-kl.ts";
import { betaDraw, betaEntropy, betaExp, betaPower } from "./beta-parts.ts";
import { UNIT_INTERVAL } from "./supports.ts";

type Names = "a" | "b";

function moments({ a, b }: Values<Names>): Moments {
  const n = a + b;
  const log = digamma(a) - digamma(n);
  const mean = a / n;
  return {
    mean,
    square: mean * ((a + 1) / (n + 1)),
    reciprocal: betaPower(-1, a, b),
    log,
    logSquare: log * log + trigamma(a) - trigamma(n),
    log1m: digamma(b) - digamma(n),
    power: (k) => betaPower(k, a, b),
    exp: (t) => betaExp(t, a, b),
    distance(m) {
      if (m <= 0 || m >= 1) return Math.abs(mean - m);
      return m * (2 * betaI(a, b, m) - 1) + mean * (1 - 2 * betaI(a + 1, b, m));
    },
  };
}

const BETA: Law<Names> = {
  name: "beta",
  parameters: { a: POSITIVE, b: POSITIVE },
  support: () => UNIT_INTERVAL,
  logDensity: (x, { a, b }) => xlogy(a - 1, x) + xlog1py(b - 1, -x) - logBeta(a, b),
  cdf: (x, { a, b }) => betaI(a, b, x),
  survival: (x, { a, b }) => betaIComplement(a, b, x),
  quantile: (u, { a, b }) => betaQuantile(u, a, b),
  upperQuantile: (u, { a, b }) => 1 - betaQuantile(u, b, a),
  sample: (stream, { a, b }) => betaDraw(stream, a, b).share,
  mean: ({ a, b }) => a / (a + b),
  variance: ({ a, b }) => ((a / (a + b)) * (b / (a + b))) / (a + b + 1),
  entropy: ({ a, b }) => betaEntropy(a, b),
  moments,
  crossEntropyFrom({ log, log1m }, { a, b }) {
    const left = a === 1 ? 0 : log;
    const right = b === 1 ? 0 : log1m;
    if (left === undefined || right === undefined) return undefined;
    return logBeta(a, b) - (a - 1) * left - (b - 1) * right;
  },
  kl: (p, q) => betaKl(p.a, p.b, q.a - p.a, q.b - p.b, q.a, q.b),
  klSlopes(p, q, wrt) {
    const da = p.a - q.a;
    const db = p.b - q.b;
    if (wrt === "p") {
      const shared = (da + db) * trigamma(p.a + p.b);
      return { a: da * trigamma(p.a) - shared, b: db * trigamma(p.b) - shared };
    }
    const shared = digamma(p.a + p.b) - digamma(q.a + q.b);
    return {
      a: digamma(q.a) - digamma(p.a) + shared,
      b: digamma(q.b) - digamma(p.b) + shared,
    };
  },
  exponential: {
    natural: ({ a, b }) => [a, b],
    logNormaliser: ([a, b]) => (a! > 0 && b! > 0 ? logBeta(a!, b!) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ a, b }) => [digamma(a) - digamma(a + b), digamma(b) - digamma(a + b)],
  },
};

/**
 * The beta law.
 *
 * Density x^(a−1) (1−x)^(b−1)/B(a, b) for 0 < x < 1.
 *
 * @param a - Above 0.
 * @param b - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(beta(300, 700), beta(2.5, 1.7)) // 3.0138704063846467
 * beta(2, 3).cdf(0.4) // 0.5248
 * ```
 */
export function beta(a: number, b: number): Univariate {
  return univariate(BETA, { a, b });
}
