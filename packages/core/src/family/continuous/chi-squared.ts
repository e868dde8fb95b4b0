import { digamma } from "../../scalar/digamma.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gamma } from "./gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const CHI_SQUARED: Law<"df"> = powerGammaLaw({
  name: "chiSquared",
  parameters: { df: POSITIVE },
  form: ({ df }) => ({ shape: df / 2, scale: 2, power: 1 }),
  gap: (p, q) => ({ shape: (q.df - p.df) / 2 }),
  power: 1,
  expMoment: (t, { df }) => (t < 0.5 ? (1 - 2 * t) ** (-df / 2) : Number.POSITIVE_INFINITY),
  mean: ({ df }) => df,
  variance: ({ df }) => 2 * df,
  klSlopes(p, q, wrt) {
    if (wrt === "p") return { df: 0.25 * (p.df - q.df) * trigamma(p.df / 2) };
    return { df: 0.5 * (digamma(q.df / 2) - digamma(p.df / 2)) };
  },
  within: ({ df }) => [gamma(df / 2, 0.5)],
});

/**
 * The χ² law: the sum of the squares of `df` independent standard normal numbers.
 *
 * Density f(x) = x^(df/2−1) exp(−x/2)/(2^(df/2) Γ(df/2)) for x > 0; the gamma law of shape df/2 and rate ½.
 *
 * @param df - Degrees of freedom, above 0, not only integers.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(chiSquared(7), chiSquared(3)) // 0.884557441308167
 * chiSquared(1).quantile(0.95) // 3.841458820694124
 * ```
 */
export function chiSquared(df: number): Univariate {
  return univariate(CHI_SQUARED, { df });
}
