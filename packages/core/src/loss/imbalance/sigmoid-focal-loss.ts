import type { Numbers } from "../../finite/kinds.ts";
import { checkParameter } from "../check-parameter.ts";
import { logistic, softplus } from "../cross-entropy/logistic.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt, shareAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";
import { checkGamma } from "./focal-loss.ts";

/** What `sigmoidFocalLoss` may be told. */
export interface SigmoidFocalLossOptions extends ElementLossOptions {
  /** The weight of positive answers against 1 − α of negative ones; 0.25 when left out, negative for no weighing. */
  readonly alpha?: number;
  /** How strongly elements that are already right are weighed down, ≥ 0; 2 when left out. */
  readonly gamma?: number;
}

/**
 * Focal loss of independent yes-or-no answers, element by element.
 *
 * α_y (1 − p_y)^γ BCE, with p_y = yσ(x) + (1 − y)σ(−x) and α_y = αy + (1 − α)(1 − y).
 *
 * @throws RelentError "invalid-argument" for γ < 0, logits that are not finite and targets outside 0 to 1.
 * @see Lin et al., arXiv:1708.02002.
 * @example
 * ```ts
 * sigmoidFocalLoss([2, -1], [1, 1]).value // 0.08795898328082817
 * ```
 */
export function sigmoidFocalLoss(
  logits: Numbers,
  target: Numbers,
  options: SigmoidFocalLossOptions = {},
): LossResult {
  const fn = "sigmoidFocalLoss";
  const { alpha = 0.25, gamma = 2 } = options;
  checkGamma(fn, gamma);
  checkParameter(fn, "alpha", alpha, alpha <= 1, "at most 1");
  checkNumbers(fn, "logits", logits, undefined);
  checkNumbers(fn, "target", target, logits.length);
  return elementLoss(fn, logits, options, (i, slopes) => {
    const x = finiteAt(fn, "logits", logits, i);
    const y = shareAt(fn, "target", target, i);
    const [yes, no] = [logistic(x), logistic(-x)];
    const loss = y * softplus(-x) + (1 - y) * softplus(x);
    const slope = (1 - y) * yes - y * no;
    const wrong = y * no + (1 - y) * yes;
    const weight = alpha < 0 ? 1 : alpha * y + (1 - alpha) * (1 - y);
    const focus = gamma === 0 ? 1 : wrong ** gamma;
    const bend = gamma === 0 || wrong === 0 ? 0 : gamma * wrong ** (gamma - 1) * (1 - 2 * y) * yes * no;
    slopes[0] = weight * (focus * slope + bend * loss);
    return weight * focus * loss;
  });
}
