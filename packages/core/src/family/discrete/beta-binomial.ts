import { binomialDraw } from "../../random/index.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { betaDraw } from "../continuous/beta-parts.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, WHOLE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { logGammaRise } from "./log-gamma-rise.ts";
import { massesFrom, tabled } from "./mass-table.ts";
import { klOver } from "./outcomes.ts";

type Names = "n" | "alpha" | "beta";

/** log of α(α + 1)…(α + k − 1)/k!, the k-th coefficient of (1 − x)^−α. */
const logCoefficient = (alpha: number, k: number): number =>
  logGamma(alpha + k) - logGamma(alpha) - logGamma(k + 1);

const logMass = (k: number, { n, alpha, beta }: Values<Names>): number =>
  logCoefficient(alpha, k) + logCoefficient(beta, n - k) - logCoefficient(alpha + beta, n);

/** Longer sums are not made. */
const LONGEST = 4e6;

const BETA_BINOMIAL: Law<Names> = {
  name: "betaBinomial",
  parameters: { n: WHOLE, alpha: POSITIVE, beta: POSITIVE },
  support: ({ n }) => ({ low: 0, high: n, integers: true }),
  logDensity: logMass,
  ...tabled<Values<Names>>((values) => massesFrom("betaBinomial", 0, values.n, (k) => logMass(k, values))),
  sample: (random, { n, alpha, beta }) => binomialDraw(random, n, betaDraw(random, alpha, beta).share),
  mean: ({ n, alpha, beta }) => n * (alpha / (alpha + beta)),
  variance({ n, alpha, beta }) {
    const total = alpha + beta;
    return n * (alpha / total) * (beta / total) * ((total + n) / (total + 1));
  },
  kl(p, q) {
    if (p.n > q.n) return Number.POSITIVE_INFINITY;
    if (q.n > LONGEST) return undefined;
    const same = p.n === q.n;
    return klOver(
      { low: 0, high: p.n },
      (k) => logMass(k, p),
      (k) => logMass(k, q),
      [{ low: p.n + 1, high: q.n }],
      same
        ? (k) =>
            logGammaRise(p.alpha + k, q.alpha - p.alpha) + logGammaRise(p.beta + p.n - k, q.beta - p.beta)
        : undefined,
    );
  },
};

/**
 * The number of successes in n trials whose common probability is itself drawn from a beta law.
 *
 * P(k) = C(n, k) B(k + α, n − k + β)/B(α, β). Divergences are finite sums, to full relative accuracy for nearly equal
 * shapes; Infinity where p has more trials.
 *
 * @param n - The number of trials, an integer of at least 0.
 * @param alpha - The first shape of the beta law, above 0.
 * @param beta - The second, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * betaBinomial(2, 1, 1).cdf(0) // 0.3333333333333333
 * kl(betaBinomial(10, 2, 3), betaBinomial(10, 3, 3)) // 0.0941924135820818
 * ```
 */
export function betaBinomial(n: number, alpha: number, beta: number): Univariate {
  return univariate(BETA_BINOMIAL, { n, alpha, beta });
}
