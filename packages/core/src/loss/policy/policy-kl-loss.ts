import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { checkParameter } from "../check-parameter.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";

/**
 * What estimates the divergence of a sampled token: d, d²/2, e^(−d) − 1 + d, or d·log π (whose mean is no
 * divergence).
 */
export type KlEstimator = "k1" | "k2" | "k3" | "score";

/** Which divergence the gradient descends, or that of the estimator as it is written. */
export type KlGradient = "reverse" | "forward" | "asWritten";

/** What `policyKlLoss` may be told. */
export interface PolicyKlLossOptions extends ElementLossOptions {
  /** "k3" when left out: never negative, and of less variance than k1. */
  readonly estimator?: KlEstimator;
  /**
   * "reverse", the gradient of KL(policy‖reference), when left out; "forward", that of KL(reference‖policy);
   * "asWritten", that of the estimator: nothing on average for k1, reverse for k2, forward for k3.
   */
  readonly gradient?: KlGradient;
  /**
   * Log-probabilities under the policy that drew the tokens, if it is another: weighs by π/π_old, which alone keeps
   * the gradient unbiased.
   */
  readonly oldLogProbs?: Numbers;
  /**
   * The greatest |log π − log π_ref|, beyond which a token counts as that and has no gradient; none when left out.
   */
  readonly maxLogRatio?: number;
}

/** A loss that clips. */
export interface ClippedLossResult extends LossResult {
  /** How many elements were beyond a bound. */
  readonly clipped: number;
}

const ESTIMATES: Record<KlEstimator, (d: number, logProb: number) => number> = {
  k1: (d) => d,
  k2: (d) => 0.5 * d * d,
  k3: (d) => expm1mx(-d),
  score: (d, logProb) => d * logProb,
};

/** Derivative of the estimator by log π; of the score form d is held fixed. */
const DERIVATIVES: Record<KlEstimator, (d: number) => number> = {
  k1: () => 1,
  k2: (d) => d,
  k3: (d) => -Math.expm1(-d),
  score: (d) => d,
};

/**
 * KL between a policy and its reference from the log-probabilities of sampled tokens, with the gradient named by what
 * it descends.
 *
 * d = log π − log π_ref; the value by `estimator`, the gradient by log π: d ("reverse"), 1 − e^(−d) ("forward"), or
 * the estimator's own derivative. With `oldLogProbs` all are multiplied by w = π/π_old (for "asWritten" as a product:
 * w(k + k′), but w·d of the score form). A single value of k1 may be negative; its mean is not. Where the whole
 * vocabulary's logits are at hand, `reverseKlLoss` has no variance at all.
 *
 * @throws RelentError "invalid-argument" for numbers that are not finite and arrays that do not match.
 * @see Schulman, "Approximating KL Divergence" (2020); Tang & Munos, arXiv:2506.09477 (which gradient each has).
 * @example
 * ```ts
 * policyKlLoss([-1], [-1.5]).value // 0.10653065971263342
 * policyKlLoss([-1], [-1.5]).grad // Float64Array [0.5]
 * policyKlLoss([-1], [-1.5], { gradient: "forward" }).grad // Float64Array [0.3934693402873666]
 * ```
 */
export function policyKlLoss(
  logProbs: Numbers,
  referenceLogProbs: Numbers,
  options: PolicyKlLossOptions = {},
): ClippedLossResult {
  const fn = "policyKlLoss";
  const {
    estimator = "k3",
    gradient = "reverse",
    oldLogProbs,
    maxLogRatio = Number.POSITIVE_INFINITY,
  } = options;
  if (!Object.hasOwn(ESTIMATES, estimator))
    invalid(`${fn}: estimator = ${estimator}; it is one of ${Object.keys(ESTIMATES).join(", ")}`, {
      value: estimator,
    });
  if (gradient !== "reverse" && gradient !== "forward" && gradient !== "asWritten")
    invalid(`${fn}: gradient = ${gradient}; it is "reverse", "forward" or "asWritten"`, { value: gradient });
  checkParameter(fn, "maxLogRatio", maxLogRatio, maxLogRatio > 0, "above 0");
  checkNumbers(fn, "logProbs", logProbs, undefined);
  checkNumbers(fn, "referenceLogProbs", referenceLogProbs, logProbs.length);
  if (oldLogProbs !== undefined) checkNumbers(fn, "oldLogProbs", oldLogProbs, logProbs.length);
  const estimate = ESTIMATES[estimator];
  const derivative = DERIVATIVES[estimator];
  let clipped = 0;
  const result = elementLoss(fn, logProbs, options, (i, slopes) => {
    const own = finiteAt(fn, "logProbs", logProbs, i);
    const raw = own - finiteAt(fn, "referenceLogProbs", referenceLogProbs, i);
    const w = oldLogProbs === undefined ? 1 : Math.exp(own - finiteAt(fn, "oldLogProbs", oldLogProbs, i));
    const beyond = Math.abs(raw) > maxLogRatio;
    if (beyond) clipped++;
    const d = beyond ? Math.sign(raw) * maxLogRatio : raw;
    const value = estimate(d, own);
    const weighted = oldLogProbs !== undefined && estimator !== "score";
    if (beyond) slopes[0] = 0;
    else if (gradient === "reverse") slopes[0] = w * d;
    else if (gradient === "forward") slopes[0] = -w * Math.expm1(-d);
    else slopes[0] = w * (derivative(d) + (weighted ? value : 0));
    return w * value;
  });
  return { ...result, clipped };
}
