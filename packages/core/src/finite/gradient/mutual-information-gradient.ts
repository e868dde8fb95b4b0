import { axesOf, type Joint } from "../joint.ts";
import type { BetweenOptions } from "../mutual-information.ts";
import { type JointGradientOptions, jointGradient, slopesOfDependences } from "./joint-gradient.ts";

/**
 * The gradient of `mutualInformation` with respect to the cells of its table.
 *
 * By a cell: log(p(x, y)/(p(x)p(y))), its pointwise mutual information, less the mean of it.
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `mutualInformation` refuses.
 * @example
 * ```ts
 * mutualInformationGradient(joint([0.4, 0.1, 0.1, 0.4], [2, 2]), { space: "probs" }) // Float64Array [ 0.277258872223978, -1.1090354888959124, -1.1090354888959124, 0.277258872223978 ]
 * ```
 */
export function mutualInformationGradient(
  table: Joint,
  options: BetweenOptions & JointGradientOptions = {},
): Float64Array {
  const fn = "mutualInformationGradient";
  const [x, y] = options.between ?? [[0], [1]];
  axesOf(fn, table, [...x, ...y]);
  return jointGradient(fn, table, options, () =>
    slopesOfDependences(fn, table, [{ groups: [x, y, []], sign: 1 }]),
  );
}
