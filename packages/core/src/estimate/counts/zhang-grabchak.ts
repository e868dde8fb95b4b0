import { digamma } from "../../scalar/digamma.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** How unseen outcomes are paid for. */
export interface EscapeOptions {
  /**
   * Share ε of a code that is kept for outcomes the reference never saw. Cells with reference count 0 then count as
   * one cell of probability ε; without it they enter as Zhang and Grabchak's estimator has them.
   */
  readonly escape?: number;
}

/**
 * The Zhang–Grabchak estimate of D(current ‖ reference), in nats, from two count vectors.
 *
 * Z = Σ (X/n)·[ψ(X) − ψ(n) + ψ(m+1) − ψ(Y+1)]; its bias decays exponentially in the sample sizes where the alphabet
 * is fixed, against k/n for the plug-in. Finite also where Y = 0, where it grows like log m: with `escape` = ε those
 * cells are coded by an escape symbol instead, (X/n)·[ψ(X) − ψ(n) − ln ε], and the seen ones pay −ln(1−ε) more.
 * The escape is paid only if an unseen outcome occurs. May be negative, as every unbiased estimate of 0 must.
 *
 * Counts may be fractional (divided by a design effect). Errors: different lengths, negative or empty counts.
 *
 * Source: Zhang & Grabchak, Annals of the Institute of Statistical Mathematics 66 (2014), in closed form.
 *
 * @example
 * ```ts
 * zhangGrabchak({ x: [50, 50], y: [90, 10] }).toFixed(4) // "0.4834"
 * zhangGrabchak({ x: [999, 1], y: [1000, 0] }, { escape: 1e-4 }).toFixed(5) // "0.00083"
 * ```
 */
export function zhangGrabchak(pair: CountPair, options: EscapeOptions = {}): number {
  const { n, m, cells } = pairSizes(pair, "zhangGrabchak");
  const { escape: epsilon } = options;
  const psiN = digamma(n);
  const psiM = digamma(m + 1);
  let sum = 0;
  let seen = 0;
  let unseen = 0;
  for (let i = 0; i < cells; i++) {
    const x = pair.x[i]!;
    const y = pair.y[i]!;
    if (x === 0) continue;
    if (y === 0 && epsilon !== undefined) {
      unseen += x;
      continue;
    }
    seen += x;
    sum += x * (digamma(x) - psiN + psiM - digamma(y + 1));
  }
  if (unseen > 0 && epsilon !== undefined) {
    sum += unseen * (digamma(unseen) - psiN - Math.log(epsilon)) - seen * Math.log1p(-epsilon);
  }
  return sum / n;
}
