import { checkGamma, type FocalLossOptions, focalCurve } from "../imbalance/focal-loss.ts";
import { labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { normalizedKernel } from "./normalized-loss.ts";

/**
 * Normalized focal loss: the label's focal loss as a share of those of all classes.
 *
 * F_y / Σ_k F_k with F_k = −(1 − p_k)^γ log p_k, between 0 and 1; γ is 2 when left out.
 *
 * @throws RelentError "invalid-argument" for what `focalLoss` refuses.
 * @see Ma et al., arXiv:2006.13554.
 * @example
 * ```ts
 * normalizedFocalLoss([0, 1], 1).value // 0.03127292356857915
 * ```
 */
export function normalizedFocalLoss(
  logits: LossInput,
  labels: Labels,
  options: FocalLossOptions = {},
): LossResult {
  const { gamma = 2 } = options;
  checkGamma("normalizedFocalLoss", gamma);
  return labelLoss("normalizedFocalLoss", logits, labels, options, () => normalizedKernel(focalCurve(gamma)));
}
