import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";
import { quickGradient } from "./quick-gradient.ts";

/**
 * The gradient of `kl` with respect to one of its rows.
 *
 * By the logits of q: qⱼ − pⱼ; by those of p: pⱼ(log(pⱼ/qⱼ) − D).
 * Rows of f32 logits are done in f32 when the logits of q move: within 2e-7 of pⱼ + qⱼ. Elsewhere p ≈ q keeps its digits.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `kl` refuses.
 * @example
 * ```ts
 * klGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.25, -0.25 ]
 * klGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5493061443340548, 0.5493061443340548 ]
 * ```
 */
export function klGradient(p: Row | Batch, q: Row | Batch, options: GradientOptions = {}): Float64Array {
  return gradient("klGradient", p, q, options, () => klSlopes, true, quickGradient);
}
