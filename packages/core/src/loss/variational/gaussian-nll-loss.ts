import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers, type ElementLossOptions, elementLosses, finiteAt } from "../element-loss.ts";
import type { Floats, LossResult } from "../result.ts";

/** What `gaussianNllLoss` may be told. */
export interface GaussianNllLossOptions extends ElementLossOptions {
  /** Whether ½ log 2π is added; false when left out. */
  readonly full?: boolean;
}

/** The gradients of `gaussianNllLoss`. */
export interface GaussianNllGradient {
  readonly mean: Floats;
  readonly variance: Floats;
}

/**
 * Negative log-likelihood of numbers under Gaussians whose mean and variance the model predicts.
 *
 * ½(log v + (x − μ)²/v), element by element; by μ: (μ − x)/v, by v: (1 − (x − μ)²/v)/(2v). A variance must be above
 * 0: none is clamped.
 *
 * @throws RelentError "invalid-argument" for variances that are not above 0 and numbers that are not finite.
 * @see Nix & Weigend, Proc. ICNN 1 (1994) 55.
 * @example
 * ```ts
 * gaussianNllLoss([0], [2], [4]).value // 1.1931471805599454
 * ```
 */
export function gaussianNllLoss(
  mean: Numbers,
  x: Numbers,
  variance: Numbers,
  options: GaussianNllLossOptions = {},
): LossResult<GaussianNllGradient> {
  const fn = "gaussianNllLoss";
  checkNumbers(fn, "mean", mean, undefined);
  checkNumbers(fn, "x", x, mean.length);
  checkNumbers(fn, "variance", variance, mean.length);
  const constant = options.full ? 0.5 * Math.log(2 * Math.PI) : 0;
  return elementLosses({
    fn,
    moving: { mean, variance },
    options,
    term(i, slopes) {
      const v = finiteAt(fn, "variance", variance, i);
      if (!(v > 0)) invalid(`${fn}: variance[${i}] = ${v}; it must be above 0`, { index: i, value: v });
      const gap = finiteAt(fn, "mean", mean, i) - finiteAt(fn, "x", x, i);
      slopes[0] = gap / v;
      slopes[1] = (1 - (gap * gap) / v) / (2 * v);
      return 0.5 * (Math.log(v) + (gap * gap) / v) + constant;
    },
  });
}
