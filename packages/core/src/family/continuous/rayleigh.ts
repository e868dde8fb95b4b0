import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { powerGammaLaw } from "./power-gamma.ts";
import { spreadSlopes } from "./spread-slopes.ts";
import { weibull } from "./weibull.ts";

const RAYLEIGH: Law<"sigma"> = powerGammaLaw({
  name: "rayleigh",
  parameters: { sigma: POSITIVE },
  form: ({ sigma }) => ({ shape: 1, scale: sigma * Math.SQRT2, power: 2 }),
  gap: (p, q) => ({ scale: 2 * logRatio(p.sigma, q.sigma) }),
  power: 2,
  klSlopes: (p, q, wrt) => spreadSlopes(1, p, q, wrt),
  within: ({ sigma }) => [weibull(2, sigma * Math.SQRT2)],
});

/**
 * The Rayleigh law: the length of a vector of two independent normal numbers of mean 0.
 *
 * Density x/sigma² exp(−x²/2sigma²) for x ≥ 0.
 *
 * @param sigma - The standard deviation of each number, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(rayleigh(1), rayleigh(2)) // 0.6362943611198906
 * ```
 */
export function rayleigh(sigma: number): Univariate {
  return univariate(RAYLEIGH, { sigma });
}
