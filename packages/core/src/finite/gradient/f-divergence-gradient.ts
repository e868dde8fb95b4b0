import { RelentError } from "../../error.ts";
import { limitSlope } from "../../scalar/limit-slope.ts";
import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

/** A convex function with f(1) = 0, its derivative, and the limit of f(t)/t at Infinity. */
export interface DifferentiableConvex {
  /** The convex function, f(1) = 0. */
  readonly f: (t: number) => number;
  /** f′(t). */
  readonly derivative: (t: number) => number;
  /** The limit of f(t)/t, which is that of f′; when left out, judged as `fDivergence` does. */
  readonly slope?: number;
}

function slopesOf({ f, derivative, slope = limitSlope(f) }: DifferentiableConvex): Slopes {
  const byQ = (p: number, q: number) => f(p / q) - (p === 0 ? 0 : (p / q) * derivative(p / q));
  return {
    p: {
      slope: (p, q) => derivative(p / q),
      scaled: (p, q) => (p === 0 ? 0 : p * (q === 0 ? slope : derivative(p / q))),
    },
    q: {
      slope: () => {
        throw new RelentError(
          "invalid-argument",
          "fDivergenceGradient: q is 0 where p is not; f does not say what its derivative by that probability is, ask by logits",
        );
      },
      scaled: (p, q) => (q > 0 ? q * byQ(p, q) : Number.isFinite(slope) ? 0 : Number.NEGATIVE_INFINITY),
    },
    factor: 1,
  };
}

/**
 * The gradient of `fDivergence` with respect to one of its rows, from your f and its derivative.
 *
 * By the probabilities of p: f′(pⱼ/qⱼ); by those of q: f(t) − t f′(t) at t = pⱼ/qⱼ. As accurate as these are near t = 1.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `fDivergence` refuses, and for the derivative by a probability of q
 * that is 0 where p has mass.
 * @example
 * ```ts
 * fDivergenceGradient([0.5, 0.5], [0.75, 0.25], { f: (t) => (t - 1) ** 2, derivative: (t) => 2 * (t - 1) }) // Float64Array [ 0.6666666666666667, -0.6666666666666667 ]
 * fDivergenceGradient([0.5, 0.5], [0.75, 0.25], { f: (t) => t * Math.log(t), derivative: (t) => 1 + Math.log(t) }) // Float64Array [ 0.25, -0.25 ]
 * ```
 */
export function fDivergenceGradient(
  p: Row | Batch,
  q: Row | Batch,
  f: DifferentiableConvex,
  options: GradientOptions = {},
): Float64Array {
  return gradient("fDivergenceGradient", p, q, options, () => slopesOf(f), false);
}
