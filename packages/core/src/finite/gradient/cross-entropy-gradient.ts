import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";

const slopes: Slopes = {
  p: {
    slope: (_p, q) => -Math.log(q),
    scaled: (p, q) => (p === 0 ? 0 : -p * Math.log(q)),
  },
  q: klSlopes.q,
  factor: 1,
};

/**
 * The gradient of `crossEntropy` with respect to one of its rows.
 *
 * By the logits of q: qⱼ − pⱼ; by those of p: pⱼ(−log qⱼ − H(p, q)).
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `crossEntropy` refuses.
 * @example
 * ```ts
 * crossEntropyGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.25, -0.25 ]
 * crossEntropyGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5493061443340549, 0.5493061443340548 ]
 * ```
 */
export function crossEntropyGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("crossEntropyGradient", p, q, options, () => slopes, true);
}
