import type { Batch, Row } from "../kinds.ts";
import type { PositionOptions } from "../positions.ts";
import { cumulativeGradient } from "./cumulative-gradient.ts";
import type { GradientOptions } from "./gradient.ts";

/**
 * The gradient of `energy` with respect to one of its rows.
 *
 * By the probabilities of p: 4 Σ over the places from j on of (P − Q)·gap.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `energy` refuses.
 * @example
 * ```ts
 * energyGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.1875, -0.1875 ]
 * energyGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function energyGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions & PositionOptions = {},
): Float64Array {
  return cumulativeGradient("energyGradient", p, q, options, (c) => 4 * c);
}
