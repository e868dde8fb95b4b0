import type { GivenOptions } from "../conditional-mutual-information.ts";
import { axesOf, type Joint } from "../joint.ts";
import { type JointGradientOptions, jointGradient, slopesOfDependences } from "./joint-gradient.ts";

/**
 * The gradient of `conditionalMutualInformation` with respect to the cells of its table.
 *
 * By a cell: log(p(x, y | z)/(p(x | z)p(y | z))), less the mean of it.
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `conditionalMutualInformation` refuses.
 * @example
 * ```ts
 * conditionalMutualInformationGradient(joint(counts([3, 1, 1, 3]), [2, 2, 1])) // Float64Array [ 0.10299490206263527, -0.10299490206263529, -0.10299490206263529, 0.10299490206263527 ]
 * ```
 */
export function conditionalMutualInformationGradient(
  table: Joint,
  options: GivenOptions & JointGradientOptions = {},
): Float64Array {
  const fn = "conditionalMutualInformationGradient";
  const [x, y] = options.between ?? [[0], [1]];
  const z = options.given ?? [2];
  axesOf(fn, table, [...x, ...y, ...z]);
  return jointGradient(fn, table, options, () =>
    slopesOfDependences(fn, table, [{ groups: [x, y, z], sign: 1 }]),
  );
}
