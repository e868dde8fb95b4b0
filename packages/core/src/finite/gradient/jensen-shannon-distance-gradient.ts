import { logBase } from "../../protocol.ts";
import { fold } from "../fold.ts";
import { jensenShannonTerm } from "../jensen-shannon.ts";
import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { mixtureSlopes } from "./mixture-slopes.ts";

/**
 * The gradient of `jensenShannonDistance` with respect to one of its rows.
 *
 * That of the Jensen–Shannon divergence over twice the distance; 0 where p = q, the distance having a kink there.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `jensenShannonDistance` refuses.
 * @example
 * ```ts
 * jensenShannonDistanceGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.1498169260605429, -0.1498169260605429 ]
 * jensenShannonDistanceGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.34720227264007686, 0.34720227264007686 ]
 * ```
 */
export function jensenShannonDistanceGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  const unit = logBase("jensenShannonDistanceGradient", options.base);
  return gradient(
    "jensenShannonDistanceGradient",
    p,
    q,
    options,
    (both) => {
      const js = fold(both, jensenShannonTerm(0.5)) / unit;
      return { ...mixtureSlopes(0.5), factor: js > 0 ? 0.5 / Math.sqrt(js) : 0 };
    },
    true,
  );
}
