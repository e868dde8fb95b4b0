import type { Numbers } from "../../finite/kinds.ts";
import { logits } from "../../finite/kinds.ts";
import { type CrossEntropyLossOptions, crossEntropyLoss } from "../cross-entropy/cross-entropy-loss.ts";
import { checkLabels, checkParameter, type Labels, toLabels } from "../labels.ts";
import { planReduction } from "../reduce.ts";
import type { Floats, LossResult } from "../result.ts";
import { Tally } from "../tally.ts";
import { BLOCK, backward, forward, layerGradient, linearLayer, longestRow } from "./matrix.ts";

/** What `linearCrossEntropyLoss` may be told. */
export interface LinearCrossEntropyLossOptions extends Omit<CrossEntropyLossOptions, "out" | "inner"> {
  /** One number a class, added to its logits; it moves, and `grad.bias` is its gradient. */
  readonly bias?: Numbers;
  /** Gradients of logits at most this far from 0, before the reduction, are taken to be 0; 0, which is exact, when left out. */
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
 * `crossEntropyLoss` of z = xWᵀ + b for N rows of inputs and C rows of weights, with the gradients by x, W and b. Memory beyond the
 * gradients is a block of 8 rows of logits. Sums over a block are in double precision. `gradFilter` skips the work of logits whose gradient is
 * negligible; `inputErrorBound` says what it cost at most.
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
  checkParameter(
    fn,
    "gradFilter",
    gradFilter,
    gradFilter >= 0 && gradFilter < Number.POSITIVE_INFINITY,
    "finite and ≥ 0",
  );
  const list = toLabels(fn, labels, ignoreIndex);
  const layer = linearLayer(fn, input, weights, bias, list.count);
  const { rows, classes } = layer;
  checkLabels(fn, list, classes);
  const plan = planReduction(
    fn,
    rows,
    options,
    (r) => list.at(r) !== -1,
    (r) => classWeights?.[list.at(r)] ?? 1,
  );
  const room = layerGradient(layer);
  const z = new Float64Array(Math.min(BLOCK, Math.max(1, rows)) * classes);
  const g = new Float64Array(z.length);
  const values = new Float64Array(2);
  const names = (options.zLoss ?? 0) > 0 ? ["crossEntropy", "zLoss"] : undefined;
  const tally = new Tally(plan, names && { names, values });
  const {
    rowMask: _mask,
    upstream: _upstream,
    denominator: _denominator,
    sequenceLength: _length,
    bias: _bias,
    gradFilter: _filter,
    ...own
  } = options;
  let filtered = 0;
  let lost = 0;
  for (let start = 0; start < rows && !plan.empty; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    const size = (end - start) * classes;
    forward(layer, start, end, z);
    for (let r = start; r < end; r++) {
      const at = (r - start) * classes;
      const row = g.subarray(at, at + classes);
      if (plan.counted[r] === 0) {
        row.fill(0);
        continue;
      }
      const one = crossEntropyLoss(logits(z.subarray(at, at + classes)), list.at(r), {
        ...own,
        reduction: "sum",
        out: row,
      });
      names?.forEach((name, k) => {
        values[k] = one.terms![name]!;
      });
      tally.take(r, one.value);
      const factor = plan.factors[r]! * plan.upstream(r);
      let skipped = 0;
      for (let c = 0; c < classes; c++) {
        if (row[c] !== 0 && Math.abs(row[c]!) <= gradFilter) {
          skipped += Math.abs(row[c]!);
          filtered++;
          row[c] = 0;
        } else row[c] = row[c]! * factor;
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
