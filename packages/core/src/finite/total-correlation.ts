import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { type Joint, regroup, shapeOf } from "./joint.ts";

/**
 * Total correlation (multi-information) of all axes of a joint table.
 *
 * TC = Σ H(Xᵢ) − H(X₁, …, Xₙ) = D(joint ‖ product of margins), in nats, or in units of `base`; summed as
 * I(X₁; X₂) + I(X₁X₂; X₃) + …, so that no entropies cancel. Never negative.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be.
 * @see Watanabe, IBM J. Res. Dev. 4 (1960) 66.
 * @example
 * ```ts
 * totalCorrelation(joint(counts([1, 0, 0, 0, 0, 0, 0, 1]), [2, 2, 2]), { base: 2 }) // 2
 * ```
 */
export function totalCorrelation(table: Joint, options: LogOptions = {}): number {
  const unit = logBase("totalCorrelation", options.base);
  const axes = [...shapeOf("totalCorrelation", table).keys()];
  let sum = 0;
  for (const axis of axes.slice(1)) {
    sum += dependence(regroup("totalCorrelation", table, [axes.slice(0, axis), [axis], []]));
  }
  return sum / unit;
}
