import { type Joint, shapeOf } from "../joint.ts";
import { type JointGradientOptions, jointGradient, slopesOfDependences } from "./joint-gradient.ts";

/**
 * The gradient of `totalCorrelation` with respect to the cells of its table.
 *
 * By a cell: log of its probability over the product of its margins, less the mean of it.
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `totalCorrelation` refuses.
 * @example
 * ```ts
 * totalCorrelationGradient(joint(counts([3, 1, 1, 3]), [2, 2])) // Float64Array [ 0.10299490206263527, -0.10299490206263529, -0.10299490206263529, 0.10299490206263527 ]
 * ```
 */
export function totalCorrelationGradient(table: Joint, options: JointGradientOptions = {}): Float64Array {
  const fn = "totalCorrelationGradient";
  const axes = [...shapeOf(fn, table).keys()];
  return jointGradient(fn, table, options, () =>
    slopesOfDependences(
      fn,
      table,
      axes.slice(1).map((axis) => ({ groups: [axes.slice(0, axis), [axis], []], sign: 1 })),
    ),
  );
}
