import { scaledE1 } from "../../scalar/exponential-integral.ts";
import { secondOrderRemainder } from "../../scalar/gauss-legendre.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { univariate } from "../univariate.ts";
import { OPEN_PROBABILITY } from "./domain.ts";
import { searchedQuantiles } from "./least-integer.ts";
import { sumOver } from "./outcomes.ts";
import { EULER_MACLAURIN as CORRECTIONS } from "./power-sum.ts";

type Names = "p";

const support = () => ({ low: 1, high: Number.POSITIVE_INFINITY, integers: true });
const logMass = (k: number, p: number): number => k * Math.log(p) - Math.log(k) - Math.log(-Math.log1p(-p));
const mean = (p: number): number => p / ((1 - p) * -Math.log1p(-p));

/** −p(p + L)/((1 − p)L)², L = log(1 − p). */
function variance(p: number): number {
  const log = Math.log1p(-p);
  return (-p * log1pmx(-p)) / ((1 - p) * log) ** 2;
}

const FAR = 24;

/**
 * Σ e^{−c(k − n)} n/k over k from n on, by the formula of Euler and Maclaurin.
 *
 * The m-th derivative of e^{−ct}/t is −(−1)ᵐ⁻¹ m! e^{−ct} t^{−m−1} Σ (ct)ⁱ/i!, i = 0 … m; c is small and n at least 24.
 */
function smoothTail(c: number, n: number): number {
  let sum = n * scaledE1(c * n) + 0.5;
  let [factorial, power, part] = [1, 1, 1];
  for (let m = 1; m < 2 * CORRECTIONS.length; m++) {
    factorial *= m;
    power *= (c * n) / m;
    part += power;
    if (m % 2 === 1) sum += CORRECTIONS[(m - 1) / 2]! * factorial * part * n ** -m;
  }
  return sum;
}

/** P(X > x), from its first term on. */
function survival(x: number, { p }: Values<Names>): number {
  const c = -Math.log(p);
  const first = x + 1;
  const at = c < 0.1 ? Math.max(first, FAR) : Number.POSITIVE_INFINITY;
  let term = 1;
  let sum = 0;
  for (let k = first; k < at && term > 1e-18 * sum; k++) {
    sum += term;
    term *= (p * k) / (k + 1);
  }
  if (at < Number.POSITIVE_INFINITY) sum += term * smoothTail(c, at);
  return Math.exp(logMass(first, p)) * sum;
}

const TAILS = {
  cdf: (x: number, values: Values<Names>) =>
    x < Math.min(mean(values.p), 100)
      ? sumOver({ low: 1, high: x }, (k) => Math.exp(logMass(k, values.p)))
      : 1 - survival(x, values),
  survival,
  mean: ({ p }: Values<Names>) => mean(p),
  variance: ({ p }: Values<Names>) => variance(p),
};

const LOGARITHMIC: Law<Names> = {
  name: "logarithmic",
  parameters: { p: OPEN_PROBABILITY },
  support,
  logDensity: (x, { p }) => logMass(x, p),
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample(random, { p }) {
    const q = -Math.expm1(random.uniform() * Math.log1p(-p));
    return 1 + Math.floor(Math.log(random.uniform()) / Math.log(q));
  },
  moments: ({ p }) => ({ mean: mean(p), square: variance(p) + mean(p) ** 2 }),
  kl(p, q) {
    const a = Math.log(p.p);
    const step = Math.log1p((q.p - p.p) / p.p);
    if (Math.abs(step) < 0.5 * -Math.log(Math.max(p.p, q.p))) {
      return secondOrderRemainder((eta) => variance(Math.exp(eta)), a, step);
    }
    return -mean(p.p) * step + Math.log(Math.log1p(-q.p) / Math.log1p(-p.p));
  },
  exponential: {
    natural: ({ p }) => [Math.log(p)],
    logNormaliser: ([eta]) => (eta! < 0 ? Math.log(-Math.log1p(-Math.exp(eta!))) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ p }) => [mean(p)],
  },
};

/**
 * The logarithmic (log-series) law of Fisher.
 *
 * P(k) = pᵏ/(−k log(1 − p)) for k = 1, 2, …. D(p‖q) is closed, to full relative accuracy also for p ≈ q.
 *
 * @param p - Between 0 and 1, both excluded.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Fisher, Corbet & Williams, J. Anim. Ecol. 12 (1943) 42; draws after Kemp, Appl. Statist. 30 (1981) 249.
 * @example
 * ```ts
 * kl(logarithmic(0.5), logarithmic(0.7)) // 0.06671285227378821
 * logarithmic(0.5).mean() // 1.4426950408889634
 * ```
 */
export function logarithmic(p: number): Univariate {
  return univariate(LOGARITHMIC, { p });
}
