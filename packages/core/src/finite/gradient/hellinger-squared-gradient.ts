import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { powerSlopes } from "./power.ts";

/**
 * The gradient of `hellingerSquared` with respect to one of its rows.
 *
 * By the probabilities of q: −½√(pⱼ/qⱼ); by those of p: −½√(qⱼ/pⱼ).
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `hellingerSquared` refuses.
 * @example
 * ```ts
 * hellingerSquaredGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.05603596701050334, -0.05603596701050334 ]
 * hellingerSquaredGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.12940952255126037, 0.12940952255126037 ]
 * ```
 */
export function hellingerSquaredGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient(
    "hellingerSquaredGradient",
    p,
    q,
    options,
    () => ({ ...powerSlopes(0.5), factor: -1 }),
    false,
  );
}
