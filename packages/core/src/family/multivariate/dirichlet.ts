import { gammaDraw } from "../../random/index.ts";
import { deviance } from "../../scalar/deviance.ts";
import { digamma } from "../../scalar/digamma.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { stirlingBregman } from "../../scalar/log-gamma-bregman.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import { xlogy } from "../../scalar/xlogy.ts";
import { POSITIVE } from "../parameter.ts";
import { checkedVector } from "./checked-vector.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

const total = (alpha: Float64Array): number => alpha.reduce((sum, value) => sum + value, 0);
const logNormaliser = (alpha: Float64Array): number =>
  alpha.reduce((sum, value) => sum + logGamma(value), 0) - logGamma(total(alpha));

/** ψ(b) − ψ(a), without cancellation where they are near. */
const digammaRise = (a: number, b: number): number =>
  Math.abs(b - a) < 0.5 * a
    ? (b - a) * gaussLegendre((t) => trigamma(a + t * (b - a)), 0, 1)
    : digamma(b) - digamma(a);

/**
 * D(Dir(α)‖Dir(β)), the Bregman divergence of Σ log Γ(αᵢ) − log Γ(Σα): the part of x log x is a divergence of shares, of
 * which every term is at least 0, and the rest is small where the shapes are large.
 */
export function dirichletKl(alpha: Float64Array, beta: Float64Array): number {
  const a = total(alpha);
  let rise = 0;
  for (const [i, value] of alpha.entries()) rise += beta[i]! - value;
  const b = a + rise;
  let value = -stirlingBregman(a, rise);
  for (const [i, own] of alpha.entries()) {
    const h = beta[i]! - own;
    value += stirlingBregman(own, h) + b * deviance(beta[i]! / b, own / a, (h * a - own * rise) / (a * b));
  }
  return Math.max(0, value);
}

const DIRICHLET: VectorLaw<Float64Array, readonly number[]> = {
  name: "dirichlet",
  on: "simplex",
  dimension: (alpha) => alpha.length,
  write: (alpha) => written("dirichlet", alpha),
  refusePoint: (x, alpha) => wrongLength(x, alpha.length),
  logDensity(x, alpha) {
    const sum = x.reduce((all, value) => all + value, 0);
    if (x.some((value) => !(value >= 0)) || Math.abs(sum - 1) > 1e-12) return Number.NEGATIVE_INFINITY;
    return alpha.reduce((log, value, i) => log + xlogy(value - 1, x[i]!), -logNormaliser(alpha));
  },
  sample(random, alpha) {
    for (;;) {
      const draws = Array.from(alpha, (value) => gammaDraw(random, value));
      const sum = draws.reduce((all, value) => all + value, 0);
      if (sum > 0) return draws.map((value) => value / sum);
    }
  },
  mean(alpha) {
    const sum = total(alpha);
    return Array.from(alpha, (value) => value / sum);
  },
  covariance(alpha) {
    const sum = total(alpha);
    const share = Array.from(alpha, (value) => value / sum);
    return share.map((a, i) => share.map((b, j) => (i === j ? a * (1 - a) : -a * b) / (sum + 1)));
  },
  entropy(alpha) {
    const sum = total(alpha);
    const start = logNormaliser(alpha) + (sum - alpha.length) * digamma(sum);
    return alpha.reduce((value, one) => value - (one - 1) * digamma(one), start);
  },
  kl: dirichletKl,
  klSlopes(p, q, wrt) {
    const [a, b] = [total(p), total(q)];
    const found: Record<string, number> = {};
    const sums = wrt === "p" ? trigamma(a) * (b - a) : digammaRise(a, b);
    for (const [i, own] of p.entries()) {
      const other = q[i]!;
      found[`alpha[${i}]`] =
        wrt === "p" ? sums - trigamma(own) * (other - own) : digammaRise(own, other) - sums;
    }
    return found;
  },
  exponential: {
    natural: (alpha) => alpha,
    logNormaliser: (alpha) =>
      alpha.every((value) => value > 0) ? logNormaliser(alpha) : Number.POSITIVE_INFINITY,
  },
};

/**
 * The Dirichlet law on probability vectors.
 *
 * Density Π xᵢ^(αᵢ−1) Γ(Σα)/Π Γ(αᵢ) with respect to the first k − 1 coordinates. D(p‖q) keeps its digits for nearly equal
 * shapes, and for large ones.
 *
 * @param alpha - k shapes above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(dirichlet([2, 0.5, 3]), dirichlet([1, 1, 1])) // 1.2215298104258609
 * dirichlet([1, 3]).mean() // [0.25, 0.75]
 * ```
 */
export function dirichlet(alpha: ArrayLike<number>): Multivariate {
  const values = checkedVector("dirichlet", "alpha", alpha, POSITIVE);
  return vectorMember(DIRICHLET, values) as unknown as Multivariate;
}
