import { invalid } from "../../finite/check.ts";
import { logits, type Numbers } from "../../finite/kinds.ts";
import { type GeneralizedJsdLossOptions, generalizedJsdLoss } from "../distillation/generalized-jsd-loss.ts";
import { planReduction } from "../reduce.ts";
import type { LossResult } from "../result.ts";
import { Tally } from "../tally.ts";
import type { LinearGradient } from "./linear-cross-entropy-loss.ts";
import { BLOCK, backward, forward, layerGradient, linearLayer } from "./matrix.ts";

/** What `linearJsdLoss` may be told. */
export interface LinearJsdLossOptions extends Omit<GeneralizedJsdLossOptions, "out" | "inner" | "wrt"> {
  /** How many rows both inputs have; 1 when left out. */
  readonly rows?: number;
}

/**
 * Generalized Jensen–Shannon distillation between two linear layers, a few rows of logits at a time.
 *
 * `generalizedJsdLoss` of x Wᵀ against the teacher's, with the gradients by the student's input and weights; the
 * teacher may have another width but has the same classes.
 *
 * @throws RelentError "invalid-argument" for arrays that do not match and for what `generalizedJsdLoss` refuses.
 * @see Hsu et al., arXiv:2410.10989; Agarwal et al., arXiv:2306.13649.
 * @example
 * ```ts
 * linearJsdLoss([1, 2], [0.5, 0, 0, 0.5], [1], [1, 0]).value // 0.06471342238941974
 * ```
 */
export function linearJsdLoss(
  input: Numbers,
  weights: Numbers,
  teacherInput: Numbers,
  teacherWeights: Numbers,
  options: LinearJsdLossOptions = {},
): LossResult<LinearGradient> {
  const fn = "linearJsdLoss";
  const { rows = 1 } = options;
  const student = linearLayer(fn, input, weights, undefined, rows);
  const teacher = linearLayer(fn, teacherInput, teacherWeights, undefined, rows, [
    "teacherInput",
    "teacherWeights",
  ]);
  const { classes } = student;
  if (teacher.classes !== classes)
    invalid(`${fn}: the teacher has ${teacher.classes} classes; the student has ${classes}`, {
      value: teacher.classes,
    });
  const plan = planReduction(fn, rows, options);
  const block = Math.min(BLOCK, Math.max(1, rows));
  const own = new Float64Array(block * classes);
  const other = new Float64Array(block * classes);
  const g = new Float64Array(block * classes);
  const room = layerGradient(student);
  const tally = new Tally(plan);
  const {
    rowMask: _mask,
    denominator: _denominator,
    sequenceLength: _length,
    rows: _rows,
    ...shared
  } = options;
  for (let start = 0; start < rows && !plan.empty; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    const size = (end - start) * classes;
    forward(student, start, end, own);
    forward(teacher, start, end, other);
    const upstream = Float64Array.from(
      { length: end - start },
      (_, i) => plan.factors[start + i]! * plan.upstream(start + i),
    );
    const out = g.subarray(0, size);
    const part = generalizedJsdLoss(
      logits(own.subarray(0, size), { cols: classes }),
      logits(other.subarray(0, size), { cols: classes }),
      {
        ...shared,
        reduction: "none",
        rowMask: plan.counted.subarray(start, end),
        upstream,
        out,
      },
    );
    for (let r = start; r < end; r++) tally.take(r, part.perRow![r - start]!);
    backward(student, start, end, out, room);
  }
  return tally.result({ input: room.input, weights: room.weights });
}
