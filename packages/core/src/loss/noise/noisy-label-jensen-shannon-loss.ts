import { checkParameter } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `noisyLabelJensenShannonLoss` may be told. */
export interface NoisyLabelJensenShannonLossOptions extends LabelLossOptions {
  /** The weight of the label, between 0 and 1, both excluded; 0.5 when left out. */
  readonly pi?: number;
  /** Whether it is divided so that it goes over into cross-entropy as π → 0; false when left out. */
  readonly normalise?: boolean;
}

/**
 * Generalised Jensen–Shannon divergence between the one-hot label and the softmax: robust as mean absolute error,
 * learns as cross-entropy.
 *
 * π KL(e_y‖m) + (1 − π) KL(p‖m), m = π e_y + (1 − π)p, which depends on p_y alone; gradient (1 − π) p log1p(π/((1 −
 * π)p))·(p_j − [j = y]). With `normalise` it is divided by −(1 − π) log(1 − π), as its authors do.
 *
 * @throws RelentError "invalid-argument" for π outside 0 to 1 and for what `crossEntropyLoss` refuses.
 * @see Englesson & Azizpour, arXiv:2105.04522.
 * @example
 * ```ts
 * noisyLabelJensenShannonLoss([0, 0], 1).value // 0.21576155433883568
 * ```
 */
export function noisyLabelJensenShannonLoss(
  logits: LossInput,
  labels: Labels,
  options: NoisyLabelJensenShannonLossOptions = {},
): LossResult {
  const { pi = 0.5 } = options;
  checkParameter("noisyLabelJensenShannonLoss", "pi", pi, pi > 0 && pi < 1, "between 0 and 1, both excluded");
  const unit = options.normalise ? (pi - 1) * Math.log1p(-pi) : 1;
  return labelProbabilityLoss(
    "noisyLabelJensenShannonLoss",
    logits,
    labels,
    options,
    (surprisal, p, rest, term) => {
      const m = pi + (1 - pi) * p;
      const left = p === 0 ? 0 : p * surprisal;
      const value = -m * Math.log1p((pi - 1) * rest) - (1 - pi) * (left + rest * Math.log1p(-pi));
      const slope = p === 0 ? 0 : (1 - pi) * p * Math.log1p(pi / ((1 - pi) * p));
      term.value = value / unit;
      term.slope = slope / unit;
    },
  );
}
