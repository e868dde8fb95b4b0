import { secondOrderRemainder } from "../../scalar/gauss-legendre.ts";
import { zeta as riemannZeta } from "../../scalar/zeta.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Domain } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { leastInteger } from "./least-integer.ts";
import { powerSum } from "./power-sum.ts";

type Names = "s";

const ABOVE_ONE: Domain = {
  words: "a finite number above 1",
  holds: (value) => value > 1 && value < Number.POSITIVE_INFINITY,
};

/** log ζ(s), small where s is large. */
const logZeta = (s: number): number => Math.log1p(powerSum(s, 0, 2));
/** E log X, which is −(log ζ)′. */
const meanLog = (s: number): number => powerSum(s, 1, 2) / riemannZeta(s);

/** Var log X = (log ζ)″. */
function varianceOfLog(s: number): number {
  const centre = meanLog(s);
  return powerSum(s, 2, 2) / riemannZeta(s) - centre * centre;
}

const survival = (x: number, { s }: Values<Names>): number => powerSum(s, 0, x + 1) / riemannZeta(s);

const cdf = (x: number, values: Values<Names>): number => 1 - survival(x, values);

/** Eₛ Xᵏ: Infinity where it diverges. */
const power = (s: number, k: number): number =>
  s - k > 1 ? riemannZeta(s - k) / riemannZeta(s) : Number.POSITIVE_INFINITY;

const ZETA: Law<Names> = {
  name: "zeta",
  parameters: { s: ABOVE_ONE },
  support: () => ({ low: 1, high: Number.POSITIVE_INFINITY, integers: true }),
  logDensity: (x, { s }) => -s * Math.log(x) - logZeta(s),
  cdf,
  survival,
  quantile: (u, values) => leastInteger((x) => cdf(x, values) >= u, 1, 1, Number.POSITIVE_INFINITY),
  upperQuantile: (u, values) => leastInteger((x) => survival(x, values) <= u, 1, 1, Number.POSITIVE_INFINITY),
  sample(random, { s }) {
    const b = 2 ** (s - 1);
    for (;;) {
      const x = Math.floor(random.uniform() ** (-1 / (s - 1)));
      const t = (1 + 1 / x) ** (s - 1);
      if ((random.uniform() * x * (t - 1)) / (b - 1) <= t / b) return x;
    }
  },
  mean: ({ s }) => power(s, 1),
  variance: ({ s }) => (s > 3 ? power(s, 2) - power(s, 1) ** 2 : Number.POSITIVE_INFINITY),
  entropy: ({ s }) => s * meanLog(s) + logZeta(s),
  moments: ({ s }) => ({
    mean: power(s, 1),
    square: power(s, 2),
    log: meanLog(s),
    power: (k) => power(s, k),
  }),
  crossEntropyFrom: ({ log }, { s }) => (log === undefined ? undefined : s * log + logZeta(s)),
  kl(p, q) {
    const step = q.s - p.s;
    if (Math.abs(step) < 0.5 * (p.s - 1)) return secondOrderRemainder(varianceOfLog, p.s, step);
    return step * meanLog(p.s) + logZeta(q.s) - logZeta(p.s);
  },
  klSlopes(p, q, wrt) {
    if (wrt === "p") return { s: (p.s - q.s) * varianceOfLog(p.s) };
    return { s: p.s === q.s ? 0 : meanLog(p.s) - meanLog(q.s) };
  },
  exponential: {
    natural: ({ s }) => [-s],
    logNormaliser: ([eta]) => (eta! < -1 ? logZeta(-eta!) : Number.POSITIVE_INFINITY),
    meanStatistics: ({ s }) => [meanLog(s)],
  },
};

/**
 * The zeta (Zipf) law over all ranks.
 *
 * P(k) = k⁻ˢ/ζ(s) for k = 1, 2, …. D(p‖q) = (t − s) E log X + log ζ(t)/ζ(s) for exponents s of p and t of q, to full relative
 * accuracy also for s ≈ t. The mean is finite for s > 2, the variance for s > 3.
 *
 * @param s - The exponent, above 1.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Draws after Devroye, Non-Uniform Random Variate Generation (1986) §X.6.
 * @example
 * ```ts
 * kl(zeta(2), zeta(3)) // 0.25629486601527884
 * zeta(4).mean() // 1.1106265353261482
 * ```
 */
export function zeta(s: number): Univariate {
  return univariate(ZETA, { s });
}
