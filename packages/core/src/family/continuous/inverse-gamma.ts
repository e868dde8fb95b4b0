import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { gamma } from "./gamma.ts";
import { gammaSlopes } from "./gamma-slopes.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const INVERSE_GAMMA: Law<"shape" | "scale"> = powerGammaLaw({
  name: "inverseGamma",
  parameters: { shape: POSITIVE, scale: POSITIVE },
  form: ({ shape, scale }) => ({ shape, scale, power: -1 }),
  gap: (p, q) => ({ shape: q.shape - p.shape, scale: logRatio(q.scale, p.scale) }),
  power: -1,
  klSlopes(p, q, wrt) {
    const slopes = gammaSlopes({ shape: p.shape, rate: p.scale }, { shape: q.shape, rate: q.scale }, wrt);
    return { shape: slopes.shape, scale: slopes.rate };
  },
  image: ({ shape, scale }) => ({ map: "1/x", base: gamma(shape, scale) }),
});

/**
 * The inverse gamma law: 1/X of a gamma X of that shape, with `scale` as its rate.
 *
 * Density scale^shape x^(−shape−1) exp(−scale/x)/Γ(shape) for x > 0. The mean is Infinity for shape ≤ 1, the
 * variance for shape ≤ 2.
 *
 * @param shape - Above 0.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(inverseGamma(4, 0.5), inverseGamma(50, 10)) // 11.20595805155446
 * inverseGamma(1, 1).mean() // Infinity
 * ```
 */
export function inverseGamma(shape: number, scale: number): Univariate {
  return univariate(INVERSE_GAMMA, { shape, scale });
}
