import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { surprisalSlopes } from "./surprisal-slopes.ts";

/**
 * The gradient of `perplexity` with respect to its row.
 *
 * The perplexity times the gradient of the entropy.
 * With `space: "logits"` the derivatives are by the logits (masked outcomes get exactly 0), with "probs" by the
 * weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `perplexity` refuses.
 * @example
 * ```ts
 * perplexityGradient([0.75, 0.25]) // Float64Array [ -0.3614637708565902, 0.36146377085659026 ]
 * perplexityGradient([0.75, 0.25], { space: "probs" }) // Float64Array [ -0.48195169447545366, 1.445855083426361 ]
 * ```
 */
export function perplexityGradient(p: Row | Batch, options: Omit<GradientOptions, "wrt"> = {}): Float64Array {
  return gradient(
    "perplexityGradient",
    p,
    p,
    { ...options, wrt: "p" },
    (both) => ({
      ...surprisalSlopes,
      factor: Math.exp(both.p.reduce((h, u) => (u > 0 ? h - u * Math.log(u) : h), 0)),
    }),
    false,
  );
}
