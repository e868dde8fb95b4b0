import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { axesOf, type Joint, regroup } from "./joint.ts";

/** Between which axes of a table. */
export interface BetweenOptions extends LogOptions {
  /** Two groups of axes; [[0], [1]] when left out. The others are summed out. */
  readonly between?: readonly [readonly number[], readonly number[]];
}

/**
 * Mutual information of two groups of axes of a joint table: what one tells about the other.
 *
 * I(X; Y) = Σ p(x, y) log(p(x, y)/(p(x)p(y))), in nats, or in units of `base`. Never negative; 0 for independence,
 * and of full relative accuracy near it.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for axes the table does not have.
 * @see Cover & Thomas, Elements of Information Theory (2006), §2.3.
 * @example
 * ```ts
 * mutualInformation(joint([0.4, 0.1, 0.1, 0.4], [2, 2])) // 0.19274475702175742
 * mutualInformation(joint(counts([1, 0, 0, 1, 0, 1, 1, 0]), [2, 2, 2]), { between: [[0, 1], [2]], base: 2 }) // 1
 * ```
 */
export function mutualInformation(table: Joint, options: BetweenOptions = {}): number {
  const fn = "mutualInformation";
  const unit = logBase(fn, options.base);
  const [x, y] = options.between ?? [[0], [1]];
  axesOf(fn, table, [...x, ...y]);
  return dependence(regroup(fn, table, [x, y, []])) / unit;
}
