import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

const slopes: Slopes = {
  p: { slope: (_p, _q, d) => 0.5 * Math.sign(d), scaled: (p, _q, d) => 0.5 * p * Math.sign(d) },
  q: { slope: (_p, _q, d) => -0.5 * Math.sign(d), scaled: (_p, q, d) => -0.5 * q * Math.sign(d) },
  factor: 1,
};

/**
 * The gradient of `totalVariation` with respect to one of its rows.
 *
 * By the probabilities of p: ½ sign(pⱼ − qⱼ), the subgradient 0 where they are equal.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `totalVariation` refuses.
 * @example
 * ```ts
 * totalVariationGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.1875, -0.1875 ]
 * totalVariationGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function totalVariationGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("totalVariationGradient", p, q, options, () => slopes, false);
}
