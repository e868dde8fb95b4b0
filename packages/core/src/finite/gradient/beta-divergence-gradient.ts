import type { Batch, Row } from "../kinds.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

function slopesOf(b: number): Slopes {
  return {
    p: {
      slope: (p, q, _d, l) => (b === 0 ? -l : (p ** b - q ** b) / b),
      scaled: (p, q, _d, l) =>
        p === 0
          ? 0
          : b === 0
            ? -p * l
            : q === 0
              ? b > 0
                ? p ** (b + 1) / b
                : Number.POSITIVE_INFINITY
              : (p * q ** b * Math.expm1(-b * l)) / b,
    },
    q: { slope: (_p, q, d) => -d * q ** (b - 1), scaled: (_p, q, d) => (d === 0 ? 0 : -d * q ** b) },
    factor: 1,
  };
}

/**
 * The gradient of `betaDivergence` with respect to one of its rows.
 *
 * By the probabilities of q: qⱼ^(β−2)(qⱼ − pⱼ); by those of p: (pⱼ^(β−1) − qⱼ^(β−1))/(β − 1), at β = 1 log(pⱼ/qⱼ).
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `betaDivergence` refuses.
 * @example
 * ```ts
 * betaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 2) // Float64Array [ 0.09375, -0.09375 ]
 * betaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 2, { wrt: "p", space: "probs" }) // Float64Array [ -0.25, 0.25 ]
 * ```
 */
export function betaDivergenceGradient(
  p: Row | Batch,
  q: Row | Batch,
  beta: number,
  options: GradientOptions = {},
): Float64Array {
  within("betaDivergenceGradient", "beta", beta, -Number.MAX_VALUE, Number.MAX_VALUE);
  return gradient("betaDivergenceGradient", p, q, options, () => slopesOf(beta - 1), false);
}
