import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { type EffectiveNumberOptions, effectiveNumberWeights } from "./class-counts.ts";
import { checkGamma, focalCurve } from "./focal-loss.ts";

/** What `classBalancedLoss` may be told. */
export interface ClassBalancedLossOptions
  extends Omit<LabelLossOptions, "classWeights">,
    EffectiveNumberOptions {
  /** The exponent of the focal loss underneath, ≥ 0; 0, which is cross-entropy, when left out. */
  readonly gamma?: number;
}

/**
 * Class-balanced loss: focal loss or cross-entropy weighed by `effectiveNumberWeights` of the classes' counts.
 *
 * w_y·(−(1 − p_y)^γ log p_y), w_c ∝ (1 − β)/(1 − β^n_c). "mean" divides by the summed weights, as weighted
 * cross-entropy does; `meanBy: "count"` by the rows.
 *
 * @throws RelentError "invalid-argument" for counts that are not above 0 and for what `focalLoss` refuses.
 * @see Cui et al., arXiv:1901.05555.
 * @example
 * ```ts
 * classBalancedLoss([0, 0, 0, 0], [0, 1], [1000, 10], { reduction: "sum" }).value // 1.3862943611198904
 * ```
 */
export function classBalancedLoss(
  logits: LossInput,
  labels: Labels,
  counts: ArrayLike<number>,
  options: ClassBalancedLossOptions = {},
): LossResult {
  const { gamma = 0, beta = 0.999 } = options;
  checkGamma("classBalancedLoss", gamma);
  const classWeights = effectiveNumberWeights(counts, { beta });
  return labelProbabilityLoss(
    "classBalancedLoss",
    logits,
    labels,
    { ...options, classWeights },
    focalCurve(gamma),
  );
}
