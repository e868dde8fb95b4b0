import { checkPositive } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `asymmetricExponentialLoss` may be told. */
export interface AsymmetricExponentialLossOptions extends LabelLossOptions {
  /** Above 0; 2.5 when left out. */
  readonly a?: number;
}

/**
 * Asymmetric exponential loss (AEL): bounded by 1, and e^(−1/a) at the least.
 *
 * exp(−p_y/a); gradient (p/a) exp(−p/a)·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for a ≤ 0 and for what `crossEntropyLoss` refuses.
 * @see Zhou et al., arXiv:2106.03110.
 * @example
 * ```ts
 * asymmetricExponentialLoss([0, 0], 1).value // 0.8187307530779818
 * ```
 */
export function asymmetricExponentialLoss(
  logits: LossInput,
  labels: Labels,
  options: AsymmetricExponentialLossOptions = {},
): LossResult {
  const { a = 2.5 } = options;
  checkPositive("asymmetricExponentialLoss", "a", a);
  return labelProbabilityLoss(
    "asymmetricExponentialLoss",
    logits,
    labels,
    options,
    (_surprisal, p, _rest, term) => {
      term.value = Math.exp(-p / a);
      term.slope = (p / a) * term.value;
    },
  );
}
