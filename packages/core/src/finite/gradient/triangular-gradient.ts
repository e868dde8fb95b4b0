import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

const slopes: Slopes = {
  p: {
    slope: (p, q, d) => (d / (p + q)) * ((p + 3 * q) / (p + q)),
    scaled: (p, q, d) => p * (d / (p + q)) * ((p + 3 * q) / (p + q)),
  },
  q: {
    slope: (p, q, d) => (-d / (p + q)) * ((3 * p + q) / (p + q)),
    scaled: (p, q, d) => q * (-d / (p + q)) * ((3 * p + q) / (p + q)),
  },
  factor: 1,
};

/**
 * The gradient of `triangular` with respect to one of its rows.
 *
 * By the probabilities of p: (pⱼ − qⱼ)(pⱼ + 3qⱼ)/(pⱼ + qⱼ)².
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `triangular` refuses.
 * @example
 * ```ts
 * triangularGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.21333333333333335, -0.21333333333333335 ]
 * triangularGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.4977777777777778, 0.4977777777777778 ]
 * ```
 */
export function triangularGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("triangularGradient", p, q, options, () => slopes, false);
}
