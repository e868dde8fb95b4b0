import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers, type ElementLossOptions, elementLoss } from "../element-loss.ts";
import type { LossResult } from "../result.ts";

/** What `pointwiseKlLoss` may be told. */
export interface PointwiseKlLossOptions extends ElementLossOptions {
  /** Whether the target holds log-probabilities; false when left out. */
  readonly logTarget?: boolean;
  /**
   * How many classes a row has, for `reduction: "batchmean"`, which divides by the rows; "mean" divides by every
   * element.
   */
  readonly cols?: number;
  /** Which input the gradient is by; "logProbs" when left out. */
  readonly wrt?: "logProbs" | "target";
}

/**
 * The terms of forward KL one by one, of log-probabilities and targets that something else has normalised, as
 * PyTorch's `kl_div`.
 *
 * t(log t − x), with 0 where t is 0 whatever x is; gradient −t, by the target log t + 1 − x (for `logTarget` times
 * t), as by free numbers: nothing is asked of sums, and single terms may be negative. `forwardKlLoss` is the
 * divergence itself.
 *
 * @throws RelentError "invalid-argument" for NaN, +Infinity and negative targets.
 * @see Kullback & Leibler, Ann. Math. Statist. 22 (1951) 79.
 * @example
 * ```ts
 * pointwiseKlLoss([-1, -0.5], [0.5, 0.5], { reduction: "sum" }).value // 0.056852819440054714
 * ```
 */
export function pointwiseKlLoss(
  logProbs: Numbers,
  target: Numbers,
  options: PointwiseKlLossOptions = {},
): LossResult {
  const fn = "pointwiseKlLoss";
  const { logTarget = false, cols = 1, wrt = "logProbs", reduction } = options;
  checkNumbers(fn, "logProbs", logProbs, undefined);
  checkNumbers(fn, "target", target, logProbs.length);
  if (wrt !== "logProbs" && wrt !== "target")
    invalid(`${fn}: wrt = ${wrt}; it is "logProbs" or "target"`, { value: wrt });
  if (!(Number.isInteger(cols) && cols > 0 && logProbs.length % cols === 0))
    invalid(`${fn}: cols = ${cols}; it must divide the ${logProbs.length} elements`, { value: cols });
  const byRow = reduction === "batchmean" && logProbs.length > 0;
  const own: ElementLossOptions = byRow
    ? { ...options, reduction: "mean", denominator: options.denominator ?? logProbs.length / cols }
    : options;
  return elementLoss(fn, wrt === "target" ? target : logProbs, own, (i, slopes) => {
    const x = logProbs[i]!;
    const given = target[i]!;
    if (!(x < Number.POSITIVE_INFINITY))
      invalid(`${fn}: logProbs[${i}] = ${x}; it must be finite or -Infinity`, { index: i, value: x });
    if (!(given < Number.POSITIVE_INFINITY) || (!logTarget && given < 0))
      invalid(`${fn}: target[${i}] = ${given}; it must be finite and ${logTarget ? "a logarithm" : "≥ 0"}`, {
        index: i,
        value: given,
      });
    const t = logTarget ? Math.exp(given) : given;
    const log = logTarget ? given : Math.log(given);
    if (wrt === "logProbs") slopes[0] = -t;
    else
      slopes[0] = logTarget
        ? t === 0
          ? 0
          : t * (log - x + 1)
        : x === Number.NEGATIVE_INFINITY && t === 0
          ? 0
          : log + 1 - x;
    return t === 0 ? 0 : t * (log - x);
  });
}
