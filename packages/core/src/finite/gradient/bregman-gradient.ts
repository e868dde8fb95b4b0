import type { Generator } from "../bregman.ts";
import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

/** A convex function and its first two derivatives. */
export interface CurvedGenerator extends Generator {
  /** φ″(x). */
  readonly curvature: (x: number) => number;
}

function slopesOf({ slope, curvature }: CurvedGenerator): Slopes {
  return {
    p: {
      slope: (p, q) => slope(p) - slope(q),
      scaled: (p, q) => (p === 0 ? 0 : p * (slope(p) - slope(q))),
    },
    q: {
      slope: (_p, q, d) => -curvature(q) * d,
      scaled: (_p, q, d) =>
        q > 0 ? -q * curvature(q) * d : Number.isFinite(curvature(q)) ? 0 : Number.NEGATIVE_INFINITY,
    },
    factor: 1,
  };
}

/**
 * The gradient of `bregman` with respect to one of its rows, from your generator and its derivatives.
 *
 * By the probabilities of p: φ′(pⱼ) − φ′(qⱼ); by those of q: −φ″(qⱼ)(pⱼ − qⱼ).
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `bregman` refuses.
 * @example
 * ```ts
 * const square = { value: (x) => x * x, slope: (x) => 2 * x, curvature: () => 2 };
 * bregmanGradient([0.5, 0.5], [0.75, 0.25], square) // Float64Array [ 0.1875, -0.1875 ]
 * bregmanGradient([0.5, 0.5], [0.75, 0.25], square, { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function bregmanGradient(
  p: Row | Batch,
  q: Row | Batch,
  generator: CurvedGenerator,
  options: GradientOptions = {},
): Float64Array {
  return gradient("bregmanGradient", p, q, options, () => slopesOf(generator), false);
}
