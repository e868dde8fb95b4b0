import { logRatio } from "../../scalar/log-ratio.ts";
import { normalCdf } from "../../scalar/normal.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";
import { spreadSlopes } from "./spread-slopes.ts";

const HALF_NORMAL: Law<"sigma"> = powerGammaLaw({
  name: "halfNormal",
  parameters: { sigma: POSITIVE },
  form: ({ sigma }) => ({ shape: 0.5, scale: sigma * Math.SQRT2, power: 2 }),
  gap: (p, q) => ({ scale: 2 * logRatio(p.sigma, q.sigma) }),
  power: 2,
  expMoment: (t, { sigma }) => 2 * Math.exp(0.5 * (t * sigma) ** 2) * normalCdf(t * sigma),
  klSlopes: (p, q, wrt) => spreadSlopes(0.5, p, q, wrt),
  within: ({ sigma }) => [generalizedGamma(sigma * Math.SQRT2, 1, 2)],
});

/**
 * The half-normal law: |X| of a normal X of mean 0.
 *
 * Density √(2/π)/sigma exp(−x²/2sigma²) for x ≥ 0.
 *
 * @param sigma - The standard deviation of X (not of |X|), above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(halfNormal(3), halfNormal(1)) // 2.9013877113318902
 * halfNormal(1).mean() // 0.7978845608028654
 * ```
 */
export function halfNormal(sigma: number): Univariate {
  return univariate(HALF_NORMAL, { sigma });
}
