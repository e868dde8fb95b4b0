import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradientBy } from "./gradient.ts";

/**
 * The gradient of `minEntropy` with respect to its row.
 *
 * By the logits: pⱼ − [j is the likeliest outcome]; where several are, the subgradient that shares 1 among them.
 * With `space: "logits"` the derivatives are by the logits (masked outcomes get exactly 0), with "probs" by the
 * weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `minEntropy` refuses.
 * @example
 * ```ts
 * minEntropyGradient([0.5, 0.25, 0.25]) // Float64Array [ -0.5, 0.25, 0.25 ]
 * minEntropyGradient([0.5, 0.25, 0.25], { space: "probs" }) // Float64Array [ -1, 1, 1 ]
 * ```
 */
export function minEntropyGradient(p: Row | Batch, options: Omit<GradientOptions, "wrt"> = {}): Float64Array {
  const fn = "minEntropyGradient";
  return gradientBy(fn, p, p, { ...options, wrt: "p" }, true, ({ p: own, n }, _side, space, unit, out) => {
    let top = 0;
    let ties = 0;
    for (let i = 0; i < n; i++) {
      if (own[i]! > top) [top, ties] = [own[i]!, 1];
      else if (own[i] === top) ties++;
    }
    for (let i = 0; i < n; i++) {
      const byLogit = own[i]! - (own[i] === top ? 1 / ties : 0);
      out[i] = own[i] === 0 ? 0 : byLogit / (space === "logits" ? 1 : own[i]!) / unit;
    }
  });
}
