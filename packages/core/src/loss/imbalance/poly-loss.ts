import { checkParameter } from "../check-parameter.ts";
import type { LabelLossOptions } from "../label-loss.ts";
import { labelProbabilityLoss } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `polyLoss` may be told. */
export interface PolyLossOptions extends LabelLossOptions {
  /**
   * ε₁, or ε₁, ε₂, …: what is added to the leading coefficients of cross-entropy's series in 1 − p; 1 when left out.
   */
  readonly epsilon?: number | readonly number[];
}

/**
 * Poly loss: cross-entropy with the leading terms of its series in 1 − p weighed anew.
 *
 * −log p + Σᵢ εᵢ (1 − p)ⁱ, because −log p = Σᵢ (1 − p)ⁱ/i; gradient (1 + Σᵢ i εᵢ p (1 − p)^(i−1))·(p_j − [j = y]).
 * One number is Poly-1. Negative coefficients may make it negative.
 *
 * @throws RelentError "invalid-argument" for coefficients that are not finite and for what `crossEntropyLoss`
 * refuses.
 * @see Leng et al., arXiv:2204.12511.
 * @example
 * ```ts
 * polyLoss([0, 0], 0).value // 1.1931471805599454
 * polyLoss([0, 0], 0, { epsilon: [1, 0.5] }).value // 1.3181471805599454
 * ```
 */
export function polyLoss(logits: LossInput, labels: Labels, options: PolyLossOptions = {}): LossResult {
  const { epsilon = 1 } = options;
  const coefficients = typeof epsilon === "number" ? [epsilon] : epsilon;
  for (const one of coefficients) checkParameter("polyLoss", "epsilon", one, Number.isFinite(one), "finite");
  return labelProbabilityLoss("polyLoss", logits, labels, options, (surprisal, p, rest, term) => {
    term.value = surprisal;
    term.slope = 1;
    let power = 1;
    for (let i = 0; i < coefficients.length; i++) {
      term.slope += (i + 1) * coefficients[i]! * p * power;
      power *= rest;
      term.value += coefficients[i]! * power;
    }
  });
}
