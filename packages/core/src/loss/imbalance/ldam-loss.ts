import { checkNonNegative, checkPositive } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { checkCounts } from "./class-counts.ts";
import { focalCurve } from "./focal-loss.ts";

/** What `ldamLoss` may be told. */
export interface LdamLossOptions extends LabelLossOptions {
  /** The margin of the rarest class, ≥ 0; 0.5 when left out. */
  readonly maxMargin?: number;
  /** What multiplies the logits after the margin, above 0; 30 when left out. */
  readonly scale?: number;
}

/**
 * Label-distribution-aware margin loss: the label's logit must win by a margin, the larger the rarer its class.
 *
 * Cross-entropy of s(z − m_y e_y), m_c = maxMargin·(n_c/min n)^(−1/4); gradient s(p̃_j − [j = y]). It expects
 * normalised logits, cosines of features and class vectors.
 *
 * @throws RelentError "invalid-argument" for counts that are not above 0 and for what `crossEntropyLoss` refuses.
 * @see Cao et al., arXiv:1906.07413.
 * @example
 * ```ts
 * ldamLoss([0.5, 0.1], 0, [1000, 10]).value // 0.0007052655472920379
 * ```
 */
export function ldamLoss(
  logits: LossInput,
  labels: Labels,
  counts: ArrayLike<number>,
  options: LdamLossOptions = {},
): LossResult {
  const fn = "ldamLoss";
  const { maxMargin = 0.5, scale = 30 } = options;
  checkNonNegative(fn, "maxMargin", maxMargin);
  checkPositive(fn, "scale", scale);
  return labelLoss(fn, logits, labels, options, ({ cols }) => {
    checkCounts(fn, counts, cols);
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < cols; c++) least = Math.min(least, counts[c]!);
    return liftLabel(focalCurve(0), {
      prepare(z, label) {
        z[label] = z[label]! - maxMargin * (counts[label]! / least) ** -0.25;
        for (let j = 0; j < z.length; j++) z[j] = scale * z[j]!;
      },
      chain(grad) {
        for (let j = 0; j < grad.length; j++) grad[j] = grad[j]! * scale;
      },
    });
  });
}
