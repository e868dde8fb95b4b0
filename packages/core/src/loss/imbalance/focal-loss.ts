import { checkNonNegative } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { type LabelCurve, labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `focalLoss` may be told. */
export interface FocalLossOptions extends LabelLossOptions {
  /** How strongly rows that are already right are weighed down, ≥ 0; 2 when left out, 0 is cross-entropy. */
  readonly gamma?: number;
}

/** −(1 − p)^γ log p, with its limits where p is 0 or 1. */
export function focalCurve(gamma: number): LabelCurve {
  return (surprisal, p, rest, term) => {
    const weight = gamma === 0 ? 1 : rest ** gamma;
    term.value = weight === 0 ? 0 : weight * surprisal;
    term.slope =
      weight + (gamma === 0 || rest === 0 || p === 0 ? 0 : gamma * p * rest ** (gamma - 1) * surprisal);
  };
}

/** Refuses a focusing exponent below 0. */
export function checkGamma(fn: string, gamma: number, name = "gamma"): void {
  checkNonNegative(fn, name, gamma);
}

/**
 * Focal loss: cross-entropy that weighs rows down the more, the surer the label already is.
 *
 * −(1 − p_y)^γ log p_y; gradient [(1 − p)^γ − γ p (1 − p)^(γ−1) log p]·(p_j − [j = y]). 1 − p is summed from the
 * other classes, so that sure rows keep their digits. Its customary α is `classWeights`.
 *
 * @throws RelentError "invalid-argument" for γ < 0 and for what `crossEntropyLoss` refuses.
 * @see Lin et al., arXiv:1708.02002.
 * @example
 * ```ts
 * focalLoss([2, 0, -1, 0, 1, 0], [0, 1]).value // 0.0516130657416676
 * focalLoss([0, 0], 1, { gamma: 0 }).value // 0.6931471805599453
 * ```
 */
export function focalLoss(logits: LossInput, labels: Labels, options: FocalLossOptions = {}): LossResult {
  const { gamma = 2 } = options;
  checkGamma("focalLoss", gamma);
  return labelProbabilityLoss("focalLoss", logits, labels, options, focalCurve(gamma));
}
