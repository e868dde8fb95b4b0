import { checkShare } from "../check-parameter.ts";
import { addEntropyGradient, entropyOf } from "../entropy-of-row.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { writeLabelGradient } from "../softmax-row.ts";

/** What `softBootstrapLoss` may be told. */
export interface SoftBootstrapLossOptions extends LabelLossOptions {
  /** The weight of the given label, from 0 to 1; 0.95 when left out. */
  readonly beta?: number;
  /**
   * Whether the prediction in the target is held fixed, so that the gradient is β(p_j − [j = y]); false when left
   * out.
   */
  readonly detached?: boolean;
}

/**
 * Soft bootstrap: cross-entropy against a blend of the given label and the model's own prediction.
 *
 * −Σ_j (β[j = y] + (1 − β)p_j) log p_j = β CE + (1 − β) H(p).
 *
 * @throws RelentError "invalid-argument" for β outside 0 to 1 and for what `crossEntropyLoss` refuses.
 * @see Reed et al., arXiv:1412.6596.
 * @example
 * ```ts
 * softBootstrapLoss([0, 1], 1).value // 0.3267087585867226
 * ```
 */
export function softBootstrapLoss(
  logits: LossInput,
  labels: Labels,
  options: SoftBootstrapLossOptions = {},
): LossResult {
  const { beta = 0.95, detached = false } = options;
  checkShare("softBootstrapLoss", "beta", beta);
  return labelLoss("softBootstrapLoss", logits, labels, options, () => ({
    row(row, grad) {
      const entropy = entropyOf(row);
      writeLabelGradient(row, row.label, beta, grad);
      if (!detached) addEntropyGradient(row, entropy, 1 - beta, grad);
      return (beta === 0 ? 0 : beta * row.surprisal) + (1 - beta) * entropy;
    },
  }));
}
