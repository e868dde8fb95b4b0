import { checkNonNegative } from "../check-parameter.ts";
import { addEntropyGradient, entropyOf } from "../entropy-of-row.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { writeLabelGradient } from "../softmax-row.ts";

/** What `confidencePenaltyLoss` may be told. */
export interface ConfidencePenaltyLossOptions extends LabelLossOptions {
  /** The weight of the entropy, ≥ 0; 0.1 when left out. */
  readonly beta?: number;
}

/**
 * Cross-entropy with a penalty on sureness: the entropy of the prediction is rewarded.
 *
 * −log p_y − β H(p); gradient p_j − [j = y] + β p_j(log p_j + H). `terms` holds both parts.
 *
 * @throws RelentError "invalid-argument" for β < 0 and for what `crossEntropyLoss` refuses.
 * @see Pereyra et al., arXiv:1701.06548.
 * @example
 * ```ts
 * confidencePenaltyLoss([0, 0], 1).value // 0.6238324625039507
 * ```
 */
export function confidencePenaltyLoss(
  logits: LossInput,
  labels: Labels,
  options: ConfidencePenaltyLossOptions = {},
): LossResult {
  const { beta = 0.1 } = options;
  checkNonNegative("confidencePenaltyLoss", "beta", beta);
  const values = new Float64Array(2);
  return labelLoss("confidencePenaltyLoss", logits, labels, options, () => ({
    terms: { names: ["crossEntropy", "confidencePenalty"], values },
    row(row, grad) {
      const entropy = entropyOf(row);
      writeLabelGradient(row, row.label, 1, grad);
      addEntropyGradient(row, entropy, -beta, grad);
      values[0] = row.surprisal;
      values[1] = -beta * entropy;
      return row.surprisal - beta * entropy;
    },
  }));
}
