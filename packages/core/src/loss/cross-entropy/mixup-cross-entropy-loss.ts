import { invalid } from "../../finite/check.ts";
import { checkShare } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { checkLabels, type Labels, toLabels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { othersOf, surprisalOf } from "../softmax-row.ts";

/** What `mixupCrossEntropyLoss` may be told. */
export interface MixupCrossEntropyLossOptions extends Omit<LabelLossOptions, "classWeights"> {
  /** The share of the first labels, from 0 to 1; 0.5 when left out. */
  readonly lambda?: number;
}

/**
 * Cross-entropy of inputs that were mixed of two examples, with both their labels.
 *
 * λ CE(z, a) + (1 − λ) CE(z, b); gradient p_j − λ[j = a] − (1 − λ)[j = b]. A row takes part where neither label is
 * `ignoreIndex`.
 *
 * @throws RelentError "invalid-argument" for λ outside 0 to 1 and for what `crossEntropyLoss` refuses.
 * @see Zhang et al., arXiv:1710.09412.
 * @example
 * ```ts
 * mixupCrossEntropyLoss([1, 0], 0, 1, { lambda: 0.3 }).value // 1.0132616875182228
 * ```
 */
export function mixupCrossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  otherLabels: Labels,
  options: MixupCrossEntropyLossOptions = {},
): LossResult {
  const fn = "mixupCrossEntropyLoss";
  const { lambda = 0.5, ignoreIndex = -100 } = options;
  checkShare(fn, "lambda", lambda);
  const own = toLabels(fn, labels, ignoreIndex);
  const other = toLabels(fn, otherLabels, ignoreIndex, "otherLabels");
  if (other.count !== own.count)
    invalid(`${fn}: otherLabels has ${other.count} entries; labels has ${own.count}`, { value: other.count });
  const both = Array.from({ length: own.count }, (_, r) =>
    other.ignored(r) || own.ignored(r) ? ignoreIndex : own.at(r),
  );
  return labelLoss(fn, logits, both, options, ({ cols }) => {
    checkLabels(fn, other, cols, options.rowMask, "otherLabels");
    return {
      row(row, grad) {
        const second = other.at(row.index);
        const { n, w, total, label } = row;
        for (let j = 0; j < n; j++) grad[j] = w[j]! / total;
        if (label === second) grad[label] = -othersOf(row, label) / total;
        else {
          grad[label] = (w[label]! * (1 - lambda) - lambda * othersOf(row, label)) / total;
          grad[second] = (w[second]! * lambda - (1 - lambda) * othersOf(row, second)) / total;
        }
        return (
          (lambda === 0 ? 0 : lambda * row.surprisal) +
          (lambda === 1 ? 0 : (1 - lambda) * surprisalOf(row, second))
        );
      },
    };
  });
}
