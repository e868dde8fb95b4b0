import { checkPositive } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `asymmetricGeneralizedCrossEntropyLoss` may be told. */
export interface AsymmetricGeneralizedCrossEntropyLossOptions extends LabelLossOptions {
  /** Above 0; 0.6 when left out. */
  readonly a?: number;
  /** Above 0; 0.6 when left out. */
  readonly q?: number;
}

/**
 * Asymmetric generalized cross-entropy (AGCE): generalized cross-entropy with the probability moved by a, which makes
 * it asymmetric.
 *
 * ((a + 1)^q − (a + p_y)^q)/q, taken from 1 − p without cancellation; gradient p (a + p)^(q−1)·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for a ≤ 0, q ≤ 0 and for what `crossEntropyLoss` refuses.
 * @see Zhou et al., arXiv:2106.03110.
 * @example
 * ```ts
 * asymmetricGeneralizedCrossEntropyLoss([0, 0], 1).value // 0.44488125669035034
 * ```
 */
export function asymmetricGeneralizedCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: AsymmetricGeneralizedCrossEntropyLossOptions = {},
): LossResult {
  const { a = 0.6, q = 0.6 } = options;
  checkPositive("asymmetricGeneralizedCrossEntropyLoss", "a", a);
  checkPositive("asymmetricGeneralizedCrossEntropyLoss", "q", q);
  return labelProbabilityLoss(
    "asymmetricGeneralizedCrossEntropyLoss",
    logits,
    labels,
    options,
    (_surprisal, p, rest, term) => {
      term.value = (-((a + 1) ** q) * Math.expm1(q * Math.log1p(-rest / (a + 1)))) / q;
      term.slope = p * (a + p) ** (q - 1);
    },
  );
}
