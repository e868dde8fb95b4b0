import { focalCurve } from "../imbalance/focal-loss.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { normalizedKernel } from "./normalized-loss.ts";

/** What `normalizedCrossEntropyLoss` may be told. */
export type NormalizedCrossEntropyLossOptions = LabelLossOptions;

/**
 * Normalized cross-entropy: the label's surprisal as a share of those of all classes, which noise that is uniform
 * cannot move.
 *
 * log p_y / Σ_k log p_k, between 0 and 1; classes without mass take no part in the sum. Where there is but one class
 * it is 0.
 *
 * @throws RelentError "invalid-argument" for what `crossEntropyLoss` refuses.
 * @see Ma et al., arXiv:2006.13554.
 * @example
 * ```ts
 * normalizedCrossEntropyLoss([0, 0], 1).value // 0.5
 * ```
 */
export function normalizedCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: NormalizedCrossEntropyLossOptions = {},
): LossResult {
  return labelLoss("normalizedCrossEntropyLoss", logits, labels, options, () =>
    normalizedKernel(focalCurve(0)),
  );
}
