import { crossFit } from "./cross-fit.ts";
import { checkPair, type Samples } from "./samples.ts";

/** ln p/q at the points of either sample. */
export interface LogRatios {
  readonly p: Float64Array;
  readonly q: Float64Array;
}

/**
 * ln p(x)/q(x) at every point of both samples, each by a logistic classifier that did not learn from that point.
 *
 * Five folds, quadratic features where there are rows enough, drawn to the log-ratio of the normal laws with the samples'
 * moments as far as that helps on unseen points. The mean over p estimates D(p ‖ q).
 *
 * @throws RelentError "invalid-argument" for different dimensions, fewer than 10 points a side, a constant column.
 * @example
 * ```ts
 * const draw = random(1)
 * const p = samples(Array.from({ length: 500 }, () => normalDraw(draw) + 2))
 * const q = samples(Array.from({ length: 500 }, () => normalDraw(draw)))
 * const ratios = crossFittedLogRatios(p, q)
 * ratios.p.filter((ratio) => ratio > 0).length > 400 // true
 * ```
 */
export function crossFittedLogRatios(
  p: Samples,
  q: Samples,
  options: { readonly seed?: number | string } = {},
): LogRatios {
  checkPair("crossFittedLogRatios", p, q, 10);
  const { logits } = crossFit("crossFittedLogRatios", p, q, options.seed ?? 0);
  return { p: logits.slice(0, p.n), q: logits.slice(p.n) };
}
