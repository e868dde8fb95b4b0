import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { ownPowerSlopes, surprisalSlopes } from "./surprisal-slopes.ts";

/**
 * The gradient of `tsallisEntropy` with respect to its row.
 *
 * By the probabilities: α pⱼ^(α−1)/(1 − α); orders above 0 and below Infinity.
 * With `space: "logits"` the derivatives are by the logits (masked outcomes get exactly 0), with "probs" by the
 * weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `tsallisEntropy` refuses.
 * @example
 * ```ts
 * tsallisEntropyGradient([0.75, 0.25], 2) // Float64Array [ -0.1875, 0.1875 ]
 * tsallisEntropyGradient([0.75, 0.25], 2, { space: "probs" }) // Float64Array [ -0.25, 0.75 ]
 * ```
 */
export function tsallisEntropyGradient(
  p: Row | Batch,
  order: number,
  options: Omit<GradientOptions, "wrt"> = {},
): Float64Array {
  within("tsallisEntropyGradient", "order", order, Number.MIN_VALUE, Number.MAX_VALUE);
  return gradient(
    "tsallisEntropyGradient",
    p,
    p,
    { ...options, wrt: "p" },
    () => (order === 1 ? surprisalSlopes : { ...ownPowerSlopes(order), factor: order / (1 - order) }),
    false,
  );
}
