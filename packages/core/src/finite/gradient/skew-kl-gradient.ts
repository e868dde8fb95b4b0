import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

function skewSlopes(s: number): Slopes {
  const log = (p: number, d: number) => -Math.log1p(((s - 1) * d) / p);
  const share = (p: number, q: number, d: number) => ((s - 1) * d) / (s * p + (1 - s) * q);
  return {
    p: {
      slope: (p, q, d) => log(p, d) + s * share(p, q, d),
      scaled: (p, q, d) => (p === 0 ? 0 : p * (log(p, d) + s * share(p, q, d))),
    },
    q: {
      slope: (p, q, d) => (1 - s) * share(p, q, d),
      scaled: (p, q, d) => (s === 0 ? -d : q * (1 - s) * share(p, q, d)),
    },
    factor: 1,
  };
}

/**
 * The gradient of `skewKl` with respect to one of its rows.
 *
 * With m = skew·p + (1 − skew)·q, by the probabilities of q: −(1 − skew)pⱼ/mⱼ; by those of p: log(pⱼ/mⱼ) − skew·pⱼ/mⱼ.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `skewKl` refuses.
 * @example
 * ```ts
 * skewKlGradient([0.5, 0.5], [0.75, 0.25], 0.1) // Float64Array [ 0.19043887147335423, -0.19043887147335423 ]
 * skewKlGradient([0.5, 0.5], [0.75, 0.25], 0.1, { wrt: "p", space: "probs" }) // Float64Array [ -0.4282739463056505, 0.4282739463056505 ]
 * ```
 */
export function skewKlGradient(
  p: Row | Batch,
  q: Row | Batch,
  skew: number,
  options: GradientOptions = {},
): Float64Array {
  within("skewKlGradient", "skew", skew, 0, 1);
  return gradient("skewKlGradient", p, q, options, () => skewSlopes(skew), true);
}
