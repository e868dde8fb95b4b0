import { addEntropyGradient, entropyOf } from "../entropy-of-row.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { LossResult } from "../result.ts";
import { type LossInput, rowsSaid } from "../rows.ts";

/** What `entropyLoss` may be told. */
export interface EntropyLossOptions extends Omit<LabelLossOptions, "ignoreIndex" | "classWeights"> {
  /** How many rows a bare array holds; 1 when left out. */
  readonly rows?: number;
}

/**
 * Entropy of the softmax: minimised to make predictions sure (on unlabelled data), maximised, with a negative weight,
 * to explore.
 *
 * H(p) = −Σ p log p; gradient −p_j(log p_j + H). Classes without mass add 0.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits and rows without mass.
 * @see Grandvalet & Bengio, NIPS 17 (2004).
 * @example
 * ```ts
 * entropyLoss([0, 0]).value // 0.6931471805599453
 * ```
 */
export function entropyLoss(logits: LossInput, options: EntropyLossOptions = {}): LossResult {
  const rows = rowsSaid(logits) ?? options.rows ?? 1;
  return labelLoss("entropyLoss", logits, new Uint8Array(rows), options, () => ({
    row(row, grad) {
      const entropy = entropyOf(row);
      grad.fill(0);
      addEntropyGradient(row, entropy, 1, grad);
      return entropy;
    },
  }));
}
