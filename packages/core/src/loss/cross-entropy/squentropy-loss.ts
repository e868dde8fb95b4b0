import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { writeLabelGradient } from "../softmax-row.ts";

/** What `squentropyLoss` may be told. */
export type SquentropyLossOptions = LabelLossOptions;

/**
 * Squentropy: cross-entropy plus the mean square of the logits of the other classes.
 *
 * −log p_y + Σ_{j≠y} z_j²/(C − 1); gradient p_j − [j = y] + 2z_j[j ≠ y]/(C − 1). Unlike the others it sees a common
 * shift of the logits. Classes that are masked take no part.
 *
 * @throws RelentError "invalid-argument" for what `crossEntropyLoss` refuses.
 * @see Hui et al., arXiv:2302.03952.
 * @example
 * ```ts
 * squentropyLoss([1, 0], 1).value // 2.3132616875182226
 * ```
 */
export function squentropyLoss(
  logits: LossInput,
  labels: Labels,
  options: SquentropyLossOptions = {},
): LossResult {
  const values = new Float64Array(2);
  return labelLoss("squentropyLoss", logits, labels, options, ({ allowed, allows }) => ({
    terms: { names: ["crossEntropy", "squares"], values },
    row(row, grad) {
      const { n, z, label, surprisal } = row;
      writeLabelGradient(row, label, 1, grad);
      let squares = 0;
      for (let j = 0; j < n; j++) {
        if (j === label || !allows(j)) continue;
        squares += (z[j]! * z[j]!) / (allowed - 1);
        grad[j] = grad[j]! + (2 * z[j]!) / (allowed - 1);
      }
      values[0] = surprisal;
      values[1] = squares;
      return surprisal + squares;
    },
  }));
}
