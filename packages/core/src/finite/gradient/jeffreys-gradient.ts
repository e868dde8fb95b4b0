import type { Batch, Row } from "../kinds.ts";
import { exchanged, type GradientOptions, gradient, type Slope, type Slopes } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";

const back = /* @__PURE__ */ exchanged(klSlopes);

const sum = (a: Slope, b: Slope): Slope => ({
  slope: (p, q, d, l) => a.slope(p, q, d, l) + b.slope(p, q, d, l),
  scaled: (p, q, d, l) => a.scaled(p, q, d, l) + b.scaled(p, q, d, l),
});

const slopes: Slopes = /* @__PURE__ */ { p: sum(klSlopes.p, back.p), q: sum(klSlopes.q, back.q), factor: 1 };

/**
 * The gradient of `jeffreys` with respect to one of its rows.
 *
 * The sum of those of D(p‖q) and D(q‖p).
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `jeffreys` refuses.
 * @example
 * ```ts
 * jeffreysGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.45598980412527057, -0.45598980412527057 ]
 * jeffreysGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -1.049306144334055, 1.049306144334055 ]
 * ```
 */
export function jeffreysGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  return gradient("jeffreysGradient", p, q, options, () => slopes, true);
}
