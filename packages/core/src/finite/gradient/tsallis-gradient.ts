import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";
import { powerSlopes } from "./power.ts";

/**
 * The gradient of `tsallis` with respect to one of its rows.
 *
 * By the probabilities of p: α(pⱼ/qⱼ)^(α−1)/(α − 1); by those of q: −(pⱼ/qⱼ)^α. Orders above 0 and below Infinity.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `tsallis` refuses.
 * @example
 * ```ts
 * tsallisGradient([0.5, 0.5], [0.75, 0.25], 2) // Float64Array [ 0.6666666666666667, -0.6666666666666666 ]
 * tsallisGradient([0.5, 0.5], [0.75, 0.25], 2, { wrt: "p", space: "probs" }) // Float64Array [ -1.3333333333333335, 1.3333333333333335 ]
 * ```
 */
export function tsallisGradient(
  p: Row | Batch,
  q: Row | Batch,
  order: number,
  options: GradientOptions = {},
): Float64Array {
  within("tsallisGradient", "order", order, Number.MIN_VALUE, Number.MAX_VALUE);
  return gradient(
    "tsallisGradient",
    p,
    q,
    options,
    () => (order === 1 ? klSlopes : { ...powerSlopes(order), factor: 1 / (order - 1) }),
    false,
  );
}
