import { gammaDraw, multinomial as multinomialDraw } from "../../random/index.ts";
import { deviance } from "../../scalar/deviance.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logGammaRise } from "../discrete/log-gamma-rise.ts";
import { checkParameter, POSITIVE, WHOLE } from "../parameter.ts";
import { checkedVector } from "./checked-vector.ts";
import { isCountVector } from "./multinomial.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface DirichletMultinomial {
  readonly n: number;
  readonly alpha: Float64Array;
}

const total = (alpha: Float64Array): number => alpha.reduce((sum, value) => sum + value, 0);

/** log of α(α + 1)…(α + k − 1)/k!. */
const logCoefficient = (alpha: number, k: number): number =>
  logGamma(alpha + k) - logGamma(alpha) - logGamma(k + 1);

/** log P(Xᵢ = k): the counts are beta-binomial one by one. */
function logCount(k: number, n: number, own: number, others: number): number {
  if (others <= 0) return k === n ? 0 : Number.NEGATIVE_INFINITY;
  return logCoefficient(own, k) + logCoefficient(others, n - k) - logCoefficient(own + others, n);
}

/** Σᵢ E f(Xᵢ, i). */
function meanOfCounts({ n, alpha }: DirichletMultinomial, f: (k: number, i: number) => number): number {
  let value = 0;
  for (const [i, own] of alpha.entries()) {
    const others = alpha.reduce((sum, one, j) => (j === i ? sum : sum + one), 0);
    for (let k = 0; k <= n; k++) value += Math.exp(logCount(k, n, own, others)) * f(k, i);
  }
  return value;
}

/** Up to this many draws nearly equal laws are compared draw by draw. */
const FEW = 300;

/** The divergence of one draw after another from Pólya's urn: every term is at least 0. */
function urnKl({ n, alpha }: DirichletMultinomial, rises: Float64Array): number {
  const sum = total(alpha);
  const rise = total(rises);
  let value = 0;
  for (let m = 0; m < n; m++) {
    const [a, b] = [sum + m, sum + rise + m];
    value += meanOfCounts({ n: m, alpha }, (k, i) => {
      const own = alpha[i]! + k;
      const gap = (own * rise - rises[i]! * a) / (a * b);
      return deviance(own / a, (own + rises[i]!) / b, gap);
    });
  }
  return value;
}

const DIRICHLET_MULTINOMIAL: VectorLaw<DirichletMultinomial, readonly number[]> = {
  name: "dirichletMultinomial",
  on: "counts",
  dimension: ({ alpha }) => alpha.length,
  write: ({ n, alpha }) => written("dirichletMultinomial", n, alpha),
  refusePoint: (x, { alpha }) => wrongLength(x, alpha.length),
  logDensity(x, { n, alpha }) {
    if (!isCountVector(x, n)) return Number.NEGATIVE_INFINITY;
    return alpha.reduce((sum, own, i) => sum + logCoefficient(own, x[i]!), -logCoefficient(total(alpha), n));
  },
  sample(random, { n, alpha }) {
    for (;;) {
      const weights = alpha.map((own) => gammaDraw(random, own));
      if (total(weights) > 0)
        return multinomialDraw(random, n, weights, new Array<number>(alpha.length).fill(0));
    }
  },
  mean: ({ n, alpha }) => Array.from(alpha, (own) => (n * own) / total(alpha)),
  covariance({ n, alpha }) {
    const sum = total(alpha);
    const scale = (n * (n + sum)) / (1 + sum);
    const share = Array.from(alpha, (own) => own / sum);
    return share.map((a, i) => share.map((b, j) => scale * (i === j ? a * (1 - a) : -a * b)));
  },
  entropy: (values) =>
    logCoefficient(total(values.alpha), values.n) -
    meanOfCounts(values, (k, i) => logCoefficient(values.alpha[i]!, k)),
  kl(p, q) {
    if (p.n !== q.n) return Number.POSITIVE_INFINITY;
    const rises = p.alpha.map((own, i) => q.alpha[i]! - own);
    const sum = total(p.alpha);
    const rise = total(rises);
    const whole = logGammaRise(sum + p.n, rise) - logGammaRise(sum, rise);
    const parts = meanOfCounts(p, (k, i) => {
      const own = p.alpha[i]!;
      return logGammaRise(own + k, rises[i]!) - logGammaRise(own, rises[i]!);
    });
    const value = whole - parts;
    const isClear = value > 1e-3 * (Math.abs(whole) + Math.abs(parts));
    return isClear || p.n > FEW ? Math.max(0, value) : urnKl(p, rises);
  },
};

/**
 * The counts of k outcomes in n draws whose probabilities are themselves drawn from a Dirichlet law.
 *
 * P(x) = n! Γ(A)/Γ(n + A) Π Γ(xᵢ + αᵢ)/(xᵢ! Γ(αᵢ)), A = Σα. D(p‖q) is an exact sum over
 * the counts one by one; up to 300 draws nearly equal laws keep their digits.
 *
 * @param n - The number of draws, an integer of at least 0.
 * @param alpha - k shapes above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(dirichletMultinomial(5, [1, 2, 3]), dirichletMultinomial(5, [2, 2, 2])) // 0.2894947728119198
 * kl(dirichletMultinomial(10, [2, 3]), dirichletMultinomial(10, [3, 3])) // 0.09419241358207708
 * ```
 */
export function dirichletMultinomial(n: number, alpha: ArrayLike<number>): Multivariate {
  checkParameter("dirichletMultinomial", "n", n, WHOLE);
  const values = { n, alpha: checkedVector("dirichletMultinomial", "alpha", alpha, POSITIVE) };
  return vectorMember(DIRICHLET_MULTINOMIAL, values) as unknown as Multivariate;
}
