import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";
import { powerSlopes, powerSum } from "./power.ts";

/**
 * The gradient of `renyi` with respect to one of its rows.
 *
 * By the logits of q: qⱼ − rⱼ, r ∝ p^α q^(1−α); by those of p: α(rⱼ − pⱼ)/(α − 1). Orders above 0 and below Infinity.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `renyi` refuses.
 * @example
 * ```ts
 * renyiGradient([0.5, 0.5], [0.75, 0.25], 2) // Float64Array [ 0.5, -0.5 ]
 * renyiGradient([0.5, 0.5], [0.75, 0.25], 2, { wrt: "p", space: "probs" }) // Float64Array [ -1, 1 ]
 * ```
 */
export function renyiGradient(
  p: Row | Batch,
  q: Row | Batch,
  order: number,
  options: GradientOptions = {},
): Float64Array {
  within("renyiGradient", "order", order, Number.MIN_VALUE, Number.MAX_VALUE);
  return gradient(
    "renyiGradient",
    p,
    q,
    options,
    (both) =>
      order === 1 ? klSlopes : { ...powerSlopes(order), factor: 1 / ((order - 1) * powerSum(both, order)) },
    true,
  );
}
