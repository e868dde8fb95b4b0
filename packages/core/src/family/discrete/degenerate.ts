import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { univariate } from "../univariate.ts";
import { INTEGER } from "./domain.ts";

const DEGENERATE: Law<"value"> = {
  name: "degenerate",
  parameters: { value: INTEGER },
  support: ({ value }) => ({ low: value, high: value, integers: true }),
  logDensity: () => 0,
  cdf: () => 1,
  quantile: (_u, { value }) => value,
  sample: (_random, { value }) => value,
  mean: ({ value }) => value,
  variance: () => 0,
  entropy: () => 0,
  moments: ({ value }) => ({
    mean: value,
    square: value * value,
    exp: (t) => Math.exp(t * value),
    distance: (m) => Math.abs(value - m),
  }),
  kl: (p, q) => (p.value === q.value ? 0 : Number.POSITIVE_INFINITY),
};

/**
 * The law that always gives one integer (a point mass).
 *
 * D(p‖q) = −log q(value): the surprisal of that outcome under q.
 *
 * @param value - The only outcome, an integer.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(degenerate(3), degenerate(3)) // 0
 * kl(degenerate(3), degenerate(4)) // Infinity
 * ```
 */
export function degenerate(value: number): Univariate {
  return univariate(DEGENERATE, { value });
}
