import { checkParameter, checkPositive } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `asymmetricUnhingedLoss` may be told. */
export interface AsymmetricUnhingedLossOptions extends LabelLossOptions {
  /** Above 1; 1.5 when left out. */
  readonly a?: number;
  /** Above 0; 0.9 when left out. */
  readonly k?: number;
}

/**
 * Asymmetric unhinged loss (AUL): falls the faster, the likelier the label, so that the majority label wins over
 * noise.
 *
 * ((a − p_y)^k − (a − 1)^k)/k, taken from 1 − p without cancellation; gradient p (a − p)^(k−1)·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for a ≤ 1, k ≤ 0 and for what `crossEntropyLoss` refuses.
 * @see Zhou et al., arXiv:2106.03110.
 * @example
 * ```ts
 * asymmetricUnhingedLoss([0, 0], 1).value // 0.5156814097020593
 * ```
 */
export function asymmetricUnhingedLoss(
  logits: LossInput,
  labels: Labels,
  options: AsymmetricUnhingedLossOptions = {},
): LossResult {
  const { a = 1.5, k = 0.9 } = options;
  checkParameter(
    "asymmetricUnhingedLoss",
    "a",
    a,
    a > 1 && a < Number.POSITIVE_INFINITY,
    "finite and above 1",
  );
  checkPositive("asymmetricUnhingedLoss", "k", k);
  return labelProbabilityLoss(
    "asymmetricUnhingedLoss",
    logits,
    labels,
    options,
    (_surprisal, p, rest, term) => {
      term.value = ((a - 1) ** k * Math.expm1(k * Math.log1p(rest / (a - 1)))) / k;
      term.slope = p * (a - p) ** (k - 1);
    },
  );
}
