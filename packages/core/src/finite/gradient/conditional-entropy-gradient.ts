import { type ConditionalOptions, conditionalSurprisal } from "../conditional-entropy.ts";
import { axesOf, destinations, type Joint, regroup } from "../joint.ts";
import { type JointGradientOptions, jointGradient } from "./joint-gradient.ts";

/**
 * The gradient of `conditionalEntropy` with respect to the cells of its table.
 *
 * By a cell: −log p(y | x), less the mean of it.
 * With `space: "logits"` the derivatives are by the logits of the cells, with "probs" by their weights at total 1, the
 * components along the simplex; a cell without mass gets 0. One number a cell, in the order of the table.
 *
 * @throws RelentError "invalid-argument" for what `conditionalEntropy` refuses.
 * @example
 * ```ts
 * conditionalEntropyGradient(joint([0.25, 0.25, 0.375, 0.125], [2, 2])) // Float64Array [ 0.01635150449264211, 0.01635150449264211, -0.12752215880159848, 0.09481914981631422 ]
 * ```
 */
export function conditionalEntropyGradient(
  table: Joint,
  options: ConditionalOptions & JointGradientOptions = {},
): Float64Array {
  const fn = "conditionalEntropyGradient";
  const groups = [options.given ?? [0], options.of ?? [1], []] as const;
  axesOf(fn, table, [...groups[0], ...groups[1]]);
  return jointGradient(fn, table, options, () => {
    const { x, shape } = regroup(fn, table, groups);
    const { to } = destinations(table, groups);
    const own = Float64Array.from(x, (value, at) => {
      const start = Math.floor(at / shape[1]) * shape[1];
      return value === 0 ? 0 : conditionalSurprisal(x.subarray(start, start + shape[1]), at - start);
    });
    return Float64Array.from(to, (at) => own[at]!);
  });
}
