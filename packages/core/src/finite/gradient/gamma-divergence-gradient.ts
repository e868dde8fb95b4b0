import type { Batch, Row } from "../kinds.ts";
import type { Pair } from "../pair.ts";
import { within } from "../parameter.ts";
import { type GradientOptions, gradient, type Slopes } from "./gradient.ts";

function slopesOf({ n, p, q }: Pair, gamma: number): Slopes {
  let own = 0;
  let other = 0;
  let cross = 0;
  for (let i = 0; i < n; i++) {
    own += p[i]! ** (1 + gamma);
    other += q[i]! ** (1 + gamma);
    cross += p[i]! * q[i]! ** gamma;
  }
  return {
    p: {
      slope: (u, v) => (u ** gamma / own - v ** gamma / cross) / gamma,
      scaled: (u, v) => (u * (u ** gamma / own - v ** gamma / cross)) / gamma,
    },
    q: {
      slope: (u, v) => v ** gamma / other - (u === 0 ? 0 : (u * v ** (gamma - 1)) / cross),
      scaled: (u, v) => v ** (1 + gamma) / other - (u * v ** gamma) / cross,
    },
    factor: 1,
  };
}

/**
 * The gradient of `gammaDivergence` with respect to one of its rows.
 *
 * By the probabilities of p: (pⱼ^γ/Σp^(1+γ) − qⱼ^γ/Σpq^γ)/γ; by those of q: qⱼ^γ/Σq^(1+γ) − pⱼqⱼ^(γ−1)/Σpq^γ.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `gammaDivergence` refuses.
 * @example
 * ```ts
 * gammaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 1) // Float64Array [ 0.15, -0.15 ]
 * gammaDivergenceGradient([0.5, 0.5], [0.75, 0.25], 1, { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function gammaDivergenceGradient(
  p: Row | Batch,
  q: Row | Batch,
  gamma: number,
  options: GradientOptions = {},
): Float64Array {
  within("gammaDivergenceGradient", "gamma", gamma, Number.MIN_VALUE, Number.MAX_VALUE);
  return gradient("gammaDivergenceGradient", p, q, options, (both) => slopesOf(both, gamma), true);
}
