import { checkParameter } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { checkCounts, logPriors } from "./class-counts.ts";
import { focalCurve } from "./focal-loss.ts";

/** What `logitAdjustedLoss` may be told. */
export interface LogitAdjustedLossOptions extends LabelLossOptions {
  /** The power of the prior; 1, which is balanced softmax, when left out. */
  readonly tau?: number;
}

/**
 * Logit-adjusted cross-entropy: the classes' priors are added to the logits in training, so that the model learns
 * without them.
 *
 * Cross-entropy of z + τ log π with π the shares of `counts`; gradient p̃_j − [j = y] of the adjusted softmax.
 *
 * @throws RelentError "invalid-argument" for counts that are not above 0 and for what `crossEntropyLoss` refuses.
 * @see Menon et al., arXiv:2007.07314; Ren et al., arXiv:2007.10740 (balanced softmax).
 * @example
 * ```ts
 * logitAdjustedLoss([0, 0], 1, [9, 1]).value // 2.3025850929940455
 * ```
 */
export function logitAdjustedLoss(
  logits: LossInput,
  labels: Labels,
  counts: ArrayLike<number>,
  options: LogitAdjustedLossOptions = {},
): LossResult {
  const fn = "logitAdjustedLoss";
  const { tau = 1 } = options;
  checkParameter(fn, "tau", tau, Number.isFinite(tau), "finite");
  return labelLoss(fn, logits, labels, options, ({ cols }) => {
    checkCounts(fn, counts, cols);
    const shift = logPriors(counts).map((l) => tau * l);
    return liftLabel(focalCurve(0), {
      prepare(z) {
        for (let j = 0; j < z.length; j++) z[j] = z[j]! + shift[j]!;
      },
    });
  });
}
