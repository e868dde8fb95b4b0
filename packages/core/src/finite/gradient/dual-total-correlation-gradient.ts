import { type Joint, shapeOf } from "../joint.ts";
import { type JointGradientOptions, jointGradient, slopesOfDependences } from "./joint-gradient.ts";

/**
 * The gradient of `dualTotalCorrelation` with respect to the cells of its table.
 *
 * By a cell: Σ log p(xₖ | the others) − log p(x₁, …, xₙ), less the mean of it.
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `dualTotalCorrelation` refuses.
 * @example
 * ```ts
 * dualTotalCorrelationGradient(joint(counts([3, 1, 1, 3]), [2, 2])) // Float64Array [ 0.10299490206263527, -0.10299490206263529, -0.10299490206263529, 0.10299490206263527 ]
 * ```
 */
export function dualTotalCorrelationGradient(table: Joint, options: JointGradientOptions = {}): Float64Array {
  const fn = "dualTotalCorrelationGradient";
  const axes = [...shapeOf(fn, table).keys()];
  return jointGradient(fn, table, options, () =>
    slopesOfDependences(
      fn,
      table,
      axes.slice(1).map((axis) => ({ groups: [[axis], axes.slice(0, axis), axes.slice(axis + 1)], sign: 1 })),
    ),
  );
}
