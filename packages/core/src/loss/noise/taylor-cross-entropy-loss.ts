import { checkParameter } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `taylorCrossEntropyLoss` may be told. */
export interface TaylorCrossEntropyLossOptions extends LabelLossOptions {
  /** How many terms, a whole number ≥ 1; 2 when left out. */
  readonly order?: number;
}

/**
 * Taylor cross-entropy: the first terms of cross-entropy's series in 1 − p, bounded, between mean absolute error
 * (order 1) and cross-entropy.
 *
 * Σ_{i≤n} (1 − p_y)ⁱ/i; gradient (1 − (1 − p)ⁿ)·(p_j − [j = y]), summed as p Σ_{i<n} (1 − p)ⁱ.
 *
 * @throws RelentError "invalid-argument" for an order below 1 and for what `crossEntropyLoss` refuses.
 * @see Feng et al., IJCAI 2020, 2206.
 * @example
 * ```ts
 * taylorCrossEntropyLoss([0, 0], 1).value // 0.625
 * ```
 */
export function taylorCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: TaylorCrossEntropyLossOptions = {},
): LossResult {
  const { order = 2 } = options;
  checkParameter(
    "taylorCrossEntropyLoss",
    "order",
    order,
    Number.isInteger(order) && order >= 1,
    "a whole number ≥ 1",
  );
  return labelProbabilityLoss(
    "taylorCrossEntropyLoss",
    logits,
    labels,
    options,
    (_surprisal, p, rest, term) => {
      term.value = 0;
      term.slope = 0;
      let power = 1;
      for (let i = 1; i <= order; i++) {
        term.slope += p * power;
        power *= rest;
        term.value += power / i;
      }
    },
  );
}
