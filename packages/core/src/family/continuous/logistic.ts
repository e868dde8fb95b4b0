import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { LINE } from "./supports.ts";

const logit = (u: number): number => Math.log(u) - Math.log1p(-u);

const LOGISTIC: Law<"location" | "scale"> = {
  name: "logistic",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity(x, { location, scale }) {
    const z = Math.abs((x - location) / scale);
    return -z - 2 * Math.log1p(Math.exp(-z)) - Math.log(scale);
  },
  cdf: (x, { location, scale }) => 1 / (1 + Math.exp((location - x) / scale)),
  survival: (x, { location, scale }) => 1 / (1 + Math.exp((x - location) / scale)),
  quantile: (u, { location, scale }) => location + scale * logit(u),
  upperQuantile: (u, { location, scale }) => location - scale * logit(u),
  sample: (stream, { location, scale }) => location + scale * logit(stream.uniform()),
  mean: ({ location }) => location,
  variance: ({ scale }) => (Math.PI * scale) ** 2 / 3,
  entropy: ({ scale }) => Math.log(scale) + 2,
  moments: ({ location, scale }) => ({
    mean: location,
    square: location * location + (Math.PI * scale) ** 2 / 3,
    exp(t) {
      const angle = Math.PI * t * scale;
      if (Math.abs(t) * scale >= 1) return Number.POSITIVE_INFINITY;
      return angle === 0 ? 1 : Math.exp(t * location) * (angle / Math.sin(angle));
    },
    distance(m) {
      const z = Math.abs(m - location) / scale;
      return scale * (z + 2 * Math.log1p(Math.exp(-z)));
    },
    cos: (m) => (Math.cos(location - m) * Math.PI * scale) / Math.sinh(Math.PI * scale),
  }),
};

/**
 * The logistic law.
 *
 * Distribution function 1/(1 + exp(−(x − location)/scale)) on the line. D(p‖q) has no closed form and is
 * integrated.
 *
 * @param location - The mean, a finite number.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(logistic(0, 1), logistic(1, 2)) // 0.317217604662492
 * logistic(0, 1).entropy() // 2
 * ```
 */
export function logistic(location: number, scale: number): Univariate {
  return univariate(LOGISTIC, { location, scale });
}
