import { RelentError } from "../../error.ts";
import { type Family, isFamily, type SlopeOptions, slopes } from "../../protocol.ts";
import type { Batch, Row } from "../kinds.ts";
import { type GradientOptions, gradient } from "./gradient.ts";
import { klSlopes } from "./kl-slopes.ts";
import { quickGradient } from "./quick-gradient.ts";

/**
 * The gradient of `kl` with respect to one of its rows.
 *
 * By the logits of q: qⱼ − pⱼ; by those of p: pⱼ(log(pⱼ/qⱼ) − D).
 * Rows of f32 logits are done in f32 when the logits of q move: within 2e-7 of pⱼ + qⱼ. Elsewhere p ≈ q keeps its digits.
 * With `space: "logits"` the derivatives are by the logits of that row (masked outcomes get exactly 0), with "probs"
 * by its weights at total 1, the components along the simplex. One number an outcome; rows follow each other.
 *
 * Of two families it gives the derivatives by the parameters of q (or p, with `wrt`), by name: closed where the family
 * has them, from its canonical form, or else by Ridders' extrapolation of differences, certified to 1e-8. Parameters
 * that take integers alone are left out.
 *
 * @throws RelentError "invalid-argument" for what `kl` refuses, and where a derivative does not exist.
 * @example
 * ```ts
 * klGradient([0.5, 0.5], [0.75, 0.25]) // Float64Array [ 0.25, -0.25 ]
 * klGradient([0.5, 0.5], [0.75, 0.25], { wrt: "p", space: "probs" }) // Float64Array [ -0.5493061443340548, 0.5493061443340548 ]
 * klGradient(normal(0, 1), normal(1, 2)) // { mean: 0.25, sd: 0.25 }
 * ```
 */
export function klGradient(p: Row | Batch, q: Row | Batch, options?: GradientOptions): Float64Array;
export function klGradient(p: Family, q: Family, options?: SlopeOptions): Readonly<Record<string, number>>;
export function klGradient(
  p: Row | Batch | Family,
  q: Row | Batch | Family,
  options: GradientOptions & SlopeOptions = {},
): Float64Array | Readonly<Record<string, number>> {
  if (isFamily(p)) {
    const give = p[slopes];
    if (give !== undefined) return give.call(p, "kl", [q], options);
    throw new RelentError(
      "invalid-argument",
      `klGradient: ${String(p)} has no derivatives by its parameters`,
    );
  }
  if (isFamily(q)) {
    throw new RelentError(
      "invalid-argument",
      "klGradient: p is an array and q a family; both must be of one sort",
    );
  }
  return gradient("klGradient", p, q, options, () => klSlopes, true, quickGradient);
}
