import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `meanAbsoluteErrorLoss` may be told. */
export type MeanAbsoluteErrorLossOptions = LabelLossOptions;

/**
 * Mean absolute error of the softmax against the one-hot label: bounded and symmetric, so that uniform label noise
 * does not move its minimum.
 *
 * Σ_j |p_j − [j = y]| = 2(1 − p_y); gradient 2p_y·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for what `crossEntropyLoss` refuses.
 * @see Ghosh, Kumar & Sastry, arXiv:1712.09482.
 * @example
 * ```ts
 * meanAbsoluteErrorLoss([0, 0], 1).value // 1
 * ```
 */
export function meanAbsoluteErrorLoss(
  logits: LossInput,
  labels: Labels,
  options: MeanAbsoluteErrorLossOptions = {},
): LossResult {
  return labelProbabilityLoss(
    "meanAbsoluteErrorLoss",
    logits,
    labels,
    options,
    (_surprisal, p, rest, term) => {
      term.value = 2 * rest;
      term.slope = 2 * p;
    },
  );
}
