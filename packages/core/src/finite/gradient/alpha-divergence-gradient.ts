import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { exchanged, type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";
import { powerSlopes } from "./power.ts";

/**
 * The gradient of `alphaDivergence` with respect to one of its rows.
 *
 * By the logits of q: (S qⱼ − pⱼ^α qⱼ^(1−α))/α, S = Σ p^α q^(1−α); α may be any number, 0 and 1 included.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `alphaDivergence` refuses.
 * @example
 * ```ts
 * alphaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 0.5) // Float64Array [ 0.22414386804201336, -0.22414386804201336 ]
 * alphaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 0.5, { wrt: "p", space: "probs" }) // Float64Array [ -0.5176380902050415, 0.5176380902050415 ]
 * ```
 */
export function alphaDivergenceGradient(
  p: Row | Batch,
  q: Row | Batch,
  alpha: number,
  options: GradientOptions = {},
): Float64Array {
  within("alphaDivergenceGradient", "alpha", alpha, -Number.MAX_VALUE, Number.MAX_VALUE);
  return gradient(
    "alphaDivergenceGradient",
    p,
    q,
    options,
    () =>
      alpha === 1
        ? klSlopes
        : alpha === 0
          ? exchanged(klSlopes)
          : { ...powerSlopes(alpha), factor: 1 / (alpha * (alpha - 1)) },
    false,
  );
}
