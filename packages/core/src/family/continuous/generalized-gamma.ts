import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const GENERALIZED_GAMMA: Law<"scale" | "shape" | "power"> = powerGammaLaw({
  name: "generalizedGamma",
  parameters: { scale: POSITIVE, shape: POSITIVE, power: POSITIVE },
  form: ({ scale, shape, power }) => ({ shape: shape / power, scale, power }),
  gap: (p, q) => ({
    shape: (q.shape - p.shape - (p.shape / p.power) * (q.power - p.power)) / q.power,
    power: (q.power - p.power) / p.power,
    scale: q.power * logRatio(p.scale, q.scale),
  }),
});

/**
 * The generalised gamma law (Stacy 1962): scale·G^(1/power) of a gamma variable G.
 *
 * Density power/(scale Γ(shape/power)) (x/scale)^(shape−1) exp(−(x/scale)^power) for x > 0. It holds the
 * gamma (power 1), Weibull (shape = power), half-normal, Rayleigh and Maxwell laws, so that they are compared
 * through it.
 *
 * @param scale - Above 0.
 * @param shape - How the density rises from 0, as x^(shape−1); above 0.
 * @param power - How fast the tail falls; above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see C. Bauckhage, "Computing the Kullback–Leibler divergence between two generalized gamma distributions", 2014.
 * @example
 * ```ts
 * kl(generalizedGamma(1, 2, 1.5), generalizedGamma(1.5, 3, 2)) // 0.4246534547414424
 * ```
 */
export function generalizedGamma(scale: number, shape: number, power: number): Univariate {
  return univariate(GENERALIZED_GAMMA, { scale, shape, power });
}
