import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

const slopes: Slopes = {
  p: { slope: (_p, q, d) => (2 * d) / q, scaled: (p, q, d) => (p === 0 ? 0 : (2 * p * d) / q) },
  q: { slope: (p, q, d) => (-d / q) * ((p + q) / q), scaled: (p, q, d) => -d * ((p + q) / q) },
  factor: 1,
};

/**
 * The gradient of `chiSquared` with respect to one of its rows.
 *
 * By the probabilities of p: 2pⱼ/qⱼ; by those of q: −pⱼ²/qⱼ².
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `chiSquared` refuses.
 * @example
 * ```ts
 * chiSquaredGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.6666666666666667, -0.6666666666666666 ]
 * chiSquaredGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -1.3333333333333335, 1.3333333333333333 ]
 * ```
 */
export function chiSquaredGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("chiSquaredGradient", p, q, options, () => slopes, false);
}
