import { checkNonNegative, checkShare } from "../check-parameter.ts";
import { type Classes, type LabelKernel, type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import { writeQuickSpreadGradient } from "../quick-label.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `crossEntropyLoss` may be told. */
export interface CrossEntropyLossOptions extends LabelLossOptions {
  /** How much of the target is spread evenly over the classes, between 0 and 1; 0 when left out. */
  readonly labelSmoothing?: number;
  /** λ of the added λ·(log Σ exp z)², which keeps logits near their normalised scale; 0 when left out. */
  readonly zLoss?: number;
}

const plain = /* @__PURE__ */ liftLabel((surprisal, _p, _rest, term) => {
  term.value = surprisal;
  term.slope = 1;
});

/** The kernel of the cross-entropy with what its options add; other losses build on it. */
export function crossEntropyKernel(
  fn: string,
  options: CrossEntropyLossOptions,
  { cols, allows, allowed }: Classes,
): LabelKernel {
  const { labelSmoothing = 0, zLoss = 0, classWeights } = options;
  checkShare(fn, "labelSmoothing", labelSmoothing);
  checkNonNegative(fn, "zLoss", zLoss);
  if (labelSmoothing === 0 && zLoss === 0) return plain;
  const spread = new Float64Array(cols);
  let weight = 0;
  if (labelSmoothing > 0) {
    for (let c = 0; c < cols; c++)
      if (allows(c)) spread[c] = (labelSmoothing / allowed) * (classWeights?.[c] ?? 1);
    for (let c = 0; c < cols; c++) weight += spread[c]!;
  }
  const values = new Float64Array(2);
  const quick: LabelKernel["quick"] = (found, { data, start, n, label, at }, factor, out) => {
    const lse = found.top + Math.log(found.total);
    const own = (1 - labelSmoothing) * (classWeights?.[label] ?? 1);
    const share = labelSmoothing / cols;
    let sum = 0;
    if (share > 0) for (let j = start; j < start + n; j++) sum += lse - data[j]!;
    values[0] = own * found.surprisal + share * sum;
    values[1] = zLoss * lse * lse;
    const slope = own + weight + 2 * zLoss * lse;
    writeQuickSpreadGradient(found, label, n, factor, { slope, share, own }, out, at);
    return values[0] + values[1];
  };
  return {
    weighted: true,
    ...(zLoss > 0 && { terms: { names: ["crossEntropy", "zLoss"], values } }),
    ...((classWeights === undefined || labelSmoothing === 0) && { quick }),
    row(row, grad) {
      const { n, z, w, total, max, logTotal, label, others, surprisal } = row;
      const own = (1 - labelSmoothing) * (classWeights?.[label] ?? 1);
      const lse = max + logTotal;
      let value = own === 0 ? 0 : own * surprisal;
      const slope = 2 * zLoss * lse;
      for (let j = 0; j < n; j++) {
        const p = w[j]! / total;
        const share = spread[j]!;
        if (share > 0) value += share * (j === label ? surprisal : logTotal + (max - z[j]!));
        grad[j] = p * (own + weight + slope) - share;
      }
      grad[label] = (w[label]! / total) * (weight + slope) - (own * others) / total - spread[label]!;
      values[0] = value;
      values[1] = zLoss * lse * lse;
      return value + values[1];
    },
  };
}

/**
 * Cross-entropy of logits with class labels: the surprisal of the label under the softmax.
 *
 * −log softmax(z)_y, computed as log1p Σ_{j≠y} exp(z_j − z_y), with gradient p_j − [j = y] whose label entry is
 * −Σ_{j≠y} p_j: neither saturates when the label is almost sure. A bare array holds logits, as many rows as there are
 * labels; "mean" divides by the summed class weights of the rows that take part. With smoothing ε the target is (1 −
 * ε)·one-hot + ε/C, C the classes that `classMask` leaves. A label without mass gives Infinity and the finite
 * gradient p − [j = y].
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, labels that are no class.
 * @see Bridle (1990), Neurocomputing 227; Szegedy et al., arXiv:1512.00567 (smoothing); Chowdhery et al.,
 * arXiv:2204.02311 (z-loss).
 * @example
 * ```ts
 * crossEntropyLoss([2, 0, -1, 0, 1, 0], [0, 1]).value // 0.36064536674416836
 * crossEntropyLoss([40, 0, 1, -2], 0).value // 1.637153065473673e-17
 * crossEntropyLoss(logits([0, 0], { cols: 2 }), [1]).grad // Float64Array [0.5, -0.5]
 * ```
 */
export function crossEntropyLoss(
  logits: LossInput,
  labels: Labels,
  options: CrossEntropyLossOptions = {},
): LossResult {
  return labelLoss("crossEntropyLoss", logits, labels, options, (classes) =>
    crossEntropyKernel("crossEntropyLoss", options, classes),
  );
}
