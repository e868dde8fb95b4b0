import { type LogOptions, logBase } from "../protocol.ts";
import { dependence } from "./dependence.ts";
import { type Joint, regroup, shapeOf } from "./joint.ts";

/**
 * Dual total correlation (binding information) of all axes of a joint table.
 *
 * DTC = H(X₁, …, Xₙ) − Σ H(Xᵢ | the others), in nats, or in units of `base`; summed as
 * Σ I(Xₖ; X₁…Xₖ₋₁ | Xₖ₊₁…Xₙ), so that no entropies cancel. Never negative.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be.
 * @see Han, Inf. Control 36 (1978) 133.
 * @example
 * ```ts
 * dualTotalCorrelation(joint(counts([1, 0, 0, 1, 0, 1, 1, 0]), [2, 2, 2]), { base: 2 }) // 2
 * ```
 */
export function dualTotalCorrelation(table: Joint, options: LogOptions = {}): number {
  const unit = logBase("dualTotalCorrelation", options.base);
  const axes = [...shapeOf("dualTotalCorrelation", table).keys()];
  let sum = 0;
  for (const axis of axes.slice(1)) {
    sum += dependence(
      regroup("dualTotalCorrelation", table, [[axis], axes.slice(0, axis), axes.slice(axis + 1)]),
    );
  }
  return sum / unit;
}
