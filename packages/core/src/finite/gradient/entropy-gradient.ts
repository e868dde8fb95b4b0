import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { surprisalSlopes } from "./surprisal-slopes.ts";

/**
 * The gradient of `entropy` with respect to its row.
 *
 * By the logits: pⱼ(−log pⱼ − H).
 * With `space: "logits"` the derivatives are by the logits (masked outcomes get exactly 0), with "probs" by the
 * weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `entropy` refuses.
 * @example
 * ```ts
 * entropyGradient([0.75, 0.25]) // Float64Array [ -0.20598980412527054, 0.20598980412527057 ]
 * entropyGradient([0.75, 0.25], { space: "probs" }) // Float64Array [ -0.2746530721670274, 0.8239592165010823 ]
 * ```
 */
export function entropyGradient(p: Row | Batch, options: Omit<GradientOptions, "wrt"> = {}): Float64Array {
  return gradient("entropyGradient", p, p, { ...options, wrt: "p" }, () => surprisalSlopes, true);
}
