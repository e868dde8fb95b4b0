import type { Batch, Row } from "../kinds.ts";
import type { PositionOptions } from "../positions.ts";
import { cumulativeGradient } from "./cumulative-gradient.ts";
import type { GradientOptions } from "./gradient.ts";

/**
 * The gradient of `wasserstein1` with respect to one of its rows.
 *
 * By the probabilities of p: Σ over the places from j on of sign(P − Q)·gap, the subgradient 0 where P = Q.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `wasserstein1` refuses.
 * @example
 * ```ts
 * wasserstein1Gradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.1875, -0.1875 ]
 * wasserstein1Gradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function wasserstein1Gradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions & PositionOptions = {},
): Float64Array {
  return cumulativeGradient("wasserstein1Gradient", p, q, options, Math.sign);
}
