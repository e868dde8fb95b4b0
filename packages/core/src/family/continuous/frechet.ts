import { logRatio } from "../../scalar/log-ratio.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { extremeValueSlopes } from "./extreme-value-slopes.ts";
import { powerGammaLaw } from "./power-gamma.ts";
import { weibull } from "./weibull.ts";

const FRECHET: Law<"shape" | "scale"> = powerGammaLaw({
  name: "frechet",
  parameters: { shape: POSITIVE, scale: POSITIVE },
  form: ({ shape, scale }) => ({ shape: 1, scale, power: -shape }),
  gap: (p, q) => ({
    power: (q.shape - p.shape) / p.shape,
    scale: q.shape * logRatio(q.scale, p.scale),
  }),
  klSlopes(p, q, wrt) {
    const log = logRatio(q.scale, p.scale);
    const by = extremeValueSlopes(q.shape / p.shape, q.shape * log);
    if (wrt === "p") {
      return { shape: (-by.ratio * q.shape) / p.shape ** 2, scale: (-by.scale * q.shape) / p.scale };
    }
    return { shape: by.scale * log + by.ratio / p.shape, scale: (by.scale * q.shape) / q.scale };
  },
  image: ({ shape, scale }) => ({ map: "1/x", base: weibull(shape, 1 / scale) }),
});

/**
 * The Fréchet law, of greatest values with a heavy tail.
 *
 * Distribution function exp(−(x/scale)^−shape) for x > 0. The mean is Infinity for shape ≤ 1, the variance
 * for shape ≤ 2.
 *
 * @param shape - The index of the tail, above 0.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(frechet(2, 1), frechet(1.2, 2)) // 0.5009219649161851
 * frechet(1, 1).cdf(1) // 0.36787944117144233
 * ```
 */
export function frechet(shape: number, scale: number): Univariate {
  return univariate(FRECHET, { shape, scale });
}
