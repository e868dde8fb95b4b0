import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";
import { spreadSlopes } from "./spread-slopes.ts";

const MAXWELL: Law<"sigma"> = powerGammaLaw({
  name: "maxwell",
  parameters: { sigma: POSITIVE },
  form: ({ sigma }) => ({ shape: 1.5, scale: sigma * Math.SQRT2, power: 2 }),
  gap: (p, q) => ({ scale: 2 * logRatio(p.sigma, q.sigma) }),
  power: 2,
  klSlopes: (p, q, wrt) => spreadSlopes(1.5, p, q, wrt),
  within: ({ sigma }) => [generalizedGamma(sigma * Math.SQRT2, 3, 2)],
});

/**
 * The Maxwell(–Boltzmann) law: the length of a vector of three independent normal numbers of mean 0.
 *
 * Density √(2/π) x²/sigma³ exp(−x²/2sigma²) for x ≥ 0.
 *
 * @param sigma - The standard deviation of each number, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(maxwell(1), maxwell(2)) // 0.9544415416798357
 * ```
 */
export function maxwell(sigma: number): Univariate {
  return univariate(MAXWELL, { sigma });
}
