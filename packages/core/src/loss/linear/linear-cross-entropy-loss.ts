import { logits, type Numbers } from "../../finite/kinds.ts";
import { checkNonNegative } from "../check-parameter.ts";
import { type CrossEntropyLossOptions, crossEntropyKernel } from "../cross-entropy/cross-entropy-loss.ts";
import { checkMask, classesOf, fillLabelRow, labelRow } from "../label-loss.ts";
import { checkClassWeights, checkLabels, type Labels, toLabels } from "../labels.ts";
import { logitTransform } from "../logit-transform.ts";
import { planReduction } from "../reduce.ts";
import type { Floats, LossResult } from "../result.ts";
import { readLogRow, toRows } from "../rows.ts";
import { Tally } from "../tally.ts";
import { BLOCK, backward, forward, layerGradient, linearLayer, longestRow } from "./matrix.ts";

/** What `linearCrossEntropyLoss` may be told. */
export interface LinearCrossEntropyLossOptions extends Omit<CrossEntropyLossOptions, "out" | "inner"> {
  /** One number a class, added to its logits; it moves, and `grad.bias` is its gradient. */
  readonly bias?: Numbers;
  /**
   * Gradients of logits at most this far from 0, before the reduction, are taken to be 0; 0, which is exact, when
   * left out.
   */
  readonly gradFilter?: number;
}

/** The gradients of losses of a linear layer. */
export interface LinearGradient {
  readonly input: Floats;
  readonly weights: Floats;
  /** There if a bias was given. */
  readonly bias?: Floats;
}

/** A loss of a linear layer, with what the filter left out. */
export interface LinearLossResult extends LossResult<LinearGradient> {
  /** How many gradients of logits were taken to be 0. */
  readonly filtered: number;
  /** No row of `grad.input` is farther than this from the exact one: the largest Σ |left out|·max‖w‖. */
  readonly inputErrorBound: number;
}

/**
 * Cross-entropy of a linear layer with class labels, without ever holding all logits: a few rows of them at a time.
 *
 * `crossEntropyLoss` of z = xWᵀ + b for N rows of inputs and C rows of weights, with the gradients by x, W and b.
 * Memory beyond the gradients is a block of 8 rows of logits. Sums over a block are in double precision. `gradFilter`
 * skips the work of logits whose gradient is negligible; `inputErrorBound` says what it cost at most.
 *
 * @throws RelentError "invalid-argument" for arrays that do not match and for what `crossEntropyLoss` refuses.
 * @see Wijmans et al., arXiv:2411.09009; Hsu et al., arXiv:2410.10989.
 * @example
 * ```ts
 * linearCrossEntropyLoss([1, 2], [0.5, 0, 0, 0.5], 1).value // 0.4740769841801067
 * linearCrossEntropyLoss([1, 2], [0.5, 0, 0, 0.5], 1).grad.input // Float64Array [0.18877033439907273, -0.18877033439907273]
 * ```
 */
export function linearCrossEntropyLoss(
  input: Numbers,
  weights: Numbers,
  labels: Labels,
  options: LinearCrossEntropyLossOptions = {},
): LinearLossResult {
  const fn = "linearCrossEntropyLoss";
  const { bias, gradFilter = 0, ignoreIndex = -100, classWeights } = options;
  checkNonNegative(fn, "gradFilter", gradFilter);
  const list = toLabels(fn, labels, ignoreIndex);
  const layer = linearLayer(fn, input, weights, bias, list.count);
  const { rows, classes } = layer;
  checkLabels(fn, list, classes, options.rowMask);
  const weightOf = (r: number) => classWeights?.[list.at(r)] ?? 1;
  const plan = planReduction(fn, rows, options, (r) => !list.ignored(r), weightOf);
  const { classMask } = options;
  checkMask(fn, classMask, classes);
  checkClassWeights(fn, classWeights, classes);
  const z = new Float64Array(Math.min(BLOCK, Math.max(1, rows)) * classes);
  const g = new Float64Array(z.length);
  const held = toRows(fn, "logits", logits(z, { cols: classes }), undefined);
  const kernel = crossEntropyKernel(fn, options, classesOf(held, classMask));
  const transform = logitTransform(fn, options, classes);
  const row = labelRow(classes);
  const room = layerGradient(layer);
  const tally = new Tally(plan, kernel.terms);
  let filtered = 0;
  let lost = 0;
  for (let start = 0; start < rows && !plan.empty; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    const size = (end - start) * classes;
    forward(layer, start, end, z);
    for (let r = start; r < end; r++) {
      const at = (r - start) * classes;
      const slopes = g.subarray(at, at + classes);
      if (plan.counted[r] === 0) {
        slopes.fill(0);
        continue;
      }
      readLogRow(fn, held, r - start, row.z, classMask, r);
      transform.apply(row.z);
      fillLabelRow(row, list.at(r));
      const weight = kernel.weighted ? 1 : weightOf(r);
      tally.take(r, kernel.row(row, slopes), weight);
      transform.chain(slopes);
      const factor = plan.factors[r]! * weight * plan.upstream(r);
      let skipped = 0;
      for (let c = 0; c < classes; c++) {
        const slope = Math.abs(slopes[c]!);
        if (slope > 0 && slope <= gradFilter) {
          skipped += slope;
          filtered++;
          slopes[c] = 0;
        } else slopes[c] = slopes[c]! * factor;
      }
      lost = Math.max(lost, skipped * Math.abs(factor));
    }
    backward(layer, start, end, g.subarray(0, size), room);
  }
  const { input: dInput, weights: dWeights, bias: dBias } = room;
  const single = bias instanceof Float32Array;
  const grad: LinearGradient = {
    input: dInput,
    weights: dWeights,
    ...(dBias && { bias: single ? Float32Array.from(dBias) : dBias }),
  };
  return { ...tally.result(grad), filtered, inputErrorBound: lost === 0 ? 0 : lost * longestRow(layer) };
}
