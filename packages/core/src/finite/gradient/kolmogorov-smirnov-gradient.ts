import type { Batch, Row } from "../kinds.ts";
import { fromPlaces, runs } from "./cumulative-gradient.ts";
import { type GradientOptions, gradientBy } from "./gradient.ts";

/**
 * The gradient of `kolmogorovSmirnov` with respect to one of its rows.
 *
 * By the probabilities of p: sign(P − Q) of the place where |P − Q| is largest for the outcomes up to it, 0 for the
 * others; where several places are, the subgradient that shares 1 among them; 0 where P = Q.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `kolmogorovSmirnov` refuses.
 * @example
 * ```ts
 * kolmogorovSmirnovGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.1875, -0.1875 ]
 * kolmogorovSmirnovGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5, 0.5 ]
 * ```
 */
export function kolmogorovSmirnovGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  const fn = "kolmogorovSmirnovGradient";
  return gradientBy(fn, p, q, options, false, (both, side, space, _unit, out) => {
    runs(both, out);
    let most = 0;
    let ties = 0;
    for (const run of out) {
      if (Math.abs(run) > most) [most, ties] = [Math.abs(run), 1];
      else if (Math.abs(run) === most) ties++;
    }
    for (let i = 0; i < both.n; i++) out[i] = Math.abs(out[i]!) === most ? Math.sign(out[i]!) / ties : 0;
    fromPlaces(both, side, space, out);
  });
}
