import { checkParameter } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { checkCounts, logPriors } from "./class-counts.ts";
import { focalCurve } from "./focal-loss.ts";

/** What `vectorScalingLoss` may be told. */
export interface VectorScalingLossOptions extends LabelLossOptions {
  /** The power of the share of the largest class that multiplies a class's logit; 0.15 when left out. */
  readonly gamma?: number;
  /** The power of the prior that is added; 1.25 when left out. */
  readonly tau?: number;
}

/**
 * Vector-scaling loss: cross-entropy with logits that the classes' counts both scale and shift.
 *
 * Cross-entropy of Δ_j z_j + τ log π_j, Δ_j = (n_j/max n)^γ; gradient Δ_j (p̃_j − [j = y]).
 *
 * @throws RelentError "invalid-argument" for counts that are not above 0 and for what `crossEntropyLoss` refuses.
 * @see Kini et al., arXiv:2103.01550.
 * @example
 * ```ts
 * vectorScalingLoss([1, 1], 1, [90, 10]).value // 3.0746165980445475
 * ```
 */
export function vectorScalingLoss(
  logits: LossInput,
  labels: Labels,
  counts: ArrayLike<number>,
  options: VectorScalingLossOptions = {},
): LossResult {
  const fn = "vectorScalingLoss";
  const { gamma = 0.15, tau = 1.25 } = options;
  checkParameter(fn, "gamma", gamma, Number.isFinite(gamma), "finite");
  checkParameter(fn, "tau", tau, Number.isFinite(tau), "finite");
  return labelLoss(fn, logits, labels, options, ({ cols }) => {
    checkCounts(fn, counts, cols);
    const priors = logPriors(counts);
    const most = priors.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const scale = priors.map((l) => Math.exp(gamma * (l - most)));
    return liftLabel(focalCurve(0), {
      prepare(z) {
        for (let j = 0; j < z.length; j++) z[j] = scale[j]! * z[j]! + tau * priors[j]!;
      },
      chain(grad) {
        for (let j = 0; j < grad.length; j++) grad[j] = grad[j]! * scale[j]!;
      },
    });
  });
}
