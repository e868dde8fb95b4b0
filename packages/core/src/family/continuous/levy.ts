import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { inverseGamma } from "./inverse-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const LEVY: Law<"scale"> = powerGammaLaw({
  name: "levy",
  parameters: { scale: POSITIVE },
  form: ({ scale }) => ({ shape: 0.5, scale: scale / 2, power: -1 }),
  gap: (p, q) => ({ scale: logRatio(q.scale, p.scale) }),
  power: -1,
  within: ({ scale }) => [inverseGamma(0.5, scale / 2)],
});

/**
 * The Lévy law: 1/X² of a normal X of mean 0 and variance 1/scale, the time a Brownian motion needs to reach
 * √scale.
 *
 * Density √(scale/2π) x^(−3/2) exp(−scale/2x) for x > 0. Its mean and variance are Infinity.
 *
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(levy(1), levy(2)) // 0.15342640972002736
 * levy(1).quantile(0.5) // 2.198109338317732
 * ```
 */
export function levy(scale: number): Univariate {
  return univariate(LEVY, { scale });
}
