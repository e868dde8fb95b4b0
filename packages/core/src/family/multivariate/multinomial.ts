import { multinomial as multinomialDraw } from "../../random/index.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logBinomialMass } from "../../scalar/log-mass.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import { categoricalKl } from "../discrete/categorical-kl.ts";
import { checkTotal } from "../discrete/probability-list.ts";
import { checkParameter, WHOLE } from "../parameter.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface Multinomial {
  readonly n: number;
  readonly p: Float64Array;
}

/** Whether a point consists of counts with this total. */
export function isCountVector(x: readonly number[], total: number): boolean {
  return x.every((value) => Number.isInteger(value) && value >= 0) && x.reduce((a, b) => a + b, 0) === total;
}

/** E log X! of a binomial count. */
function meanLogFactorial(n: number, p: number): number {
  if (p === 0) return 0;
  if (p === 1) return logGamma(n + 1);
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += Math.exp(logBinomialMass(k, n, p)) * logGamma(k + 1);
  return sum;
}

const MULTINOMIAL: VectorLaw<Multinomial, readonly number[]> = {
  name: "multinomial",
  on: "counts",
  dimension: ({ p }) => p.length,
  write: ({ n, p }) => written("multinomial", n, p),
  refusePoint: (x, { p }) => wrongLength(x, p.length),
  logDensity(x, { n, p }) {
    if (!isCountVector(x, n)) return Number.NEGATIVE_INFINITY;
    return p.reduce((sum, share, i) => sum + xlogy(x[i]!, share) - logGamma(x[i]! + 1), logGamma(n + 1));
  },
  sample: (random, { n, p }) => multinomialDraw(random, n, p, new Array<number>(p.length).fill(0)),
  mean: ({ n, p }) => Array.from(p, (share) => n * share),
  covariance: ({ n, p }) =>
    Array.from(p, (a, i) => Array.from(p, (b, j) => n * (i === j ? a * (1 - a) : -a * b))),
  entropy({ n, p }) {
    const start = -logGamma(n + 1);
    return p.reduce((sum, share) => sum - n * xlogy(share, share) + meanLogFactorial(n, share), start);
  },
  kl: (p, q) => (p.n === q.n ? p.n * categoricalKl(p.p, q.p) : Number.POSITIVE_INFINITY),
  renyi(p, q, alpha) {
    if (p.n !== q.n) return Number.POSITIVE_INFINITY;
    if (alpha === Number.POSITIVE_INFINITY) {
      return p.n * Math.max(...Array.from(p.p, (a, i) => (a === 0 ? -alpha : Math.log(a / q.p[i]!))));
    }
    let sum = 0;
    for (const [i, a] of p.p.entries()) {
      if (a > 0 && (q.p[i]! > 0 || alpha > 1)) sum += a ** alpha * q.p[i]! ** (1 - alpha);
    }
    return Math.max(0, (p.n * Math.log(sum)) / (alpha - 1));
  },
};

/**
 * The counts of k outcomes in n draws.
 *
 * D(p‖q) = n times that of one draw; Infinity for another n, since then no count vector can occur under both.
 *
 * @param n - The number of draws, an integer of at least 0.
 * @param probabilities - One for each outcome, from 0 to 1, with sum 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(multinomial(10, [0.5, 0.5]), multinomial(10, [0.9, 0.1])) // 5.108256237659906
 * multinomial(4, [0.5, 0.25, 0.25]).mean() // [2, 1, 1]
 * ```
 */
export function multinomial(n: number, probabilities: ArrayLike<number>): Multivariate {
  checkParameter("multinomial", "n", n, WHOLE);
  checkTotal("multinomial", probabilities);
  return vectorMember(MULTINOMIAL, { n, p: Float64Array.from(probabilities) }) as unknown as Multivariate;
}
