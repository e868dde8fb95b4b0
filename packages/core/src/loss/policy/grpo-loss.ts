import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { checkNonNegative } from "../check-parameter.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt } from "../element-loss.ts";
import { clipOf } from "./check-clip.ts";
import type { ClippedLossResult, KlGradient } from "./policy-kl-loss.ts";
import { type ClipOptions, clippedSurrogate, type Surrogate } from "./surrogate.ts";

/** What `grpoLoss` may be told. */
export interface GrpoLossOptions extends ElementLossOptions, ClipOptions {
  /** The weight of the divergence from the reference, ≥ 0; 0.04 when left out. */
  readonly beta?: number;
  /**
   * What the divergence's gradient descends: "reverse", with k3 weighed by π/π_old, unbiased, when left out; or
   * "forward", the k3 of the first papers, unweighed.
   */
  readonly klGradient?: Exclude<KlGradient, "asWritten">;
}

/**
 * Group-relative policy optimisation: the clipped surrogate plus β times the divergence from a reference.
 *
 * −min(rA, clip(r)A) + β k, k = w·(e^(−d) − 1 + d), d = log π − log π_ref. Advantages are one a token, or one a
 * sequence of `sequenceLength` tokens. Aggregations: `reduction` "tokenMean" (DAPO), "seqMeanTokenMean" (GRPO),
 * "seqMeanTokenSum" and "seqMeanTokenSumNorm" (Dr. GRPO), "seqMeanTokenMean" when left out and there is a
 * `sequenceLength`; `rowMask` marks the tokens that count.
 *
 * @throws RelentError "invalid-argument" for numbers that are not finite and arrays that do not match.
 * @see Shao et al., arXiv:2402.03300; Liu et al., arXiv:2503.20783 (Dr. GRPO); Yu et al., arXiv:2503.14476 (DAPO).
 * @example
 * ```ts
 * grpoLoss([-1, -1], [-1, -1.1], [-1.2, -1], [1], { sequenceLength: 2 }).terms // ({ policy: -1.0525854590378239, kl: 0.000374615061559637 })
 * ```
 */
export function grpoLoss(
  logProbs: Numbers,
  oldLogProbs: Numbers,
  referenceLogProbs: Numbers,
  advantages: Numbers,
  options: GrpoLossOptions = {},
): ClippedLossResult {
  const fn = "grpoLoss";
  const { beta = 0.04, klGradient = "reverse", sequenceLength } = options;
  const clip = clipOf(fn, options);
  checkNonNegative(fn, "beta", beta);
  if (klGradient !== "reverse" && klGradient !== "forward")
    invalid(`${fn}: klGradient = ${klGradient}; it is "reverse" or "forward"`, { value: klGradient });
  checkNumbers(fn, "logProbs", logProbs, undefined);
  checkNumbers(fn, "oldLogProbs", oldLogProbs, logProbs.length);
  checkNumbers(fn, "referenceLogProbs", referenceLogProbs, logProbs.length);
  checkNumbers(fn, "advantages", advantages, undefined);
  const each = advantages.length === logProbs.length ? 1 : (sequenceLength ?? 1);
  if (advantages.length * each !== logProbs.length) {
    invalid(
      `${fn}: advantages has ${advantages.length} numbers; there must be one a token (${logProbs.length}) or one a sequence`,
      { value: advantages.length },
    );
  }
  const surrogate: Surrogate = { value: 0, slope: 0, clipped: false };
  const values = new Float64Array(2);
  let clipped = 0;
  const reduction = options.reduction ?? (sequenceLength === undefined ? "tokenMean" : "seqMeanTokenMean");
  const result = elementLoss(
    fn,
    logProbs,
    { ...options, reduction },
    (i, slopes) => {
      const own = finiteAt(fn, "logProbs", logProbs, i);
      const ratio = Math.exp(own - finiteAt(fn, "oldLogProbs", oldLogProbs, i));
      const d = own - finiteAt(fn, "referenceLogProbs", referenceLogProbs, i);
      clippedSurrogate(ratio, finiteAt(fn, "advantages", advantages, Math.floor(i / each)), clip, surrogate);
      if (surrogate.clipped) clipped++;
      const weight = klGradient === "reverse" ? ratio : 1;
      values[0] = surrogate.value;
      values[1] = beta === 0 ? 0 : beta * weight * expm1mx(-d);
      slopes[0] = surrogate.slope + beta * (klGradient === "reverse" ? ratio * d : -Math.expm1(-d));
      return values[0] + values[1];
    },
    { names: ["policy", "kl"], values },
  );
  return { ...result, clipped };
}
