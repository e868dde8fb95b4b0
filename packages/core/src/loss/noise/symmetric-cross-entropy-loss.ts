import { checkNonNegative, checkPositive } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `symmetricCrossEntropyLoss` may be told. */
export interface SymmetricCrossEntropyLossOptions extends LabelLossOptions {
  /** The weight of cross-entropy, ≥ 0; 0.1 when left out. */
  readonly alpha?: number;
  /** The weight of reverse cross-entropy, ≥ 0; 1 when left out. */
  readonly beta?: number;
  /** How many nats log 0 stands for, above 0; 4 when left out. */
  readonly logZero?: number;
}

/**
 * Symmetric cross-entropy: cross-entropy for learning, reverse cross-entropy against noisy labels.
 *
 * −α log p_y + β·logZero·(1 − p_y); gradient (α + β·logZero·p_y)·(p_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for negative weights and for what `crossEntropyLoss` refuses.
 * @see Wang et al., arXiv:1908.06112.
 * @example
 * ```ts
 * symmetricCrossEntropyLoss([0, 0], 1).value // 2.0693147180559945
 * ```
 */
export function symmetricCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: SymmetricCrossEntropyLossOptions = {},
): LossResult {
  const { alpha = 0.1, beta = 1, logZero = 4 } = options;
  checkNonNegative("symmetricCrossEntropyLoss", "alpha", alpha);
  checkNonNegative("symmetricCrossEntropyLoss", "beta", beta);
  checkPositive("symmetricCrossEntropyLoss", "logZero", logZero);
  return labelProbabilityLoss(
    "symmetricCrossEntropyLoss",
    logits,
    labels,
    options,
    (surprisal, p, rest, term) => {
      term.value = (alpha === 0 ? 0 : alpha * surprisal) + beta * logZero * rest;
      term.slope = alpha + beta * logZero * p;
    },
  );
}
