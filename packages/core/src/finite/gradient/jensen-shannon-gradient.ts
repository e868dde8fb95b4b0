import type { JensenShannonOptions } from "../jensen-shannon.ts";
import type { Batch, Row } from "../kinds.ts";
import { mixtureWeights } from "../mixture-weights.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { mixtureSlopes } from "./mixture-slopes.ts";

/**
 * The gradient of `jensenShannon` with respect to one of its rows.
 *
 * By the probabilities of p: w₁ log(pⱼ/mⱼ), with m = w₁p + w₂q; `weights` are [½, ½] when left out.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `jensenShannon` refuses.
 * @example
 * ```ts
 * jensenShannonGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.055104999834573655, -0.055104999834573655 ]
 * jensenShannonGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.12770640594149768, 0.12770640594149768 ]
 * ```
 */
export function jensenShannonGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions & JensenShannonOptions = {},
): Float64Array {
  const w = mixtureWeights("jensenShannonGradient", options.weights, 2)[0]!;
  return gradient("jensenShannonGradient", p, q, options, () => mixtureSlopes(w), true);
}
