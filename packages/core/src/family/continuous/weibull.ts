import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { extremeValueSlopes } from "./extreme-value-slopes.ts";
import { generalizedGamma } from "./generalized-gamma.ts";
import { powerGammaLaw } from "./power-gamma.ts";

const WEIBULL: Law<"shape" | "scale"> = powerGammaLaw({
  name: "weibull",
  parameters: { shape: POSITIVE, scale: POSITIVE },
  form: ({ shape, scale }) => ({ shape: 1, scale, power: shape }),
  gap: (p, q) => ({
    power: (q.shape - p.shape) / p.shape,
    scale: q.shape * logRatio(p.scale, q.scale),
  }),
  klSlopes(p, q, wrt) {
    const log = logRatio(p.scale, q.scale);
    const by = extremeValueSlopes(q.shape / p.shape, q.shape * log);
    if (wrt === "p") {
      return { shape: (-by.ratio * q.shape) / p.shape ** 2, scale: (by.scale * q.shape) / p.scale };
    }
    return { shape: by.scale * log + by.ratio / p.shape, scale: (-by.scale * q.shape) / q.scale };
  },
  within: ({ shape, scale }) => [generalizedGamma(scale, shape, shape)],
});

/**
 * The Weibull law.
 *
 * Density (shape/scale)(x/scale)^(shape−1) exp(−(x/scale)^shape) for x > 0.
 *
 * @param shape - Above 0; 1 is the exponential law.
 * @param scale - Above 0; the quantile at 1 − 1/e.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(weibull(2, 3), weibull(1.5, 0.5)) // 9.963144347340687
 * weibull(2, 1).survival(3) // 0.00012340980408667956
 * ```
 */
export function weibull(shape: number, scale: number): Univariate {
  return univariate(WEIBULL, { shape, scale });
}
