import type { Batch, Row } from "../kinds.ts";
import { type Mass, ofAnyTotal, toKinded } from "../mass.ts";
import { type GradientOptions, gradientOfMasses, type WriteGradient } from "./gradient.ts";

const massAt = ({ x, log, scale }: Mass, i: number): number => (log ? Math.exp(x[i]!) : x[i]! / scale);

/** log(q/p) and q − p of one outcome, in one rounded step where the two are close. */
function step(a: Mass, b: Mass, i: number): [ratio: number, gap: number] {
  const [p, q] = [massAt(a, i), massAt(b, i)];
  if (p === 0 || q === 0) return [Math.log(q / p), q - p];
  if (a.log && b.log) {
    const ratio = b.x[i]! - a.x[i]!;
    return [ratio, ratio < 1 ? p * Math.expm1(ratio) : q - p];
  }
  return [Math.abs(q - p) < 0.5 * p ? Math.log1p((q - p) / p) : Math.log(q) - Math.log(p), q - p];
}

const write: WriteGradient<[Mass, Mass]> = (a, b, side, space, _unit, out) => {
  const w = side === "p" ? a : b;
  for (let i = 0; i < out.length; i++) {
    const mass = massAt(w, i);
    if (massAt(a, i) === 0 && massAt(b, i) === 0) {
      out[i] = 0;
      continue;
    }
    const [ratio, gap] = step(a, b, i);
    if (side === "q") out[i] = space === "logits" ? gap : gap / mass;
    else out[i] = 0 - (space === "probs" ? ratio : mass === 0 ? 0 : mass * ratio);
  }
};

/**
 * The gradient of `generalizedKl` with respect to one of its measures.
 *
 * By the masses of q: 1 − pⱼ/qⱼ; by those of p: log(pⱼ/qⱼ). Nothing is normalised.
 * With `space: "logits"` the derivatives are by the logarithms of the masses (outcomes without mass in both get exactly
 * 0), with "probs" by the masses. One number an outcome; rows follow each other.
 *
 * @throws RelentError "invalid-argument" for what `generalizedKl` refuses.
 * @example
 * ```ts
 * generalizedKlGradient([5, 3, 2], [2, 4, 4]) // Float64Array [ -3, 1, 2 ]
 * generalizedKlGradient([1, 2], [2, 2], { wrt: "p", space: "probs" }) // Float64Array [ -0.6931471805599453, 0 ]
 * ```
 */
export function generalizedKlGradient(
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions = {},
): Float64Array {
  const fn = "generalizedKlGradient";
  const loose = (name: string, row: Row | Batch) => ofAnyTotal(toKinded(fn, name, row));
  return gradientOfMasses(fn, loose("p", p), loose("q", q), options, false, write);
}
