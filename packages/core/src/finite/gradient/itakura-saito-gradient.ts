import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

const slopes: Slopes = {
  p: { slope: (_p, q, _d, l) => Math.expm1(l) / -q, scaled: (_p, _q, _d, l) => Math.expm1(-l) },
  q: { slope: (_p, q, _d, l) => -Math.expm1(-l) / q, scaled: (_p, _q, _d, l) => -Math.expm1(-l) },
  factor: 1,
};

/**
 * The gradient of `itakuraSaito` with respect to one of its rows.
 *
 * By the probabilities of p: 1/qⱼ − 1/pⱼ; by those of q: 1/qⱼ − pⱼ/qⱼ².
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `itakuraSaito` refuses.
 * @example
 * ```ts
 * itakuraSaitoGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.8333333333333334, -0.8333333333333334 ]
 * itakuraSaitoGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -1.3333333333333335, 1.3333333333333335 ]
 * ```
 */
export function itakuraSaitoGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("itakuraSaitoGradient", p, q, options, () => slopes, false);
}
