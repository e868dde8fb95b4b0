import { fold } from "../fold.ts";
import { hellingerTerm } from "../hellinger-squared.ts";
import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { powerSlopes } from "./power.ts";

/**
 * The gradient of `hellinger` with respect to one of its rows.
 *
 * That of the squared distance over twice the distance; 0 where p = q, the distance having a kink there.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `hellinger` refuses.
 * @example
 * ```ts
 * hellingerGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.15178337615438986, -0.15178337615438986 ]
 * hellingerGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.35052869232498884, 0.35052869232498884 ]
 * ```
 */
export function hellingerGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient(
    "hellingerGradient",
    p,
    q,
    options,
    (both) => {
      const squared = fold(both, hellingerTerm);
      return { ...powerSlopes(0.5), factor: squared > 0 ? -0.5 / Math.sqrt(squared) : 0 };
    },
    false,
  );
}
