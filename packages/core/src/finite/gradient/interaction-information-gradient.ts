import { threeAxes } from "../interaction-information.ts";
import type { Joint } from "../joint.ts";
import { type JointGradientOptions, jointGradient, slopesOfDependences } from "./joint-gradient.ts";

/**
 * The gradient of `interactionInformation` with respect to the cells of its table.
 *
 * That of I(X; Y | Z) less that of I(X; Y).
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `interactionInformation` refuses.
 * @example
 * ```ts
 * interactionInformationGradient(joint(counts([3, 1, 1, 3, 1, 3, 3, 1]), [2, 2, 2]))[0] // 0.05149745103131764
 * ```
 */
export function interactionInformationGradient(
  table: Joint,
  options: JointGradientOptions = {},
): Float64Array {
  const fn = "interactionInformationGradient";
  threeAxes(fn, table);
  return jointGradient(fn, table, options, () =>
    slopesOfDependences(fn, table, [
      { groups: [[0], [1], [2]], sign: 1 },
      { groups: [[0], [1], []], sign: -1 },
    ]),
  );
}
