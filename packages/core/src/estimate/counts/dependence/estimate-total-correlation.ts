import type { Joint } from "../../../finite/joint.ts";
import { totalCorrelation } from "../../../finite/total-correlation.ts";
import type { Estimate } from "../../estimate.ts";
import { countTable } from "./count-table.ts";
import { type DependenceOptions, estimateDependence } from "./estimate-dependence.ts";

/**
 * Total correlation of the law behind a joint table of counts, with its interval and the G test of independence of all
 * axes.
 *
 * Σ Ĥ(Xᵢ) − Ĥ(X₁, …, X_d) by one entropy estimator, in nats, or in units of `base`; with two axes it is
 * `estimateMutualInformation`, whose remarks hold here too.
 *
 * @throws RelentError "invalid-argument" for a table of anything but counts.
 * @see Watanabe, IBM Journal of Research and Development 4 (1960) 66.
 * @example
 * ```ts
 * const same = joint(counts([50, 0, 0, 0, 0, 0, 0, 50]), [2, 2, 2]);
 * estimateTotalCorrelation(same, { base: 2 }).plugIn // 2
 * estimateTotalCorrelation(same).test.p < 0.01 // true
 * ```
 */
export function estimateTotalCorrelation(table: Joint, options: DependenceOptions = {}): Estimate {
  const fn = "estimateTotalCorrelation";
  const axes = table.shape.map((_, axis) => [axis]);
  return estimateDependence(fn, countTable(fn, table, axes), totalCorrelation(table), options);
}
