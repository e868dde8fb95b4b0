import { checkNonNegative, checkShare } from "../check-parameter.ts";
import { checkClassWeights } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { othersOf, surprisalOf } from "../softmax-row.ts";
import { type TargetKernel, type TargetLossOptions, targetLoss } from "../target-loss.ts";
import { quickSoftCrossEntropy } from "./quick-soft-cross-entropy.ts";

/** What `softCrossEntropyLoss` may be told. */
export interface SoftCrossEntropyLossOptions extends TargetLossOptions {
  /** How much of the target is replaced by an even spread, between 0 and 1; 0 when left out. */
  readonly labelSmoothing?: number;
  /** One weight a class, of its share in the target. */
  readonly classWeights?: ArrayLike<number>;
  /** λ of the added λ·(log Σ exp z)²; 0 when left out. */
  readonly zLoss?: number;
}

/**
 * Cross-entropy of logits with target distributions.
 *
 * Σ_c w_c t_c (log Σ exp z − z_c); gradient p_j Σ_c w_c t_c − w_j t_j, by the target −w_j log p_j. A bare array of
 * targets is taken as it is, whatever it sums to; `probs(…)` checks that it sums to 1, `logits(…)` takes its softmax.
 * 0·∞ is 0: a class without mass costs nothing where the target has none. "mean" divides by the rows. For one row, or
 * rows through a kind.
 *
 * @throws RelentError "invalid-argument" for negative targets, for NaN or +Infinity logits, and rows of different
 * lengths.
 * @see Szegedy et al., arXiv:1512.00567.
 * @example
 * ```ts
 * softCrossEntropyLoss([1, 0, 0], [0.5, 0.5, 0]).value // 1.051444713932051
 * softCrossEntropyLoss(logits([1, 0, 0, 1], { cols: 2 }), [1, 0, 0, 2]).grad // Float64Array [-0.13447071068499755, 0.13447071068499755, 0.2689414213699951, -0.2689414213699951]
 * ```
 */
export function softCrossEntropyLoss(
  logits: LossInput,
  target: LossInput,
  options: SoftCrossEntropyLossOptions = {},
): LossResult {
  const fn = "softCrossEntropyLoss";
  const { labelSmoothing = 0, zLoss = 0, classWeights } = options;
  checkShare(fn, "labelSmoothing", labelSmoothing);
  checkNonNegative(fn, "zLoss", zLoss);
  const plain = labelSmoothing === 0 && zLoss === 0 && classWeights === undefined;
  return targetLoss(
    fn,
    logits,
    target,
    options,
    ({ cols, allows, allowed }): TargetKernel => {
      checkClassWeights(fn, classWeights, cols);
      const spread = labelSmoothing / allowed;
      return (row, t, wrt, grad) => {
        const { n, w, total, top, max, logTotal } = row;
        const lse = max + logTotal;
        let value = 0;
        let sum = 0;
        let others = 0;
        for (let j = 0; j < n; j++) {
          const weight = classWeights?.[j] ?? 1;
          const share = weight * ((1 - labelSmoothing) * t[j]! + (allows(j) ? spread : 0));
          const surprisal = surprisalOf(row, j);
          if (share > 0) value += share * surprisal;
          sum += share;
          if (j !== top) others += share;
          grad[j] = wrt === "logits" ? share : weight === 0 ? 0 : weight * (1 - labelSmoothing) * surprisal;
        }
        if (wrt === "logits") {
          const slope = 2 * zLoss * lse;
          for (let j = 0; j < n; j++) {
            const share = grad[j]!;
            const rest = j === top ? others : sum - share;
            grad[j] = (w[j]! / total) * (rest + slope) - (share * othersOf(row, j)) / total;
          }
        }
        return value + zLoss * lse * lse;
      };
    },
    plain ? quickSoftCrossEntropy : undefined,
  );
}
