import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { axesOf, type Joint, regroup } from "./joint.ts";

/** Between which axes of a table, given which. */
export interface GivenOptions extends LogOptions {
  /** Two groups of axes; [[0], [1]] when left out. */
  readonly between?: readonly [readonly number[], readonly number[]];
  /** The axes that are known; [2] when left out. Axes that are named nowhere are summed out. */
  readonly given?: readonly number[];
}

/**
 * Conditional mutual information: what one group of axes tells about another when a third is known.
 *
 * I(X; Y | Z) = Σ p(x, y, z) log(p(x, y | z)/(p(x | z)p(y | z))), in nats, or in units of `base`. Never negative.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for axes the table does not have.
 * @see Cover & Thomas, Elements of Information Theory (2006), §2.5.
 * @example
 * ```ts
 * conditionalMutualInformation(joint(counts([1, 0, 0, 1, 0, 1, 1, 0]), [2, 2, 2]), { base: 2 }) // 1
 * ```
 */
export function conditionalMutualInformation(table: Joint, options: GivenOptions = {}): number {
  const fn = "conditionalMutualInformation";
  const unit = logBase(fn, options.base);
  const [x, y] = options.between ?? [[0], [1]];
  const z = options.given ?? [2];
  axesOf(fn, table, [...x, ...y, ...z]);
  return dependence(regroup(fn, table, [x, y, z])) / unit;
}
