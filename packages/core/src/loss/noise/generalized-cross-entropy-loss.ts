import { checkShare } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `generalizedCrossEntropyLoss` may be told. */
export interface GeneralizedCrossEntropyLossOptions extends LabelLossOptions {
  /** From 0, which is cross-entropy, to 1; 0.7 when left out. */
  readonly q?: number;
  /** The probability up to which a row is given up as mislabelled, from 0 to 1; 0 (none) when left out. */
  readonly truncation?: number;
}

/**
 * Generalized cross-entropy: between cross-entropy (q → 0) and mean absolute error (q = 1), bounded by 1/q.
 *
 * (1 − p_y^q)/q as −expm1(q log p)/q, which goes over into cross-entropy without cancellation; gradient p^q·(p_j − [j
 * = y]). Rows with p_y ≤ `truncation` k get the constant (1 − k^q)/q and no gradient: the truncated loss.
 *
 * @throws RelentError "invalid-argument" for q outside 0 to 1 and for what `crossEntropyLoss` refuses.
 * @see Zhang & Sabuncu, arXiv:1805.07836.
 * @example
 * ```ts
 * generalizedCrossEntropyLoss([0, 0], 1).value // 0.5491825618964884
 * ```
 */
export function generalizedCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: GeneralizedCrossEntropyLossOptions = {},
): LossResult {
  const { q = 0.7, truncation = 0 } = options;
  checkShare("generalizedCrossEntropyLoss", "q", q);
  checkShare("generalizedCrossEntropyLoss", "truncation", truncation);
  return labelProbabilityLoss(
    "generalizedCrossEntropyLoss",
    logits,
    labels,
    options,
    (surprisal, p, _rest, term) => {
      const lost = truncation > 0 && p <= truncation;
      const s = lost ? -Math.log(truncation) : surprisal;
      term.value = q === 0 ? s : -Math.expm1(-q * s) / q;
      term.slope = lost ? 0 : Math.exp(-q * surprisal);
    },
  );
}
