import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const CHI: Law<"df"> = powerGammaLaw({
  name: "chi",
  parameters: { df: POSITIVE },
  form: ({ df }) => ({ shape: df / 2, scale: Math.SQRT2, power: 2 }),
  gap: (p, q) => ({ shape: (q.df - p.df) / 2 }),
  power: 2,
  within: ({ df }) => [generalizedGamma(Math.SQRT2, df, 2)],
});

/**
 * The χ law: the length of a vector of `df` independent standard normal numbers.
 *
 * Density x^(df−1) exp(−x²/2)/(2^(df/2−1) Γ(df/2)) for x > 0.
 *
 * @param df - Degrees of freedom, above 0, not only integers.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(chi(2), chi(5)) // 1.1505063678252185
 * ```
 */
export function chi(df: number): Univariate {
  return univariate(CHI, { df });
}
