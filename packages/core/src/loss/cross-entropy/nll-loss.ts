import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `nllLoss` may be told. */
export type NllLossOptions = Omit<LabelLossOptions, "temperature" | "softcap" | "classMask">;

/**
 * Negative log-likelihood of log-probabilities that something else has normalised.
 *
 * −ℓ_y with gradient −[j = y], by log-probabilities as free numbers: nothing is asked of their sum. Where the logits
 * are at hand `crossEntropyLoss` keeps more digits.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity, and labels that are no class.
 * @see Fisher, Phil. Trans. R. Soc. A 222 (1922) 309.
 * @example
 * ```ts
 * nllLoss([-0.5, -1], 1).value // 1
 * ```
 */
export function nllLoss(logProbs: LossInput, labels: Labels, options: NllLossOptions = {}): LossResult {
  return labelLoss("nllLoss", logProbs, labels, options, () => ({
    row({ z, label }, grad) {
      grad.fill(0);
      grad[label] = -1;
      return -z[label]! + 0;
    },
  }));
}
