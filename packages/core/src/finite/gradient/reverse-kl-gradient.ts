import type { Batch, Row } from "../kinds.ts";
import { exchanged, type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";

/**
 * The gradient of `reverseKl` with respect to one of its rows.
 *
 * By the logits of q: qⱼ(log(qⱼ/pⱼ) − D); by those of p: pⱼ − qⱼ.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `reverseKl` refuses.
 * @example
 * ```ts
 * reverseKlGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.20598980412527057, -0.20598980412527057 ]
 * reverseKlGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function reverseKlGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("reverseKlGradient", p, q, options, () => exchanged(klSlopes), true);
}
