import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { univariate } from "../univariate.ts";
import { INTEGER } from "./domain.ts";

const DISCRETE_UNIFORM: Law<"low" | "high"> = {
  name: "discreteUniform",
  parameters: { low: INTEGER, high: INTEGER },
  refuse: ({ low, high }) =>
    low > high ? `low = ${low} and high = ${high}; low must be at most high` : undefined,
  support: ({ low, high }) => ({ low, high, integers: true }),
  logDensity: (_x, { low, high }) => -Math.log(high - low + 1),
  cdf: (x, { low, high }) => (x - low + 1) / (high - low + 1),
  survival: (x, { low, high }) => (high - x) / (high - low + 1),
  quantile: (u, { low, high }) => low + Math.ceil(u * (high - low + 1)) - 1,
  upperQuantile: (u, { low, high }) => high - Math.floor(u * (high - low + 1)),
  sample: (random, { low, high }) => low + random.integer(high - low + 1),
  mean: ({ low, high }) => low + 0.5 * (high - low),
  variance: ({ low, high }) => ((high - low) * (high - low + 2)) / 12,
  entropy: ({ low, high }) => Math.log(high - low + 1),
  moments({ low, high }) {
    const mean = low + 0.5 * (high - low);
    return { mean, square: mean * mean + ((high - low) * (high - low + 2)) / 12 };
  },
  kl(p, q) {
    if (p.low < q.low || p.high > q.high) return Number.POSITIVE_INFINITY;
    return Math.log1p((p.low - q.low + (q.high - p.high)) / (p.high - p.low + 1));
  },
};

/**
 * Every integer from low to high alike.
 *
 * D(p‖q) = log of the ratio of the numbers of outcomes where those of p lie among those of q, Infinity otherwise.
 *
 * @param low - The least outcome, an integer.
 * @param high - The greatest, an integer of at least `low`.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(discreteUniform(1, 6), discreteUniform(1, 12)) // 0.6931471805599453
 * kl(discreteUniform(0, 6), discreteUniform(1, 12)) // Infinity
 * ```
 */
export function discreteUniform(low: number, high: number): Univariate {
  return univariate(DISCRETE_UNIFORM, { low, high });
}
