import { checkShare } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { othersOf, surprisalOf } from "../softmax-row.ts";

/** What `hardBootstrapLoss` may be told. */
export interface HardBootstrapLossOptions extends LabelLossOptions {
  /** The weight of the given label, from 0 to 1; 0.8 when left out. */
  readonly beta?: number;
}

/**
 * Hard bootstrap: cross-entropy against a blend of the given label and the class the model finds likeliest.
 *
 * −β log p_y − (1 − β) log max_k p_k; the likeliest class is held fixed (the first of equals), so that the gradient
 * is p_j − β[j = y] − (1 − β)[j = k].
 *
 * @throws RelentError "invalid-argument" for β outside 0 to 1 and for what `crossEntropyLoss` refuses.
 * @see Reed et al., arXiv:1412.6596.
 * @example
 * ```ts
 * hardBootstrapLoss([0, 1], 0).value // 1.1132616875182229
 * ```
 */
export function hardBootstrapLoss(
  logits: LossInput,
  labels: Labels,
  options: HardBootstrapLossOptions = {},
): LossResult {
  const { beta = 0.8 } = options;
  checkShare("hardBootstrapLoss", "beta", beta);
  return labelLoss("hardBootstrapLoss", logits, labels, options, () => ({
    row(row, grad) {
      const { n, w, total, label, top } = row;
      for (let j = 0; j < n; j++) grad[j] = w[j]! / total;
      if (label === top) grad[top] = -othersOf(row, top) / total;
      else {
        grad[label] = (beta * -othersOf(row, label) + (1 - beta) * w[label]!) / total;
        grad[top] = (beta * w[top]! - (1 - beta) * othersOf(row, top)) / total;
      }
      return (beta === 0 ? 0 : beta * row.surprisal) + (1 - beta) * surprisalOf(row, top);
    },
  }));
}
