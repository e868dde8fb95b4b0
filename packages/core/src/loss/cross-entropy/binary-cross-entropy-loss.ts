import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt, shareAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";
import { logistic, softplus } from "./logistic.ts";

/** What `binaryCrossEntropyLoss` may be told. */
export interface BinaryCrossEntropyLossOptions extends ElementLossOptions {
  /** The weight of positive answers, one a column of the last axis; 1 when left out. */
  readonly positiveWeights?: ArrayLike<number>;
  /** Which input the gradient is by; "logits" when left out. */
  readonly wrt?: "logits" | "target";
}

/**
 * Binary cross-entropy of logits with answers between 0 and 1, element by element.
 *
 * (1 − y)x + (1 + (v − 1)y) softplus(−x), that is −v y log σ(x) − (1 − y) log σ(−x) with v the positive weight;
 * gradient (1 − y)σ(x) − v y σ(−x), by the target −x + (v − 1) softplus(−x). "mean" divides by the number of
 * elements.
 *
 * @throws RelentError "invalid-argument" for logits that are not finite and targets outside 0 to 1.
 * @see Good, J. R. Stat. Soc. B 14 (1952) 107.
 * @example
 * ```ts
 * binaryCrossEntropyLoss([2, -1], [1, 0]).value // 0.2200948492805977
 * binaryCrossEntropyLoss([40], [1]).grad // Float64Array [-4.248354255291589e-18]
 * ```
 */
export function binaryCrossEntropyLoss(
  logits: Numbers,
  target: Numbers,
  options: BinaryCrossEntropyLossOptions = {},
): LossResult {
  const fn = "binaryCrossEntropyLoss";
  const { positiveWeights, wrt = "logits" } = options;
  checkNumbers(fn, "logits", logits, undefined);
  checkNumbers(fn, "target", target, logits.length);
  if (wrt !== "logits" && wrt !== "target")
    invalid(`${fn}: wrt = ${wrt}; it is "logits" or "target"`, { value: wrt });
  const columns = positiveWeights?.length ?? 1;
  if (logits.length % columns !== 0)
    invalid(`${fn}: positiveWeights has ${columns} numbers; they must divide the ${logits.length} logits`);
  return elementLoss(fn, wrt === "logits" ? logits : target, options, (i, slopes) => {
    const x = finiteAt(fn, "logits", logits, i);
    const y = shareAt(fn, "target", target, i);
    const v = positiveWeights?.[i % columns] ?? 1;
    if (!(v >= 0 && v < Number.POSITIVE_INFINITY))
      invalid(`${fn}: positiveWeights[${i % columns}] = ${v}; it must be finite and ≥ 0`, {
        index: i % columns,
        value: v,
      });
    slopes[0] =
      wrt === "logits" ? (1 - y) * logistic(x) - v * y * logistic(-x) : v * softplus(-x) - softplus(x);
    return v * y * softplus(-x) + (1 - y) * softplus(x);
  });
}
