import type { Numbers } from "../../finite/kinds.ts";
import { checkShare } from "../check-parameter.ts";
import { logistic, softplus } from "../cross-entropy/logistic.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt, shareAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";
import { checkGamma } from "./focal-loss.ts";

/** What `asymmetricLoss` may be told. */
export interface AsymmetricLossOptions extends ElementLossOptions {
  /** Focusing of positive answers, ≥ 0; 1 when left out. */
  readonly gammaPositive?: number;
  /** Focusing of negative answers, ≥ 0; 4 when left out. */
  readonly gammaNegative?: number;
  /** How much probability of a negative answer is forgiven, from 0 to 1; 0.05 when left out. */
  readonly margin?: number;
  /**
   * Whether the focusing weights are held fixed in the gradient, as their authors' code does; false when left out.
   */
  readonly detachWeight?: boolean;
}

/**
 * Asymmetric loss of many yes-or-no labels, of which most are no: focuses on either answer by its own exponent.
 *
 * −y (1 − p)^γ₊ log p − (1 − y) r^γ₋ log(1 − r), with p = σ(x) and r = max(p − margin, 0).
 *
 * @throws RelentError "invalid-argument" for exponents < 0, logits that are not finite and targets outside 0 to 1.
 * @see Ridnik et al., arXiv:2009.14119.
 * @example
 * ```ts
 * asymmetricLoss([2, -1], [1, 0], { reduction: "sum" }).value // 0.01569798732067629
 * ```
 */
export function asymmetricLoss(
  logits: Numbers,
  target: Numbers,
  options: AsymmetricLossOptions = {},
): LossResult {
  const fn = "asymmetricLoss";
  const { gammaPositive = 1, gammaNegative = 4, margin = 0.05, detachWeight = false } = options;
  checkGamma(fn, gammaPositive, "gammaPositive");
  checkGamma(fn, gammaNegative, "gammaNegative");
  checkShare(fn, "margin", margin);
  checkNumbers(fn, "logits", logits, undefined);
  checkNumbers(fn, "target", target, logits.length);
  return elementLoss(fn, logits, options, (i, slopes) => {
    const x = finiteAt(fn, "logits", logits, i);
    const y = shareAt(fn, "target", target, i);
    const [yes, no] = [logistic(x), logistic(-x)];
    const kept = Math.max(yes - margin, 0);
    const bend = yes * no;
    const positive = gammaPositive === 0 ? 1 : no ** gammaPositive;
    const negative = gammaNegative === 0 ? 1 : kept ** gammaNegative;
    const missed = margin === 0 ? softplus(x) : -Math.log1p(-kept);
    const focusPositive =
      detachWeight || gammaPositive === 0 || no === 0 ? 0 : -gammaPositive * no ** (gammaPositive - 1) * bend;
    const focusNegative =
      detachWeight || gammaNegative === 0 || kept === 0
        ? 0
        : gammaNegative * kept ** (gammaNegative - 1) * bend;
    const slopePositive = -positive * no + focusPositive * softplus(-x);
    const slopeNegative =
      kept === 0 ? 0 : negative * (margin === 0 ? yes : bend / (1 - kept)) + focusNegative * missed;
    slopes[0] = y * slopePositive + (1 - y) * slopeNegative;
    return y * positive * softplus(-x) + (1 - y) * negative * missed;
  });
}
