import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

const slopes: Slopes = {
  p: { slope: (p, q, d) => (d / p) * ((p + q) / p), scaled: (p, q, d) => d * ((p + q) / p) },
  q: { slope: (p, _q, d) => (-2 * d) / p, scaled: (p, q, d) => (q === 0 ? 0 : (-2 * q * d) / p) },
  factor: 1,
};

/**
 * The gradient of `neymanChiSquared` with respect to one of its rows.
 *
 * By the probabilities of q: 2qⱼ/pⱼ; by those of p: −qⱼ²/pⱼ².
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `neymanChiSquared` refuses.
 * @example
 * ```ts
 * neymanChiSquaredGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.375, -0.375 ]
 * neymanChiSquaredGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -1, 1 ]
 * ```
 */
export function neymanChiSquaredGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("neymanChiSquaredGradient", p, q, options, () => slopes, false);
}
