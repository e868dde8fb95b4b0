import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { powerSlopes, powerSum } from "./power.ts";

/**
 * The gradient of `bhattacharyya` with respect to one of its rows.
 *
 * By the logits of q: ½(qⱼ − rⱼ), r ∝ √(pq); the same by those of p.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `bhattacharyya` refuses.
 * @example
 * ```ts
 * bhattacharyyaGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.05801270189221931, -0.05801270189221931 ]
 * bhattacharyyaGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.13397459621556132, 0.13397459621556132 ]
 * ```
 */
export function bhattacharyyaGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient(
    "bhattacharyyaGradient",
    p,
    q,
    options,
    (both) => ({ ...powerSlopes(0.5), factor: -1 / powerSum(both, 0.5) }),
    true,
  );
}
