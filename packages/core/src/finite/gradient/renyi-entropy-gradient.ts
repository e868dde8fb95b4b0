import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { ownPowerSlopes, surprisalSlopes } from "./surprisal-slopes.ts";

/**
 * The gradient of `renyiEntropy` with respect to its row.
 *
 * By the logits: α(rⱼ − pⱼ)/(1 − α), r ∝ p^α; orders above 0 and below Infinity.
 * With `space: "logits"` the derivatives are by the logits (masked outcomes get exactly 0), with "probs" by the
 * weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `renyiEntropy` refuses.
 * @example
 * ```ts
 * renyiEntropyGradient([0.75, 0.25], 2) // Float64Array [ -0.30000000000000004, 0.30000000000000004 ]
 * renyiEntropyGradient([0.75, 0.25], 2, { space: "probs" }) // Float64Array [ -0.4, 1.2000000000000002 ]
 * ```
 */
export function renyiEntropyGradient(
  p: Row | Batch,
  order: number,
  options: Omit<GradientOptions, "wrt"> = {},
): Float64Array {
  within("renyiEntropyGradient", "order", order, Number.MIN_VALUE, Number.MAX_VALUE);
  return gradient(
    "renyiEntropyGradient",
    p,
    p,
    { ...options, wrt: "p" },
    (both) =>
      order === 1
        ? surprisalSlopes
        : {
            ...ownPowerSlopes(order),
            factor: order / (1 - order) / both.p.reduce((sum, u) => (u > 0 ? sum + u ** order : sum), 0),
          },
    true,
  );
}
