import { checkPositive } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `reverseCrossEntropyLoss` may be told. */
export interface ReverseCrossEntropyLossOptions extends LabelLossOptions {
  /** How many nats log 0 stands for, above 0; 4 when left out. */
  readonly logZero?: number;
}

/**
 * Reverse cross-entropy: the surprisal of the prediction under the one-hot label, with log 0 taken to be −`logZero`.
 *
 * logZero·(1 − p_y); gradient logZero·p_y·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for logZero ≤ 0 and for what `crossEntropyLoss` refuses.
 * @see Wang et al., arXiv:1908.06112.
 * @example
 * ```ts
 * reverseCrossEntropyLoss([0, 0], 1).value // 2
 * ```
 */
export function reverseCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: ReverseCrossEntropyLossOptions = {},
): LossResult {
  const { logZero = 4 } = options;
  checkPositive("reverseCrossEntropyLoss", "logZero", logZero);
  return labelProbabilityLoss(
    "reverseCrossEntropyLoss",
    logits,
    labels,
    options,
    (_surprisal, p, rest, term) => {
      term.value = logZero * rest;
      term.slope = logZero * p;
    },
  );
}
