import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { checkNoiseMatrix } from "./noise-matrix.ts";

/** What `forwardCorrectedLoss` may be told. */
export type ForwardCorrectedLossOptions = LabelLossOptions;

/**
 * Forward-corrected cross-entropy: the surprisal of the observed label when the model predicts the true class and
 * `noise` says which label is observed for it.
 *
 * −log Σ_k p_k N_ky, with N (C × C, row after row) the probability of observing y for true class k; gradient p_j −
 * r_j, r_j = p_j N_jy/Σ_k p_k N_ky, the true class given the label. `estimateNoiseMatrix` gives N.
 *
 * @throws RelentError "invalid-argument" for a matrix whose rows are no distributions and for what `crossEntropyLoss`
 * refuses.
 * @see Patrini et al., arXiv:1609.03683.
 * @example
 * ```ts
 * forwardCorrectedLoss([0, 2], 0, [0.9, 0.1, 0.2, 0.8]).value // 1.260747602054253
 * ```
 */
export function forwardCorrectedLoss(
  logits: LossInput,
  labels: Labels,
  noise: ArrayLike<number>,
  options: ForwardCorrectedLossOptions = {},
): LossResult {
  const fn = "forwardCorrectedLoss";
  return labelLoss(fn, logits, labels, options, ({ cols }) => {
    checkNoiseMatrix(fn, noise, cols);
    return {
      row({ n, z, w, max, total, logTotal, label }, grad) {
        let seen = 0;
        let unseen = 0;
        let top = Number.NEGATIVE_INFINITY;
        for (let k = 0; k < n; k++) {
          const chance = noise[k * n + label]!;
          seen += w[k]! * chance;
          unseen += w[k]! * (1 - chance);
          if (chance > 0) top = Math.max(top, z[k]! + Math.log(chance));
        }
        if (seen > 1e-290) {
          for (let j = 0; j < n; j++) grad[j] = (w[j]! * (seen / total - noise[j * n + label]!)) / seen;
          return Math.log1p(unseen / seen);
        }
        let sum = 0;
        for (let k = 0; k < n; k++) {
          const chance = noise[k * n + label]!;
          grad[k] =
            chance > 0 && top > Number.NEGATIVE_INFINITY ? Math.exp(z[k]! + Math.log(chance) - top) : 0;
          sum += grad[k]!;
        }
        for (let j = 0; j < n; j++) grad[j] = w[j]! / total - (sum > 0 ? grad[j]! / sum : 0);
        return max + logTotal - (top + Math.log(sum));
      },
    };
  });
}
